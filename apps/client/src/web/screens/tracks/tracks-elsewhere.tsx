import { useState } from 'react';
import { Button } from '@mantine/core';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useElsewhere } from '../../queries/elsewhere.ts';
import { useMe } from '../../queries/session.ts';
import { listWords } from '../../words/flip-words.ts';
import { ElsewhereRow } from './elsewhere-row.tsx';

const hostOf = (url: string): string => URL.parse(url)?.host ?? url;
const hostsOf = (urls: readonly string[]): string => listWords(urls.map(hostOf));

interface AskedProps {
  readonly q: string;
  readonly territory: string | undefined;
}

/** What was found, at which registry, and who did not answer. */
function Found({ q, territory }: AskedProps) {
  const found = useElsewhere(q, territory);
  if (found.isPending) return <div className="hatched tracks-skeleton" aria-busy="true" />;
  if (found.isError) return <ProblemMessage error={found.error} onRetry={() => void found.refetch()} />;
  const { items, asked, silent } = found.data;
  if (asked.length + silent.length === 0)
    return <p className="secondary">This server knows no other registry yet. Its operator can add some.</p>;
  return (
    <>
      <LiveRegion>{`${items.length} tracks found elsewhere`}</LiveRegion>
      {items.length === 0 && asked.length > 0 && (
        <p className="secondary">
          Nothing like “{q}” at {hostsOf(asked)}.
        </p>
      )}
      {silent.length > 0 && (
        <p className="secondary">
          No answer from {hostsOf(silent)}.{' '}
          <button type="button" className="quiet-link" onClick={() => void found.refetch()}>
            Ask again
          </button>
        </p>
      )}
      <ul>
        {items.map((item) => (
          <ElsewhereRow key={`${item.registry} ${item.isrc}`} item={item} territory={territory} />
        ))}
      </ul>
    </>
  );
}

/** Music whose rights are kept at other servers: looked for when somebody asks, since each of them is. */
export function TracksElsewhere({ q, territory }: AskedProps) {
  const { user } = useMe();
  const [wanted, setWanted] = useState<string | null>(null);
  if (!user) return null;
  return (
    <section className="tracks-elsewhere" aria-labelledby="elsewhere-title">
      <h2 className="heading" id="elsewhere-title">
        At other registries
      </h2>
      <p className="secondary">
        Other servers keep the rights of their own music. What is cleared there you can flip here.
      </p>
      {wanted === q ? (
        <Found q={q} territory={territory} />
      ) : (
        <Button onClick={() => setWanted(q)}>Look for “{q}” elsewhere</Button>
      )}
    </section>
  );
}

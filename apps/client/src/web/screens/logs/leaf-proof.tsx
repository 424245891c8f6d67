import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { SideGlyph } from '../../components/side-glyph.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { checkLeaf } from '../../../engine/verify/index.ts';
import { hasStatus } from '../../queries/api-problem.ts';
import { useProvedLeaf, type PublicLog } from '../../queries/logs.ts';
import { formatCount } from '../../words/flip-words.ts';
import { leafWords } from './leaf-words.ts';

interface ProvedProps {
  readonly entry: string;
  readonly proof: string;
  readonly vkey: string;
}

function Proved({ entry, proof, vkey }: ProvedProps) {
  const checked = useMemo(() => checkLeaf(proof, entry, vkey), [entry, proof, vkey]);
  if (!checked.ok)
    return (
      <p className="row strong stop" role="alert">
        <SideGlyph recording="conflict" composition="conflict" size={20} />
        Does not match: {checked.message}.
      </p>
    );
  return (
    <>
      <p className="row strong" role="status">
        <SideGlyph recording="yes" composition="yes" size={20} />
        Verified in this browser: leaf {formatCount(String(checked.index))} of{' '}
        {formatCount(String(checked.size))}
      </p>
      <details>
        <summary className="small">The path from the leaf to the root</summary>
        <ol className="log-path mono small">
          <li>{checked.hash}</li>
          {checked.path.map((hash) => (
            <li key={hash}>{hash}</li>
          ))}
          <li>{checked.root}</li>
        </ol>
      </details>
    </>
  );
}

interface LeafProofProps {
  readonly log: PublicLog;
  readonly leaf: string;
  readonly onClose: () => void;
}

/** One leaf as it was logged, with its proof checked here. */
export function LeafProof({ log, leaf, onClose }: LeafProofProps) {
  const { data, error, isPending, refetch } = useProvedLeaf(log.name, leaf);
  return (
    <section className="log-leaf panel" aria-label={`Leaf ${leaf}`}>
      <div className="row">
        <h2 className="heading">{data === undefined ? 'Leaf' : leafWords(data.entry).kind}</h2>
        <span className="spacer" />
        <Button variant="subtle" size="sm" onClick={onClose}>
          Close
        </Button>
      </div>
      {isPending && <div className="hatched log-leaf-waiting" aria-busy="true" />}
      {hasStatus(error, 404, 400) && <EmptyState>No leaf has this number or hash.</EmptyState>}
      {error !== null && !hasStatus(error, 404, 400) && (
        <ProblemMessage error={error} onRetry={() => void refetch()} />
      )}
      {data && (
        <>
          <Proved entry={data.entry} proof={data.proof} vkey={log.vkey} />
          <pre className="log-entry" aria-label="The entry as it was logged">
            {leafWords(data.entry).readable}
          </pre>
          <Button
            component="a"
            size="sm"
            className="log-proof-download"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(data.proof)}`}
            download={`${log.name}-${data.index}.tlog-proof`}
          >
            Download the proof
          </Button>
        </>
      )}
    </section>
  );
}

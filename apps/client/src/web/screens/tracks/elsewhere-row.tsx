import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import {
  useTakeIn,
  useWhyElsewhere,
  type RecordingElsewhere,
  type WhyElsewhere,
} from '../../queries/elsewhere.ts';
import { thenGo } from '../../queries/then-go.ts';
import { bpmWords, keyWords } from '../../words/flip-words.ts';
import { readableIsrc } from '../../words/isrc.ts';

function Side({ side }: { side: WhyElsewhere['sides'][number] }) {
  const isRecording = side.side === 'MASTER';
  return (
    <section className="clearance-side">
      <h3 className="row">
        <SideMark side={isRecording ? 'A' : 'B'} />
        <strong>{isRecording ? 'Recording' : 'Composition'}</strong>
        {side.title !== null && <span className="secondary ellipsis">{side.title}</span>}
        <span className="spacer" />
        <ClearanceBadge status={side.state} />
      </h3>
      {side.reasons.length > 0 && (
        <ul className="clearance-reasons">
          {side.reasons.map(({ party, detail, action }) => (
            <li key={`${party?.name ?? ''} ${detail}`}>
              {party !== null && <strong>{party.name}</strong>} {detail}.{' '}
              <span className="secondary">{action}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the registry itself says to it. */
function Why({ isrc, host, territory }: { isrc: string; host: string; territory: string | undefined }) {
  const why = useWhyElsewhere(isrc, territory);
  if (why.isPending) return <div className="hatched clearance-skeleton" aria-busy="true" />;
  if (why.isError) return <ProblemMessage error={why.error} onRetry={() => void why.refetch()} />;
  return (
    <div className="clearance panel">
      <p className="label">As {host} says</p>
      <div className="clearance-sides">
        {why.data.sides.map((side, index) => (
          <Side key={`${side.side}-${index}`} side={side} />
        ))}
      </div>
    </div>
  );
}

interface ElsewhereRowProps {
  readonly item: RecordingElsewhere;
  readonly territory: string | undefined;
}

/** A recording of another registry: whether it is cleared there, why not, and the way into a flip. */
export function ElsewhereRow({ item, territory }: ElsewhereRowProps) {
  const { isrc, title, artist, durationMs, bpm, key, clearance, registry, here } = item;
  const [open, setOpen] = useState(false);
  const panel = useId();
  const take = useTakeIn();
  const navigate = useNavigate();
  const host = URL.parse(registry)?.host ?? registry;
  const flip = () => thenGo(take, isrc, () => navigate({ to: '/studio', search: { isrc } }));
  return (
    <li className="recording">
      <div className="recording-row elsewhere-row">
        <div className="recording-names">
          <h3 className="lead">
            <strong>{title}</strong>
          </h3>
          <p className="secondary ellipsis">{artist}</p>
        </div>
        <div className="recording-numbers mono secondary small">
          <span className="tertiary">{readableIsrc(isrc)}</span>
          {durationMs !== null && <Duration ms={durationMs} />}
          {bpm !== null && <span>{bpmWords(bpm)}</span>}
          {key !== null && <span>{keyWords(key)}</span>}
          <a href={registry} target="_blank" rel="noopener noreferrer" className="elsewhere-registry">
            {host}
          </a>
        </div>
        <span className="recording-badge">
          <ClearanceBadge status={clearance} />
        </span>
        <div className="recording-actions">
          {clearance !== 'CLEARED' && (
            <Button
              variant="subtle"
              size="sm"
              aria-expanded={open}
              aria-controls={panel}
              onClick={() => setOpen(!open)}
              rightSection={<Icon name="chevron-down" />}
            >
              Why not<span className="visually-hidden">: {title}</span>
            </Button>
          )}
          {clearance === 'CLEARED' && !here && (
            <Button size="sm" loading={take.isPending} onClick={() => void flip()}>
              Flip it<span className="visually-hidden">: {title}</span>
            </Button>
          )}
          {clearance === 'CLEARED' && here && (
            <LinkButton to="/studio" search={{ isrc }} size="sm">
              Flip it<span className="visually-hidden">: {title}</span>
            </LinkButton>
          )}
        </div>
      </div>
      {take.isError && <ProblemMessage error={take.error} />}
      <div id={panel} hidden={!open}>
        {open && <Why isrc={isrc} host={host} territory={territory} />}
      </div>
    </li>
  );
}

import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { StateHistory } from '../../credits/state-history.tsx';
import { Icon } from '../../components/icon.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import type { OwnFlip } from '../../queries/credits.ts';
import { dayWords } from '../../words/dates.ts';
import { playsWords, sourceWords } from '../../words/flip-words.ts';
import { TakeDown } from './take-down.tsx';

/** One of the producer's flips: where it stands, how it came there, and what can be done. */
export function OwnFlipRow({ flip }: { flip: OwnFlip }) {
  const [open, setOpen] = useState(false);
  const history = useId();
  return (
    <li className="derivative">
      <div className="derivative-row own-flip-row">
        <div className="derivative-print">
          <RecipePrint shape={printOfPermille(flip.print)} faint={flip.state !== 'PUBLISHED'} />
        </div>
        <div className="derivative-words">
          <h2 className="lead">
            <Link to="/r/$code" params={{ code: flip.code }}>
              {flip.title}
            </Link>
          </h2>
          <p className="secondary">
            from {sourceWords(flip.credits)}{' '}
            <span className="small">
              {dayWords(flip.publishedAt)}, {playsWords(flip.playCount)}
              {flip.children !== '0' &&
                `, flipped again ${flip.children === '1' ? 'once' : `${flip.children} times`}`}
              {flip.supersededBy !== null && ', revised since'}
            </span>
          </p>
        </div>
        <div className="derivative-words">
          <p>
            <StateBadge state={flip.state} />
          </p>
          {flip.stateReason !== null && <p className="small secondary">{flip.stateReason}</p>}
        </div>
        <div className="derivative-actions">
          <Button
            variant="subtle"
            size="sm"
            aria-expanded={open}
            aria-controls={history}
            aria-label={`History of ${flip.title}`}
            onClick={() => setOpen(!open)}
            rightSection={<Icon name="chevron-down" />}
          >
            History
          </Button>
          <TakeDown flip={flip} />
        </div>
      </div>
      <div id={history} hidden={!open} className="derivative-tree">
        {open && <StateHistory hash={flip.hash} publishedAt={flip.publishedAt} />}
      </div>
    </li>
  );
}

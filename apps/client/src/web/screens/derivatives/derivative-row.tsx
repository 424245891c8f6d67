import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { AskCorrection } from '../../credits/ask-correction.tsx';
import { FlipTree } from '../../credits/flip-tree.tsx';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { Money } from '../../components/money.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import type { DerivativeView } from '../../queries/credits.ts';
import { dayWords } from '../../words/dates.ts';
import { playsWords } from '../../words/flip-words.ts';

function OwnSources({ item }: { item: DerivativeView }) {
  return (
    <ul className="derivative-use">
      {item.ownSources.map(({ isrc, title, usageMs, sides }) => (
        <li key={isrc} className="row">
          {sides.includes('MASTER') && <SideMark side="A" size={14} />}
          {sides.includes('COMPOSITION') && <SideMark side="B" size={14} />}
          <span>
            {title}{' '}
            <span className="secondary small">
              {sides.map((side) => (side === 'MASTER' ? 'recording' : 'composition')).join(' and ')}
            </span>
          </span>
          <Duration ms={usageMs} />
        </li>
      ))}
    </ul>
  );
}

function EarnedSoFar({ item }: { item: DerivativeView }) {
  if (item.earned.length === 0) return <p className="derivative-earned small secondary">Not stated yet</p>;
  return (
    <div className="derivative-earned">
      {item.earned.map(({ currency, amountMicros, perPlayMicros }) => (
        <p key={currency}>
          <Money micros={amountMicros} currency={currency} precision="total" />
          <span className="small secondary">
            {' '}
            so far, <Money micros={perPlayMicros} currency={currency} precision="play" /> a play
          </span>
        </p>
      ))}
    </div>
  );
}

/** One flip of the party's music: how it uses it, what it paid, and what was made of it in turn. */
export function DerivativeRow({ item }: { item: DerivativeView }) {
  const [open, setOpen] = useState(false);
  const tree = useId();
  return (
    <li className="derivative">
      <div className="derivative-row">
        <div className="derivative-print">
          <RecipePrint shape={printOfPermille(item.print)} faint={item.state !== 'PUBLISHED'} />
        </div>
        <div className="derivative-words">
          <h2 className="lead">
            <Link to="/r/$code" params={{ code: item.code }}>
              {item.title}
            </Link>
          </h2>
          <p>
            by {item.producer.displayName}{' '}
            <span className="secondary small">
              {dayWords(item.publishedAt)}, {playsWords(item.playCount)}
            </span>
          </p>
          {item.state !== 'PUBLISHED' && (
            <p className="small secondary">
              <StateBadge state={item.state} /> {item.stateReason}
            </p>
          )}
        </div>
        <OwnSources item={item} />
        <EarnedSoFar item={item} />
        <div className="derivative-actions">
          <Button
            variant="subtle"
            size="sm"
            aria-expanded={open}
            aria-controls={tree}
            onClick={() => setOpen(!open)}
            rightSection={<Icon name="chevron-down" />}
          >
            {item.children === '0' ? 'Its line' : `Its line, ${item.children} flipped from it`}
          </Button>
          <AskCorrection flip={item} label="Ask for a credit correction" />
        </div>
      </div>
      <div id={tree} hidden={!open} className="derivative-tree">
        {open && <FlipTree hash={item.hash} />}
      </div>
    </li>
  );
}

import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Duration } from '../../components/duration.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import type { RemoteFlipItem } from '../../queries/social.ts';
import { bpmWords, sourceWords } from '../../words/flip-words.ts';

/** A flip of another server, as native as one of this. */
export function RemoteCard({ item, why }: { item: RemoteFlipItem; why?: ReactNode }) {
  const { id, title, actor, credits, print, durationMs, bpm } = item;
  return (
    <li className="flip-card">
      <div className="flip-card-print">
        <RecipePrint shape={printOfPermille(print)} />
      </div>
      <div className="flip-card-words">
        {why}
        <h3 className="lead ellipsis">
          <Link to="/elsewhere/$id" params={{ id }} className="flip-card-link">
            {title}
          </Link>
        </h3>
        <p className="ellipsis">
          <Link to="/people/$id" params={{ id: actor.id ?? '' }} className="flip-card-producer">
            {actor.displayName === '' ? actor.handle : actor.displayName}
          </Link>{' '}
          <span className="secondary">from {sourceWords(credits)}</span>
        </p>
        <p className="flip-card-meta small">
          <Duration ms={durationMs} />
          <span className="mono">{bpmWords(bpm)}</span>
          <span className="spacer" />
          <span className="secondary ellipsis">{actor.host}</span>
        </p>
      </div>
    </li>
  );
}

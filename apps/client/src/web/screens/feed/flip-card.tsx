import { memo, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { Duration } from '../../components/duration.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { usePlayFlip } from '../../player/use-play-flip.ts';
import type { Playability } from '../../providers/playability.ts';
import type { FeedItem } from '../../queries/flips.ts';
import { bpmWords, sourceWords } from '../../words/flip-words.ts';
import { FoundNote } from './found-note.tsx';

interface FlipCardProps {
  readonly item: FeedItem;
  readonly found: Playability | undefined;
  /** Why it is shown, where that is not plain. */
  readonly why?: ReactNode;
}

/** One flip of the feed: its print, its names, and whether it plays here. */
export const FlipCard = memo(function FlipCard({ item, found, why }: FlipCardProps) {
  const { playing, toggle } = usePlayFlip(item);
  return (
    <li className="flip-card">
      <div className="flip-card-print">
        <RecipePrint shape={printOfPermille(item.print)} faint={found !== undefined && !found.complete} />
        {(playing || found?.complete) && (
          <span className="flip-card-play" data-playing={playing}>
            <TransportButton playing={playing} onToggle={toggle} subject={item.title} />
          </span>
        )}
      </div>
      <div className="flip-card-words">
        {why}
        <h3 className="lead ellipsis">
          <Link to="/r/$code" params={{ code: item.code }} className="flip-card-link">
            {item.title}
          </Link>
        </h3>
        <p className="ellipsis">
          <Link to="/" search={{ producer: item.producer.handle }} className="flip-card-producer">
            {item.producer.displayName}
          </Link>{' '}
          <span className="secondary">from {sourceWords(item.credits)}</span>
        </p>
        <p className="flip-card-meta small">
          <Duration ms={item.durationMs} />
          <span className="mono">{bpmWords(item.bpm)}</span>
          <span className="spacer" />
          <FoundNote found={found} />
        </p>
      </div>
    </li>
  );
});

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../components/link-button.tsx';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import { usePlayFlip } from '../../player/use-play-flip.ts';
import type { Playability } from '../../providers/playability.ts';
import type { FeedItem } from '../../queries/flips.ts';
import { bpmWords, countWord, playsWords, sourceWords } from '../../words/flip-words.ts';
import { StemStrip } from './stem-strip.tsx';

function lead(item: FeedItem, found: Playability | undefined): string {
  const total = item.credits.sources.length;
  const recordings =
    total === 1 ? 'the recording' : total === 2 ? 'both recordings' : `all ${countWord(total)} recordings`;
  if (found?.complete) return `You have ${recordings} on this device`;
  if (found !== undefined) return `You have ${found.present} of ${found.total} recordings on this device`;
  return `Published ${new Date(item.publishedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** The first flip of the feed, large. */
export function FeaturedFlip({ item, found }: { item: FeedItem; found: Playability | undefined }) {
  const { playing, toggle } = usePlayFlip(item);
  const shape = printOfPermille(item.print);
  return (
    <section className="featured" aria-label={item.title}>
      <div className="featured-print">
        <RecipePrint shape={shape} />
      </div>
      <div className="featured-words">
        <p className="secondary">{lead(item, found)}</p>
        <h2 className="display">
          <Link to="/r/$code" params={{ code: item.code }} className="featured-link">
            {item.title}
          </Link>
        </h2>
        <p className="lead featured-by">
          Flipped by{' '}
          <Link to="/" search={{ producer: item.producer.handle }} className="strong">
            {item.producer.displayName}
          </Link>{' '}
          <span className="secondary">from {sourceWords(item.credits)}</span>
        </p>
        <span className="spacer" />
        <StemStrip shape={shape} />
        <div className="featured-actions">
          <Button
            variant="filled"
            size="xl"
            leftSection={<Icon name={playing ? 'pause' : 'play'} />}
            onClick={toggle}
          >
            {playing ? 'Pause' : 'Play'}
          </Button>
          <LinkButton to="/r/$code" params={{ code: item.code }} size="xl">
            See how it is made
          </LinkButton>
          <span className="spacer" />
          <p className="mono secondary featured-numbers">
            <Duration ms={item.durationMs} />
            <span>{bpmWords(item.bpm)}</span>
            <span>{playsWords(item.playCount)}</span>
          </p>
        </div>
      </div>
    </section>
  );
}

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LinkButton } from '../../components/link-button.tsx';
import { ClearanceBadge } from '../../components/clearance-badge.tsx';
import { Duration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { printOfPermille } from '../../components/recipe-print-shape.ts';
import { RecipePrint } from '../../components/recipe-print.tsx';
import type { PlayerState } from '../../player/player.types.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { bpmWords, countWord, keyWords, playsWords } from '../../words/flip-words.ts';
import { ShareMenu } from './share-menu.tsx';
import { toggleFlip } from './use-flip-playback.ts';

function FlipNumbers({ flip }: { flip: RecipeView }) {
  return (
    <div className="flip-numbers mono secondary">
      <Duration ms={flip.durationMs} />
      <span>{bpmWords(flip.bpm)}</span>
      {flip.key !== null && <span>{keyWords(flip.key)}</span>}
      <span className="flip-plays">{playsWords(flip.playCount)}</span>
      <ClearanceBadge status={flip.clearance.state} />
    </div>
  );
}

/** The one filled button is the next step: play once the sound is here, then flip it yourself. */
function FlipActions({ flip, playback }: { flip: RecipeView; playback: PlayerState }) {
  const canPlay = playback.phase === 'ready' && playback.meter === null && !playback.wanted;
  return (
    <div className="flip-actions" data-quiet={playback.phase === 'empty'}>
      <ShareMenu flip={flip} />
      {canPlay ? (
        <Button
          variant="filled"
          size="xl"
          leftSection={<Icon name="play" />}
          onClick={() => toggleFlip(flip)}
        >
          Play
        </Button>
      ) : (
        <LinkButton
          to="/studio"
          search={{ from: flip.code }}
          variant={playback.phase === 'empty' ? 'outline' : 'filled'}
          size="xl"
          rightSection={<Icon name="chevron-right" />}
        >
          Flip it yourself
        </LinkButton>
      )}
    </div>
  );
}

/** Print, names and numbers of a flip. */
export function FlipHero({ flip, playback }: { flip: RecipeView; playback: PlayerState }) {
  const count = flip.credits.sources.length;
  return (
    <section className="flip-hero">
      <div className="flip-hero-print">
        <RecipePrint shape={printOfPermille(flip.print)} />
      </div>
      <div className="flip-hero-words">
        <p className="mono secondary small flip-address">
          {window.location.host}/r/{flip.code}
        </p>
        <h1 className="display">{flip.title}</h1>
        <p className="lead flip-by">
          Flipped by{' '}
          <Link to="/" search={{ producer: flip.producer.handle }} className="strong">
            {flip.producer.displayName}
          </Link>{' '}
          <span className="secondary">
            from {countWord(count)} {count === 1 ? 'recording' : 'recordings'}
          </span>
        </p>
        <FlipNumbers flip={flip} />
      </div>
      <FlipActions flip={flip} playback={playback} />
    </section>
  );
}

import { useMemo } from 'react';
import type { Recipe } from '@flipside/recipe';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useProviders } from '../../providers/use-providers.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { useMe } from '../../queries/session.ts';
import { FlipSocial } from '../social/flip-social.tsx';
import { playNews } from '../../words/play-words.ts';
import { preparationNews } from '../../words/source-words.ts';
import { ConnectPanel } from './connect-panel.tsx';
import { FlipClosing } from './flip-closing.tsx';
import { FlipCredits } from './flip-credits.tsx';
import { FlipDock } from './flip-dock.tsx';
import { FlipHero } from './flip-hero.tsx';
import { FlipPayout } from './flip-payout.tsx';
import { FlipSources } from './flip-sources.tsx';
import { flipTimeline } from './flip-timeline.ts';
import { Sleeve } from './sleeve.tsx';
import { prepareFlip, useFlipPlayback, useRecipe } from './use-flip-playback.ts';

function ReadableFlip({ flip, recipe }: { flip: RecipeView; recipe: Recipe }) {
  const playback = useFlipPlayback(flip);
  const connected = useProviders(({ list }) => list.length > 0);
  const timeline = useMemo(() => flipTimeline(recipe), [recipe]);
  const news = playNews(playback);
  const needsMusic = recipe.sources.length > 0 && !connected;
  return (
    <>
      {needsMusic && <ConnectPanel flip={flip} onConnected={() => prepareFlip(flip)} />}
      {playback.error !== null && (
        <div className="flip-problem">
          <ProblemMessage
            error={playback.error}
            kept="Your faders are kept."
            onRetry={() => prepareFlip(flip)}
          />
        </div>
      )}
      <Sleeve flip={flip} recipe={recipe} timeline={timeline} playback={playback} connected={!needsMusic} />
      <LiveRegion>{news ?? preparationNews(playback)}</LiveRegion>
      <div className="flip-two">
        <FlipSources recipe={recipe} playback={playback} />
        <FlipCredits flip={flip} recipe={recipe} />
      </div>
      <FlipPayout flip={flip} />
      <FlipDock flip={flip} playback={playback} connected={!needsMusic} />
    </>
  );
}

/** Everything about one published flip. */
export function FlipView({ flip }: { flip: RecipeView }) {
  const read = useRecipe(flip);
  const playback = useFlipPlayback(flip);
  const { user } = useMe();
  return (
    <div className="page flip">
      <FlipHero flip={flip} playback={playback} />
      <FlipClosing flip={flip} />
      {read.ok ? (
        <ReadableFlip flip={flip} recipe={read.recipe} />
      ) : (
        <div className="flip-problem">
          <ProblemMessage error={read.error} />
        </div>
      )}
      <FlipSocial hash={flip.hash} mine={user?.handle === flip.producer.handle} />
    </div>
  );
}

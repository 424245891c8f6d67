import type { Recipe } from '@flipside/recipe';
import { Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { player } from '../../player/player.ts';
import type { PlayerState } from '../../player/player.types.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { countingWords, playNews } from '../../words/play-words.ts';
import { preparationNews } from '../../words/source-words.ts';
import type { FlipTimeline } from './flip-timeline.ts';
import { PhoneMixer } from './phone-mixer.tsx';
import { Playhead } from './playhead.tsx';
import { SourceLanes } from './source-lanes.tsx';
import { Spine } from './spine.tsx';
import { StemLanes } from './stem-lanes.tsx';
import './sleeve.css';

interface SleeveProps {
  readonly flip: RecipeView;
  readonly recipe: Recipe;
  readonly timeline: FlipTimeline;
  readonly playback: PlayerState;
  readonly connected: boolean;
}

function SideANote({ playback }: { playback: PlayerState }) {
  const news = preparationNews(playback);
  return (
    <span className="sleeve-note small secondary">
      {playback.phase === 'ready' && <Icon name="device" />}
      {news === '' ? 'Waveforms appear once your device has the recordings' : news}
    </span>
  );
}

/** What became of the play that is being heard, or how far it is from counting. */
function MeterNote({ playback }: { playback: PlayerState }) {
  const news = playNews(playback);
  if (news !== null) return <strong>{news}</strong>;
  const counting = countingWords(playback);
  return counting === null ? null : <span className="small secondary">{counting}</span>;
}

/** The two sides of a flip: recordings above the line, the flip by stem below it. */
export function Sleeve({ flip, recipe, timeline, playback, connected }: SleeveProps) {
  const { phase, mixes } = playback;
  const silent = phase !== 'ready';
  const changed = Object.keys(mixes).length > 0;
  return (
    <section className="sleeve" data-silent={silent} aria-label="How it is made">
      <div className="sleeve-head">
        <SideMark side="A" />
        <strong>A</strong>
        <span className="secondary ellipsis">The recordings it is made from</span>
        <span className="spacer" />
        <SideANote playback={playback} />
      </div>
      <div className="sleeve-lanes">
        <SourceLanes recipe={recipe} timeline={timeline} />
        <Spine flip={flip} timeline={timeline} playback={playback} connected={connected} />
        <StemLanes timeline={timeline} playback={playback} />
        {!silent && <Playhead seconds={timeline.seconds} />}
      </div>
      <PhoneMixer timeline={timeline} playback={playback} />
      <div className="sleeve-head sleeve-foot">
        <SideMark side="B" />
        <strong>B</strong>
        <span className="secondary sleeve-foot-words">
          The flip. Faders change what you hear, not the recipe.
        </span>
        <span className="spacer" />
        <MeterNote playback={playback} />
        {changed && (
          <Button
            variant="subtle"
            size="sm"
            onClick={() => player.resetMix(timeline.lanes.map(({ id }) => id))}
          >
            Reset faders
          </Button>
        )}
      </div>
    </section>
  );
}

import { ActionIcon } from '@mantine/core';
import { Duration, formatDuration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { SeekArea } from '../../components/seek-area.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { player } from '../../player/player.ts';
import type { PlayerState } from '../../player/player.types.ts';
import { usePosition } from '../../player/use-player.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { rulerTicks, type FlipTimeline } from './flip-timeline.ts';
import { toggleFlip } from './use-flip-playback.ts';

const TICKS = 8;

function Clock({ flip, active }: { flip: RecipeView; active: boolean }) {
  const position = usePosition();
  return (
    <span className="spine-clock">
      <span className="spine-now">
        <Duration ms={active ? position * 1000 : 0} tenths />
      </span>
      <span className="tertiary">
        / <Duration ms={flip.durationMs} />
      </span>
    </span>
  );
}

function Ruler({ timeline, active }: { timeline: FlipTimeline; active: boolean }) {
  const position = usePosition();
  const at = (share: number) => `${share * 100}%`;
  return (
    <SeekArea
      className="ruler"
      seconds={active ? position : 0}
      durationSeconds={timeline.seconds}
      disabled={!active}
      onSeek={(to) => player.seek(to)}
    >
      {timeline.markers.map(({ at: share, until, name }) => (
        <span
          key={`${share}-${name}`}
          className="ruler-marker"
          style={{ left: at(share), width: at(until - share) }}
        >
          {name}
        </span>
      ))}
      {rulerTicks(timeline.seconds, TICKS).map((tick, index) => (
        <span
          key={tick}
          className="ruler-tick mono"
          data-first={index === 0}
          data-odd={index % 2 === 1}
          style={{ left: at(tick / timeline.seconds) }}
        >
          {formatDuration(tick * 1000)}
        </span>
      ))}
    </SeekArea>
  );
}

interface SpineProps {
  readonly flip: RecipeView;
  readonly timeline: FlipTimeline;
  readonly playback: PlayerState;
  readonly connected: boolean;
}

/** The ruled line between the sides: transport on the left, time on the right. */
export function Spine({ flip, timeline, playback, connected }: SpineProps) {
  const active = playback.phase === 'ready';
  const looping = playback.loop !== null;
  return (
    <div className="lane spine">
      <div className="lane-gutter">
        <TransportButton
          playing={playback.wanted}
          disabled={!connected}
          subject={flip.title}
          onToggle={() => toggleFlip(flip)}
        />
        <Clock flip={flip} active={active} />
        <span className="spacer" />
        {playback.wanted && playback.buffering && <span className="small secondary">Catching up</span>}
        {active && (
          <ActionIcon
            aria-label="Repeat"
            title="Repeat"
            aria-pressed={looping}
            data-on={looping}
            className="spine-loop"
            onClick={() => player.setLoop(looping ? null : { startSeconds: 0, endSeconds: timeline.seconds })}
          >
            <Icon name="loop" />
          </ActionIcon>
        )}
      </div>
      <Ruler timeline={timeline} active={active} />
    </div>
  );
}

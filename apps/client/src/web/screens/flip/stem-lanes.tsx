import { useMemo } from 'react';
import { StemChip } from '../../components/stem-chip.tsx';
import { StemFader } from '../../components/stem-fader.tsx';
import { formatDb } from '../../components/fader-scale.ts';
import { ToggleLetter } from '../../components/toggle-letter.tsx';
import { Waveform } from '../../components/waveform.tsx';
import { player } from '../../player/player.ts';
import { NEUTRAL_MIX, waveformKey, type PlayerState, type Waveforms } from '../../player/player.types.ts';
import type { FlipLane, FlipTimeline, LaneClip } from './flip-timeline.ts';

function LaneGutter({ lane, playback }: { lane: FlipLane; playback: PlayerState }) {
  const mix = playback.mixes[lane.key] ?? NEUTRAL_MIX;
  const disabled = playback.phase !== 'ready';
  const name = lane.name.toLowerCase();
  return (
    <div className="lane-gutter">
      {'stem' in lane.id ? (
        <StemChip stem={lane.id.stem} decorative />
      ) : (
        <span className="own-chip" aria-hidden="true" />
      )}
      <strong className="lane-name ellipsis">{lane.name}</strong>
      <StemFader
        {...('stem' in lane.id ? { stem: lane.id.stem } : {})}
        label={`${lane.name} level`}
        valueDb={mix.gainDb}
        disabled={disabled}
        onChange={(gainDb) => player.setMix(lane.id, { gainDb })}
      />
      <span className="mono small lane-db">{formatDb(mix.gainDb)}</span>
      <ToggleLetter
        letter="M"
        label={`Mute ${name}`}
        on={mix.mute}
        disabled={disabled}
        onToggle={() => player.setMix(lane.id, { mute: !mix.mute })}
      />
      <ToggleLetter
        letter="S"
        label={`Solo ${name}`}
        on={mix.solo}
        disabled={disabled}
        onToggle={() => player.setMix(lane.id, { solo: !mix.solo })}
      />
    </div>
  );
}

interface ClipBlockProps {
  readonly clip: LaneClip;
  readonly lane: FlipLane;
  readonly playback: PlayerState;
  readonly number: number | undefined;
  readonly gain: number;
}

function ClipBlock({ clip, lane, playback, number, gain }: ClipBlockProps) {
  const stem = 'stem' in lane.id ? lane.id.stem : null;
  const waveform =
    stem !== null && clip.sourceId !== null
      ? (playback.waveforms.get(waveformKey(clip.sourceId, stem)) ?? null)
      : null;
  return (
    <div
      className={`clip stem-${stem ?? 'mix'}`}
      data-known={waveform !== null}
      data-muted={clip.muted}
      style={{
        left: `${clip.from * 100}%`,
        width: `calc(${(clip.to - clip.from) * 100}% - 2px)`,
        top: `${(clip.row / lane.rows) * 100}%`,
        height: `calc(${100 / lane.rows}% - ${lane.rows > 1 ? 1 : 0}px)`,
      }}
    >
      <Waveform data={waveform} stem={stem ?? 'mix'} secondAt={clip.secondAt} gain={gain} />
      {number !== undefined && <span className="clip-number">{number}</span>}
    </div>
  );
}

const MOST_GAIN = 8;

/** One gain for every lane, so that the loudest fills its lane and the others stay in proportion to it. */
function drawingGain(waveforms: Waveforms): number {
  let peak = 0;
  for (const { min, max } of waveforms.values()) {
    for (let bin = 0; bin < max.length; bin += 1) peak = Math.max(peak, max[bin] ?? 0, -(min[bin] ?? 0));
  }
  return peak === 0 ? 1 : Math.min(MOST_GAIN, 1 / peak);
}

/** Lanes that a mute, or another lane's solo, leaves silent. */
function isSilenced(lane: FlipLane, playback: PlayerState): boolean {
  const soloed = Object.values(playback.mixes).some(({ solo }) => solo);
  const mix = playback.mixes[lane.key] ?? NEUTRAL_MIX;
  return mix.mute || (soloed && !mix.solo);
}

/** Side B: the flip by stem, each lane with its fader. Hatched until this device has the sound. */
export function StemLanes({ timeline, playback }: { timeline: FlipTimeline; playback: PlayerState }) {
  const gain = useMemo(() => drawingGain(playback.waveforms), [playback.waveforms]);
  return (
    <ul className="stem-lanes">
      {timeline.lanes.map((lane) => (
        <li key={lane.key} className="lane stem-lane" data-silenced={isSilenced(lane, playback)}>
          <LaneGutter lane={lane} playback={playback} />
          <div className="lane-track" aria-hidden="true">
            {lane.clips.map((clip) => (
              <ClipBlock
                key={clip.key}
                clip={clip}
                lane={lane}
                playback={playback}
                gain={gain}
                number={clip.sourceId === null ? undefined : timeline.numbers.get(clip.sourceId)}
              />
            ))}
            {lane.notes.map(({ from, to, height }, index) => (
              <span
                key={index}
                className="lane-note"
                style={{
                  left: `${from * 100}%`,
                  width: `max(2px, calc(${(to - from) * 100}% - 1px))`,
                  bottom: `${8 + height * 78}%`,
                }}
              />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

import { formatDb } from '../../components/fader-scale.ts';
import { StemChip } from '../../components/stem-chip.tsx';
import { StemFader } from '../../components/stem-fader.tsx';
import { ToggleLetter } from '../../components/toggle-letter.tsx';
import { player } from '../../player/player.ts';
import { NEUTRAL_MIX, type PlayerState } from '../../player/player.types.ts';
import type { FlipTimeline } from './flip-timeline.ts';

/** Vertical faders under the lanes of a phone. Not shown before there is sound to mix. */
export function PhoneMixer({ timeline, playback }: { timeline: FlipTimeline; playback: PlayerState }) {
  if (playback.phase !== 'ready') return null;
  return (
    <ul className="phone-mixer">
      {timeline.lanes.map((lane) => {
        const mix = playback.mixes[lane.key] ?? NEUTRAL_MIX;
        return (
          <li key={lane.key}>
            {'stem' in lane.id ? (
              <StemChip stem={lane.id.stem} decorative />
            ) : (
              <span className="own-chip" aria-hidden="true" />
            )}
            <StemFader
              {...('stem' in lane.id ? { stem: lane.id.stem } : {})}
              orientation="vertical"
              label={`${lane.name} level`}
              valueDb={mix.gainDb}
              onChange={(gainDb) => player.setMix(lane.id, { gainDb })}
            />
            <span className="mono small">{formatDb(mix.gainDb)}</span>
            <span className="small ellipsis">{lane.name}</span>
            <ToggleLetter
              letter="M"
              label={`Mute ${lane.name.toLowerCase()}`}
              on={mix.mute}
              onToggle={() => player.setMix(lane.id, { mute: !mix.mute })}
            />
          </li>
        );
      })}
    </ul>
  );
}

import { formatDb } from '../../../components/fader-scale.ts';
import { StemChip } from '../../../components/stem-chip.tsx';
import { ToggleLetter } from '../../../components/toggle-letter.tsx';
import { stemOf, type StudioTrack } from '../document/studio-document.ts';
import { setTrackMute } from '../document/track-edits.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';

/** Name, switches and level of a lane, at its left. */
export function LaneHead({ track }: { track: StudioTrack }) {
  const studio = useStudio();
  const selected = useStudioState(({ trackId }) => trackId === track.id);
  const solo = useStudioState(({ solos }) => solos.has(track.id));
  const curve = useStudioState(({ curves }) => curves.has(track.id));
  const stem = stemOf(track);
  const name = track.name;
  return (
    <div role="rowheader" className="lane-head" data-selected={selected}>
      <button
        type="button"
        className="lane-head-name"
        aria-pressed={selected}
        onClick={() => studio.selectTrack(track.id)}
      >
        {stem === null ? (
          <span className="own-lane-chip" aria-hidden="true" />
        ) : (
          <StemChip stem={stem} decorative />
        )}
        <strong className="ellipsis">{name}</strong>
      </button>
      <div className="lane-head-switches">
        <ToggleLetter
          letter="M"
          label={`Mute ${name}`}
          on={track.mute ?? false}
          onToggle={() => studio.edit(setTrackMute(track.id, !(track.mute ?? false)))}
        />
        <ToggleLetter
          letter="S"
          label={`Solo ${name}`}
          on={solo}
          onToggle={() => studio.toggleSolo(track.id)}
        />
        <ToggleLetter
          letter="A"
          label={`Level curve of ${name}`}
          on={curve}
          onToggle={() => studio.toggleCurve(track.id)}
        />
        <span className="spacer" />
        <span className="mono small tertiary">{formatDb(track.gainDb ?? 0)}</span>
      </div>
    </div>
  );
}

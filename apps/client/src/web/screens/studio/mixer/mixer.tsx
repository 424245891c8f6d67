import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { formatDb } from '../../../components/fader-scale.ts';
import { SideMark } from '../../../components/side-glyph.tsx';
import { StemChip } from '../../../components/stem-chip.tsx';
import { StemFader } from '../../../components/stem-fader.tsx';
import { ToggleLetter } from '../../../components/toggle-letter.tsx';
import { stemOf, type StudioTrack } from '../document/studio-document.ts';
import { setTrackGain, setTrackMute } from '../document/track-edits.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { FlipOut } from './flip-out.tsx';
import { LevelBar } from './level-bar.tsx';
import { NoteGrid } from './note-grid.tsx';
import './mixer.css';

function Strip({ track }: { track: StudioTrack }) {
  const studio = useStudio();
  const solo = useStudioState(({ solos }) => solos.has(track.id));
  const selected = useStudioState(({ trackId }) => trackId === track.id);
  const strip = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) strip.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const stem = stemOf(track);
  const { name, gainDb = 0, mute = false } = track;
  return (
    <li ref={strip} className={`strip stem-${stem ?? 'mix'}`} data-selected={selected}>
      <button
        type="button"
        className="strip-name"
        onClick={() => studio.selectTrack(track.id)}
        aria-pressed={selected}
      >
        {stem !== null && <StemChip stem={stem} size={18} decorative />}
        <span className="ellipsis">{name}</span>
      </button>
      <div className="strip-level" onPointerUp={() => studio.settle()}>
        <StemFader
          {...(stem === null ? {} : { stem })}
          orientation="vertical"
          label={`${name} level`}
          valueDb={Math.max(-60, Math.min(6, gainDb))}
          onChange={(db) => studio.edit(setTrackGain(track.id, db), `track-gain-${track.id}`)}
        />
        <LevelBar trackId={track.id} />
      </div>
      <div className="row strip-foot">
        <ToggleLetter
          letter="M"
          label={`Mute ${name} in the mixer`}
          on={mute}
          onToggle={() => studio.edit(setTrackMute(track.id, !mute))}
        />
        <ToggleLetter
          letter="S"
          label={`Solo ${name} in the mixer`}
          on={solo}
          onToggle={() => studio.toggleSolo(track.id)}
        />
        <span className="spacer" />
        <span className="mono small">{formatDb(gainDb)}</span>
      </div>
    </li>
  );
}

/** Side A is the recording that the selected clip was taken from, untouched; side B the flip. */
function HearSides() {
  const studio = useStudio();
  const hearing = useStudioState((state) => state.hearing);
  const canHearA = useStudioState(({ selection }) => selection.size > 0);
  return (
    <div className="row hear-sides" role="group" aria-label="What is heard">
      <Button
        size="sm"
        variant={hearing === 'A' ? 'filled' : 'outline'}
        aria-pressed={hearing === 'A'}
        disabled={!canHearA && hearing === 'B'}
        leftSection={<SideMark side="A" size={14} />}
        title="The recording itself, from the selected clip on"
        onClick={() => studio.setHearing('A')}
      >
        Hear A
      </Button>
      <Button
        size="sm"
        variant={hearing === 'B' ? 'filled' : 'outline'}
        aria-pressed={hearing === 'B'}
        leftSection={<SideMark side="B" size={14} />}
        title="The flip"
        onClick={() => studio.setHearing('B')}
      >
        Hear B
      </Button>
    </div>
  );
}

/** The bottom: a strip for each lane, or the notes of the lane that is selected; and what comes out. */
export function Mixer() {
  const tracks = useDocument((document) => document.tracks);
  const trackId = useStudioState((state) => state.trackId);
  const tab = useStudioState((state) => state.tab);
  const written =
    tab === 'lane'
      ? tracks.find(({ id, instrument }) => id === trackId && instrument !== undefined)
      : undefined;
  return (
    <section className="mixer" aria-label="Mixer">
      {written === undefined ? (
        <ul className="strips">
          {tracks.map((track) => (
            <Strip key={track.id} track={track} />
          ))}
        </ul>
      ) : (
        <NoteGrid key={written.id} track={written} />
      )}
      <div className="flip-out">
        <FlipOut />
        <HearSides />
      </div>
    </section>
  );
}

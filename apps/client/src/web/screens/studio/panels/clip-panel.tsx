import { Button } from '@mantine/core';
import { formatDuration } from '../../../components/duration.tsx';
import { StemChip } from '../../../components/stem-chip.tsx';
import { ToggleSwitch } from './toggle-switch.tsx';
import { STEM_NAMES } from '../../../theme/stems.ts';
import {
  clipSpeed,
  duplicateClips,
  moveClips,
  newClips,
  removeClips,
  setClipGain,
  setClipIn,
  setClipLoop,
  setClipMute,
  setClipSpeed,
  setFades,
  setReverse,
  setSemitones,
} from '../document/clip-edits.ts';
import { splitAt, trimEnd } from '../document/clip-trim.ts';
import {
  barBeats,
  formatLength,
  formatPosition,
  parseLength,
  parsePosition,
} from '../document/music-time.ts';
import { findClip, type StudioClip } from '../document/studio-document.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { clipTitle } from '../tracks/clip-words.ts';
import { NumberField, readNumber, ValueField } from './number-field.tsx';
import { TermsNote } from './terms-note.tsx';

const STEP = 0.25;

function PlaceFields({ clip }: { clip: StudioClip }) {
  const studio = useStudio();
  const signature = useDocument((document) => document.timeSignature);
  const seconds = studio.tempo.beatToSeconds(clip.at + clip.length) - studio.tempo.beatToSeconds(clip.at);
  const ids = new Set([clip.id]);
  const startAt = (beat: number | null) => {
    if (beat !== null) studio.edit(moveClips(ids, beat - clip.at), `start-${clip.id}`);
    return beat !== null;
  };
  const endAt = (length: number | null) => {
    if (length !== null) studio.edit(trimEnd(clip.id, clip.at + length), `length-${clip.id}`);
    return length !== null;
  };
  return (
    <>
      <ValueField
        label="Starts"
        shown={formatPosition(clip.at, signature)}
        onCommit={(text) => startAt(parsePosition(text, signature))}
        onStep={(steps) => startAt(Math.max(0, clip.at + steps * STEP))}
      />
      <ValueField
        label="Length"
        note={`${seconds.toFixed(1)} s`}
        shown={formatLength(clip.length, signature)}
        onCommit={(text) => endAt(parseLength(text, signature))}
        onStep={(steps) => endAt(clip.length + steps * STEP)}
      />
      <ValueField
        label="From"
        note="in recording"
        shown={`${formatDuration(clip.in * 1000)}.${String(Math.floor((clip.in * 100) % 100)).padStart(2, '0')}`}
        onCommit={(text) => {
          const match = /^\s*(?:(\d+):)?(\d+(?:[.,]\d+)?)\s*s?\s*$/.exec(text);
          if (match === null) return false;
          studio.edit(
            setClipIn(clip.id, Number(match[1] ?? 0) * 60 + Number((match[2] ?? '0').replace(',', '.'))),
          );
          return true;
        }}
        onStep={(steps) => studio.edit(setClipIn(clip.id, clip.in + steps * 0.1), `in-${clip.id}`)}
      />
    </>
  );
}

function SoundFields({ clip, ids }: { clip: StudioClip; ids: ReadonlySet<string> }) {
  const studio = useStudio();
  const document = useDocument((value) => value);
  const key = [...ids].join();
  const speed = clipSpeed(document, clip);
  return (
    <>
      <NumberField
        {...{ label: 'Gain', unit: 'dB', min: -36, max: 24, step: 0.5, slider: true, withSign: true }}
        value={clip.gainDb ?? 0}
        onChange={(gain) => studio.edit(setClipGain(ids, gain), `gain-${key}`)}
      />
      <NumberField
        {...{ label: 'Pitch', unit: 'st', min: -24, max: 24, step: 1, slider: true, withSign: true }}
        value={clip.semitones ?? 0}
        onChange={(semitones) => studio.edit(setSemitones(ids, semitones), `pitch-${key}`)}
      />
      {'source' in clip && (
        <NumberField
          {...{ label: 'Speed', unit: '%', min: -75, max: 300, step: 0.5, withSign: true }}
          value={(speed - 1) * 100}
          onChange={(percent) => studio.edit(setClipSpeed(ids, 1 + percent / 100), `speed-${key}`)}
        />
      )}
      <ValueField
        label="Fades"
        note="in, out, beats"
        shown={`${Number((clip.fadeIn ?? 0).toFixed(3))}, ${Number((clip.fadeOut ?? 0).toFixed(3))}`}
        onCommit={(text) => {
          const [fadeIn, fadeOut] = text.split(/[;,]\s+|[;,](?=\D)|\s+/).map((part) => readNumber(part));
          if (fadeIn === undefined || fadeIn === null) return false;
          studio.edit(
            setFades(ids, { fadeIn, ...(fadeOut === undefined || fadeOut === null ? {} : { fadeOut }) }),
          );
          return true;
        }}
      />
    </>
  );
}

function Switches({ clip, ids }: { clip: StudioClip; ids: ReadonlySet<string> }) {
  const studio = useStudio();
  const bar = barBeats(useDocument((document) => document.timeSignature));
  const [, loopEnd = 0] = clip.loop ?? [];
  return (
    <div className="inspector-switches">
      {'source' in clip && (
        <ToggleSwitch
          label="Follow tempo"
          on={clip.warp !== undefined}
          onToggle={(on) => studio.edit(setClipSpeed(ids, on ? 'follow' : null))}
        />
      )}
      <ToggleSwitch
        label="Reverse"
        on={clip.reverse ?? false}
        onToggle={(on) => studio.edit(setReverse(ids, on))}
      />
      <ToggleSwitch
        label="Mute clip"
        on={clip.mute ?? false}
        onToggle={(on) => studio.edit(setClipMute(ids, on))}
      />
      <ToggleSwitch
        label="Loop"
        on={clip.loop !== undefined && clip.loop !== null}
        onToggle={(on) => studio.edit(setClipLoop(ids, on ? Math.min(bar, clip.length) : null))}
      />
      {loopEnd > 0 && (
        <NumberField
          {...{ label: 'Loop length', unit: 'beats', min: 1 / 16, max: 256, step: 1 }}
          value={loopEnd}
          onChange={(beats) => studio.edit(setClipLoop(ids, beats), 'loop-length')}
        />
      )}
    </div>
  );
}

/** What is selected in the timeline, in fields. */
export function ClipPanel() {
  const studio = useStudio();
  const selection = useStudioState((state) => state.selection);
  const document = useDocument((value) => value);
  const [id = ''] = selection;
  const clip = findClip(document, id)?.clip;
  if (clip === undefined) {
    return (
      <p className="inspector-empty secondary">Select a clip to see its place, gain, pitch and fades.</p>
    );
  }
  const source = 'source' in clip ? document.sources.find((one) => one.id === clip.source) : undefined;
  const number = source === undefined ? 0 : document.sources.indexOf(source) + 1;
  const many = selection.size > 1;
  const duplicate = () => {
    const before = studio.document;
    studio.edit(duplicateClips(selection));
    studio.select(newClips(before, studio.document));
  };
  return (
    <div className="inspector">
      <div className="row inspector-title">
        {'source' in clip && <StemChip stem={clip.stem} decorative />}
        <div className="ellipsis">
          <h2 className="ellipsis">
            {many
              ? `${selection.size} clips`
              : `${clipTitle(document, clip)}${'source' in clip ? `, ${STEM_NAMES[clip.stem].toLowerCase()}` : ''}`}
          </h2>
          {source !== undefined && !many && (
            <p className="small secondary ellipsis">
              {source.artist}, source {number}
            </p>
          )}
        </div>
      </div>
      {!many && <PlaceFields clip={clip} />}
      <SoundFields clip={clip} ids={selection} />
      <Switches clip={clip} ids={selection} />
      <div className="row inspector-actions">
        <Button size="sm" onClick={() => studio.edit(splitAt(selection, studio.snapped(studio.beat)))}>
          Split
        </Button>
        <Button size="sm" onClick={duplicate}>
          Duplicate
        </Button>
        <Button size="sm" variant="subtle" data-danger onClick={() => studio.edit(removeClips(selection))}>
          Remove
        </Button>
      </div>
      {source !== undefined && !many && <TermsNote source={source} />}
    </div>
  );
}

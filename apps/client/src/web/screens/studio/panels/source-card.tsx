import { useDeferredValue, useState } from 'react';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { Source, Stem } from '@flipside/recipe';
import { ClearanceBadge } from '../../../components/clearance-badge.tsx';
import { formatDuration } from '../../../components/duration.tsx';
import { Icon } from '../../../components/icon.tsx';
import { SourceNumber } from '../../../components/source-number.tsx';
import { StemChip } from '../../../components/stem-chip.tsx';
import { useClearance } from '../../../queries/recordings.ts';
import { STEM_NAMES } from '../../../theme/stems.ts';
import { keyWords } from '../../../words/flip-words.ts';
import { stageWords } from '../../../words/source-words.ts';
import { placeClip } from '../document/clip-edits.ts';
import { barBeats } from '../document/music-time.ts';
import { laneFor, layOutStems, removeSource, setIsrc, wholeBars } from '../document/source-edits.ts';
import { endBeat, type StudioDocument } from '../document/studio-document.ts';
import { showAll } from '../keys/studio-commands.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { startStemDrag } from '../tracks/stem-drop.ts';
import { breaches, heardSeconds } from '../publish/terms-check.ts';
import { BeatDialog } from './beat-dialog.tsx';

const PARTS: readonly Stem[] = ['drums', 'bass', 'other', 'vocals'];
const PLACED_BARS = 8;
const ISRC = /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/;

/** Puts eight bars of a stem at the playhead, on a lane of its kind. */
const placeAtPlayhead =
  (source: Source, stem: Stem, at: number) =>
  (document: StudioDocument): StudioDocument => {
    const length = PLACED_BARS * barBeats(document.timeSignature);
    const { document: ready, trackId } = laneFor(document, stem, at, length);
    const { fromBeat } = wholeBars(document, source);
    return placeClip({ trackId, source: source.id, stem, at, length, fromBeat })(ready);
  };

function Usage({ source }: { source: Source }) {
  // Counting waits while a clip is being dragged.
  const document = useDeferredValue(useDocument((value) => value));
  const [isrc] = source.isrc;
  const { data } = useClearance(isrc ?? '', undefined, isrc !== undefined);
  const seconds = heardSeconds(document).get(source.id) ?? 0;
  const terms = data?.terms ?? null;
  const most = terms?.maxSeconds ?? null;
  const outside = terms === null ? [] : breaches(document, source.id, terms);
  const share = most === null ? seconds / (source.durationMs / 1000) : seconds / most;
  return (
    <>
      <div className="source-limit small">
        <span className="secondary">Used</span>
        <span className="source-meter" aria-hidden="true">
          <span style={{ width: `${Math.min(1, share) * 100}%` }} />
        </span>
        <span className="mono">
          {formatDuration(seconds * 1000)}
          {most === null ? '' : ` / ${formatDuration(most * 1000)}`}
        </span>
      </div>
      {outside.map((words) => (
        <p key={words} className="small stop">
          {words}
        </p>
      ))}
    </>
  );
}

function MissingIsrc({ source }: { source: Source }) {
  const studio = useStudio();
  return (
    <TextInput
      size="xs"
      label="ISRC"
      description="The file does not tell its code. It says who is asked and paid."
      aria-label={`ISRC of ${source.title}`}
      placeholder="GBAAA2400001"
      onBlur={(event) => {
        const code = event.currentTarget.value.replace(/[\s-]/g, '').toUpperCase();
        if (ISRC.test(code)) studio.edit(setIsrc(source.id, [code]));
      }}
    />
  );
}

/** The stems of a recording, each to be clicked onto the playhead or dragged to a lane. */
function StemButtons({ source, ready }: { source: Source; ready: boolean }) {
  const studio = useStudio();
  return (
    <span className="row source-card-stems">
      {PARTS.map((stem) => (
        <button
          key={stem}
          type="button"
          className="stem-button"
          disabled={!ready}
          draggable={ready}
          aria-label={`Place ${STEM_NAMES[stem].toLowerCase()} of ${source.title} at the playhead`}
          title={`${STEM_NAMES[stem]}: click for the playhead, or drag to a lane`}
          onDragStart={(event) => startStemDrag(event, { source: source.id, stem })}
          onClick={() => studio.edit(placeAtPlayhead(source, stem, studio.snapped(studio.beat)))}
        >
          <StemChip stem={stem} absent={!ready} decorative />
        </button>
      ))}
    </span>
  );
}

const Unknown = () => (
  <>
    <span aria-hidden="true">–</span>
    <span className="visually-hidden">not known</span>
  </>
);

/** Tempo and key of a recording; a click corrects its beat. Its name is what is seen, and of what it is. */
function BeatButton({ source }: { source: Source }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        type="button"
        className="mono small secondary source-card-figures"
        title="Correct the beat"
        onClick={() => setOpened(true)}
      >
        <span className="visually-hidden">Beat of {source.title}, </span>
        {source.bpm === undefined ? <Unknown /> : source.bpm.toFixed(1)}
        <span className="visually-hidden"> bpm, </span>
        <br />
        {source.key === undefined ? <Unknown /> : keyWords(source.key)}
      </button>
      <BeatDialog source={source} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

/** A recording of the flip: whether it may be used, how much of it is, and its stems to take from. */
export function SourceCard({ source, number }: { source: Source; number: number }) {
  const studio = useStudio();
  const stems = useStudioState((state) => state.stems.get(source.id));
  const status = useStudioState((state) => state.statuses.get(source.id));
  const isUsed = useDocument(({ tracks }) =>
    tracks.some(({ clips }) => clips.some((clip) => 'source' in clip && clip.source === source.id)),
  );
  const [isrc] = source.isrc;
  const { data: clearance } = useClearance(isrc ?? '', undefined, isrc !== undefined);
  const ready = stems !== undefined;
  return (
    <li className="source-card">
      <div className="row source-card-names">
        <SourceNumber number={number} />
        <div className="ellipsis">
          <h3 className="ellipsis">{source.title}</h3>
          <p className="small secondary ellipsis">{source.artist}</p>
        </div>
        <span className="spacer" />
        <BeatButton source={source} />
        <ActionIcon
          size={24}
          aria-label={`Remove ${source.title} from the flip`}
          onClick={() => studio.edit(removeSource(source.id))}
        >
          <Icon name="close" />
        </ActionIcon>
      </div>
      <div className="row source-card-row">
        {clearance !== undefined && <ClearanceBadge status={clearance.state} />}
        <span className="spacer" />
        <StemButtons source={source} ready={ready} />
      </div>
      {!ready && (
        <p className="small secondary">
          {status === undefined ? 'Connect your music to hear it.' : stageWords(status)}
        </p>
      )}
      {status?.problem !== undefined && <p className="small stop">{status.problem.text}</p>}
      {isrc === undefined && <MissingIsrc source={source} />}
      {isUsed ? (
        <Usage source={source} />
      ) : (
        <Button
          size="sm"
          variant="filled"
          fullWidth
          disabled={!ready}
          onClick={() => {
            const isFirst = endBeat(studio.document) === 0;
            studio.edit(layOutStems(source.id, PARTS, 0));
            if (isFirst) showAll(studio);
            studio.tell(`All stems of ${source.title} lie from bar 1`);
          }}
        >
          Lay out all stems from bar 1
        </Button>
      )}
    </li>
  );
}

import { useMemo, useState, type KeyboardEvent } from 'react';
import { Button, Modal } from '@mantine/core';
import type { Source, Stem } from '@flipside/recipe';
import {
  attacksFromOnsets,
  attacksOf,
  bpmOf,
  gridFromTaps,
  LEAST_TAPS,
} from '../../../../engine/analysis/index.ts';
import { SAMPLE_RATE } from '../../../../engine/types.ts';
import { waveformKey } from '../../../player/player.types.ts';
import { gridOf, heardSecond, laterBar, setGrid, timesBeats } from '../document/beat-edits.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';
import './beat-dialog.css';

/** Where a beat begins is heard best in these, in this order. */
const STRUCK: readonly Stem[] = ['drums', 'mix', 'bass', 'other'];

/** Attacks of a recording by its onsets, or by what is drawn of it where those are not known; null until something is. */
function useAttacks(sourceId: string) {
  const onsets = useStudio().onsets(sourceId);
  const struck = useMemo(() => (onsets === null ? null : attacksFromOnsets(onsets)), [onsets]);
  const waveforms = useStudioState((state) => state.waveforms);
  const drawn = STRUCK.map((stem) => waveforms.get(waveformKey(sourceId, stem))).find(
    (waveform) => waveform !== undefined,
  );
  if (struck !== null) return struck;
  return drawn === undefined ? null : attacksOf(drawn.rms, drawn.framesPerBin / SAMPLE_RATE);
}

/** Quick corrections of a grid that is right but counted wrongly. */
function Recount({ source }: { source: Source }) {
  const studio = useStudio();
  const grid = gridOf(source);
  if (grid === null) return null;
  const bpm = bpmOf(grid);
  const change = (next: typeof grid, news: string) => () => {
    studio.edit(setGrid(source.id, next));
    studio.tell(news);
  };
  return (
    <>
      <p className="beat-figure mono">{bpm === null ? '–' : bpm.toFixed(1)} bpm</p>
      <div className="row beat-row">
        <Button size="sm" onClick={change(timesBeats(grid, 0.5), 'Counted half as fast')}>
          Half as fast
        </Button>
        <Button size="sm" onClick={change(timesBeats(grid, 2), 'Counted twice as fast')}>
          Twice as fast
        </Button>
        <Button size="sm" onClick={change(laterBar(grid, -1), 'Bars begin a beat earlier')}>
          Bar a beat earlier
        </Button>
        <Button size="sm" onClick={change(laterBar(grid, 1), 'Bars begin a beat later')}>
          Bar a beat later
        </Button>
      </div>
    </>
  );
}

/** Taps count when a finger or a key goes down: a click comes only when it is up again, except from assistive technology. */
function TapButton({ onTap }: { onTap: () => void }) {
  const isTapKey = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return (
    <Button
      size="sm"
      className="beat-tap"
      onPointerDown={onTap}
      onKeyDown={(event) => {
        if (!isTapKey(event)) return;
        event.preventDefault();
        if (!event.repeat) onTap();
      }}
      onKeyUp={(event) => {
        if (isTapKey(event)) event.preventDefault();
      }}
      onClick={(event) => {
        if (event.detail === 0) onTap();
      }}
    >
      Tap
    </Button>
  );
}

/** Tapping along with the recording while the flip plays it. */
function TapAlong({ source }: { source: Source }) {
  const studio = useStudio();
  const playing = useStudioState(({ transport }) => transport.playing);
  const attacks = useAttacks(source.id);
  const [taps, setTaps] = useState<readonly number[]>([]);
  const [missed, setMissed] = useState(false);
  const grid = gridFromTaps(taps, attacks, source.durationMs / 1000);
  const bpm = grid === null ? null : bpmOf(grid);
  const tap = () => {
    const second = playing ? heardSecond(studio.document, source.id, studio.beat) : null;
    setMissed(second === null);
    if (second === null) return;
    // After a jump back the earlier taps speak of another place.
    setTaps((before) => (second > (before.at(-1) ?? -1) ? [...before, second] : [second]));
  };
  const use = () => {
    if (grid === null) return;
    studio.edit(setGrid(source.id, grid));
    studio.tell(`The beat of ${source.title} follows your taps`);
    setTaps([]);
  };
  return (
    <section aria-label="Tap along" className="beat-taps">
      <p>
        Play the flip and tap along with <strong>{source.title}</strong>, first on the first beat of a bar. A
        tempo that wanders is followed from there.
      </p>
      <div className="row beat-row">
        <Button size="sm" onClick={() => void studio.toggle()}>
          {playing ? 'Stop' : 'Play'}
        </Button>
        <TapButton onTap={tap} />
        <Button size="sm" variant="filled" disabled={grid === null} onClick={use}>
          Use these taps
        </Button>
      </div>
      <p className="small secondary" role="status">
        {missed
          ? `${source.title} is not heard here: play a place where one of its clips sounds.`
          : taps.length === 0
            ? `At least ${LEAST_TAPS} taps.`
            : `${taps.length} ${taps.length === 1 ? 'tap' : 'taps'}${bpm === null ? '' : ` · ${bpm.toFixed(1)} bpm`}`}
      </p>
    </section>
  );
}

/** Corrects where the beats of a recording fall. */
export function BeatDialog({
  source,
  opened,
  onClose,
}: {
  source: Source;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Beat of ${source.title}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Recount source={source} />
      <TapAlong source={source} />
    </Modal>
  );
}

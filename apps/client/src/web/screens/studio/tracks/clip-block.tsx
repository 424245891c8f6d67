import { memo } from 'react';
import type { StemWaveform } from '../../../../engine/playback/session.types.ts';
import { ClipFace } from '../../../components/timeline/clip-face.tsx';
import { waveformKey } from '../../../player/player.types.ts';
import type { StudioClip, StudioDocument } from '../document/studio-document.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';
import { steadySound } from './clip-sound.ts';
import { clipChanges, clipLabel, clipTitle } from './clip-words.ts';
import { useClipDrag, type DragPart } from './use-clip-drag.ts';

interface ClipBlockProps {
  readonly clip: StudioClip;
  readonly sources: StudioDocument['sources'];
  readonly timeSignature: StudioDocument['timeSignature'];
  readonly changes: StudioDocument['tempo'];
  readonly pxPerBeat: number;
  readonly column: number;
  readonly isEntry: boolean;
}

const DETAIL_PX = 24;

/** Quiet stems are drawn larger, up to this much. */
const MOST_ENLARGED = 6;
const heights = new WeakMap<StemWaveform, number>();

/** How much larger a stem is drawn so that its loudest moment fills the clip: one figure for all of its clips. */
function fullHeight(waveform: StemWaveform | null): number {
  if (waveform === null) return 1;
  const known = heights.get(waveform);
  if (known !== undefined) return known;
  let peak = 0;
  for (const value of waveform.max) peak = Math.max(peak, value);
  for (const value of waveform.min) peak = Math.max(peak, -value);
  const height = Math.min(MOST_ENLARGED, 1 / Math.max(peak, 1e-3));
  heights.set(waveform, height);
  return height;
}

const linear = (db: number): number => 10 ** (db / 20);

/** A clip on its lane: dragged by its body, trimmed by its edges, read out in full. */
export const ClipBlock = memo(function ClipBlock(props: ClipBlockProps) {
  const { clip, sources, timeSignature, changes, pxPerBeat, column, isEntry } = props;
  const studio = useStudio();
  const selected = useStudioState(({ selection }) => selection.has(clip.id));
  const stem = 'source' in clip ? clip.stem : 'mix';
  const waveform = useStudioState(({ waveforms }) =>
    'source' in clip ? (waveforms.get(waveformKey(clip.source, clip.stem)) ?? null) : null,
  );
  const secondAt = steadySound(clip, studio.tempo, changes);
  const { begin, move, end } = useClipDrag(studio, clip.id);
  const number = 'source' in clip ? sources.findIndex(({ id }) => id === clip.source) + 1 : null;
  const width = clip.length * pxPerBeat;
  const handle = (part: DragPart) => (
    <span className={`clip-handle clip-handle-${part}`} onPointerDown={(event) => begin(event, part)} />
  );
  return (
    <div
      role="gridcell"
      className="studio-clip"
      data-clip={clip.id}
      data-muted={clip.mute === true}
      aria-label={clipLabel({ sources, timeSignature }, clip)}
      aria-selected={selected}
      aria-colindex={column + 2}
      tabIndex={selected || isEntry ? 0 : -1}
      style={{ width: Math.max(3, width - 1), transform: `translateX(${clip.at * pxPerBeat}px)` }}
      onPointerDown={(event) => begin(event, 'body')}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <ClipFace
        stem={stem}
        waveform={waveform}
        secondAt={secondAt}
        gain={linear(clip.gainDb ?? 0) * fullHeight(waveform)}
        number={number}
        title={width < DETAIL_PX ? '' : clipTitle({ sources }, clip)}
        changes={width < DETAIL_PX * 3 ? '' : clipChanges(clip)}
        fadeIn={(clip.fadeIn ?? 0) / clip.length}
        fadeOut={(clip.fadeOut ?? 0) / clip.length}
        showFades
      >
        {handle('start')}
        {handle('end')}
        {selected && width > DETAIL_PX * 2 && (
          <>
            {handle('fade-in')}
            {handle('fade-out')}
          </>
        )}
      </ClipFace>
    </div>
  );
});

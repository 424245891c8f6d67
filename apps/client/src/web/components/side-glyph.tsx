import './side-glyph.css';

/** How one side stands: full is yes, outline no, tint waiting, slid apart conflict. */
export type SideState = 'yes' | 'no' | 'waiting' | 'conflict';

interface SideGlyphProps {
  readonly recording: SideState;
  readonly composition: SideState;
  readonly size?: 14 | 16 | 20 | 24;
}

const LARGE = {
  top: 'M1.75 7.2a6.25 6.25 0 0 1 12.5 0H9.9a1.9 1.9 0 0 0-3.8 0Z',
  bottom: 'M1.75 8.8a6.25 6.25 0 0 0 12.5 0H9.9a1.9 1.9 0 0 1-3.8 0Z',
};
// Under 16 px the hole would blur into the cut: plain halves with a wider gap stay legible.
const SMALL = {
  top: 'M1.5 7a6.5 6.5 0 0 1 13 0Z',
  bottom: 'M1.5 9a6.5 6.5 0 0 0 13 0Z',
};
// Outlined, a small half is its arc alone: a second line along the cut would close the gap.
const SMALL_ARC = {
  top: 'M2.25 7a5.75 5.75 0 0 1 11.5 0',
  bottom: 'M2.25 9a5.75 5.75 0 0 0 11.5 0',
};

interface HalfProps {
  readonly half: 'top' | 'bottom';
  readonly state: SideState;
  readonly small: boolean;
  readonly slide: number;
}

function Half({ half, state, small, slide }: HalfProps) {
  const transform = `translate(${slide} 0)`;
  if (!small) {
    const kind = state === 'conflict' ? 'yes' : state;
    return <path d={LARGE[half]} className={`side-glyph-${kind}`} transform={transform} />;
  }
  return (
    <g transform={transform}>
      {state !== 'no' && (
        <path d={SMALL[half]} className={`side-glyph-${state === 'waiting' ? 'tint' : 'yes'}`} />
      )}
      {(state === 'no' || state === 'waiting') && <path d={SMALL_ARC[half]} className="side-glyph-arc" />}
    </g>
  );
}

/** Two half-discs, recording above and composition below. Decoration beside words, never alone. */
export function SideGlyph({ recording, composition, size = 16 }: SideGlyphProps) {
  const slide = recording === 'conflict' || composition === 'conflict' ? 1.6 : 0;
  const small = size < 16;
  return (
    <svg
      className="side-glyph"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <Half half="top" state={recording} small={small} slide={-slide} />
      <Half half="bottom" state={composition} small={small} slide={slide} />
    </svg>
  );
}

/** The mark that names a side: its own half full, the other outlined. */
export function SideMark({ side, size = 16 }: { side: 'A' | 'B'; size?: 14 | 16 | 20 | 24 }) {
  return (
    <SideGlyph
      recording={side === 'A' ? 'yes' : 'no'}
      composition={side === 'B' ? 'yes' : 'no'}
      size={size}
    />
  );
}

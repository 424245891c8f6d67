import { memo } from 'react';
import type { PrintShape, Span } from './recipe-print-shape.ts';
import './recipe-print.css';

const CENTRE = 100;
const OUTER = 88;
const DEPTH = 60;
/** The halves of the mark slide this far apart; prints do the same. */
const SLIDE = { across: 7, apart: 3 };
const CUT = 0.004;

interface Ring {
  readonly radius: number;
  readonly width: number;
}

function rings(count: number): Ring[] {
  const pitch = DEPTH / Math.max(1, count);
  const width = pitch - Math.min(3, pitch * 0.25);
  return Array.from({ length: count }, (_, index) => ({ radius: OUTER - index * pitch - width / 2, width }));
}

/** An arc from one fraction of a half-circle to another; time runs left to right on both halves. */
function arc(radius: number, [from, to]: Span, upper: boolean): string {
  const point = (fraction: number) => {
    const angle = Math.PI * (1 - fraction);
    const x = CENTRE + (upper ? -SLIDE.across : SLIDE.across) + radius * Math.cos(angle);
    const y = CENTRE + (upper ? -SLIDE.apart : SLIDE.apart) + (upper ? -1 : 1) * radius * Math.sin(angle);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${point(from)}A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 ${upper ? 1 : 0} ${point(to)}`;
}

const shortened = ([from, to]: Span): Span => [from, Math.max(from, Math.min(1, to) - CUT)];

/** Ink of a source's ring: the first strongest, the last still readable. */
function inkShare(index: number, count: number): number {
  return count < 2 ? 96 : Math.round(96 - (58 * index) / (count - 1));
}

interface RecipePrintProps {
  readonly shape: PrintShape;
  /** Missing sources on this device: the print is shown faint. */
  readonly faint?: boolean;
}

/**
 * Every flip's cover, drawn from its recipe: upper rings are sources, lower rings stems, time runs left to right.
 * The same recipe always gives the same print. Decoration: the title stands beside it.
 */
export const RecipePrint = memo(function RecipePrint({ shape, faint = false }: RecipePrintProps) {
  const upper = rings(shape.sources.length);
  const lower = rings(shape.stems.length);
  return (
    <svg
      className={`recipe-print${faint ? ' recipe-print-faint' : ''}`}
      viewBox="0 0 200 200"
      aria-hidden="true"
      focusable="false"
    >
      {[...upper.map((ring) => [ring, true] as const), ...lower.map((ring) => [ring, false] as const)].map(
        ([ring, isUpper]) => (
          <path
            key={`${isUpper}-${ring.radius}`}
            d={arc(ring.radius, [0, 1], isUpper)}
            className="recipe-print-guide"
          />
        ),
      )}
      {shape.stems.map(({ stem, spans }, index) =>
        spans.map((span) => (
          <path
            key={`${stem}-${span[0]}-${span[1]}`}
            d={arc(lower[index]?.radius ?? 0, shortened(span), false)}
            strokeWidth={lower[index]?.width ?? 0}
            style={{ stroke: `var(--stem-${stem})` }}
          />
        )),
      )}
      {shape.sources.map((spans, index) =>
        spans.map((span) => (
          <path
            key={`${index}-${span[0]}`}
            d={arc(upper[index]?.radius ?? 0, shortened(span), true)}
            strokeWidth={upper[index]?.width ?? 0}
            style={{
              stroke: `color-mix(in srgb, var(--ink) ${inkShare(index, shape.sources.length)}%, var(--sunken))`,
            }}
          />
        )),
      )}
    </svg>
  );
});

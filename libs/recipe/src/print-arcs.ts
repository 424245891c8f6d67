/** A stretch of a flip, as fractions of its whole length. */
export type PrintSpan = readonly [from: number, to: number];

/** One ring of a print: an arc for the whole length and one for each stretch, as SVG path data in a box of 200 × 200. */
export interface PrintRing {
  readonly width: number;
  readonly guide: string;
  readonly arcs: readonly string[];
}

const CENTRE = 100;
const OUTER = 88;
const DEPTH = 60;
/** The halves of the mark slide this far apart; prints do the same. */
const SLIDE = { across: 7, apart: 3 };
const CUT = 0.004;

/** An arc from one fraction of a half-circle to another; time runs left to right on both halves. */
function arc(radius: number, [from, to]: PrintSpan, upper: boolean): string {
  const point = (fraction: number) => {
    const angle = Math.PI * (1 - fraction);
    // oxlint-disable-next-line flipside/deterministic-maths -- drawn to a tenth of a unit, and never signed
    const [across, up] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    const x = CENTRE + (upper ? -SLIDE.across : SLIDE.across) + across;
    const y = CENTRE + (upper ? -SLIDE.apart - up : SLIDE.apart + up);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${point(from)}A${radius.toFixed(1)} ${radius.toFixed(1)} 0 0 ${upper ? 1 : 0} ${point(to)}`;
}

const shortened = ([from, to]: PrintSpan): PrintSpan => [from, Math.max(from, Math.min(1, to) - CUT)];

/**
 * The rings of one half of a flip's print, outermost first: sources in the upper half, stems in the lower. The same
 * recipe always gives the same print, on a device and on a server.
 *
 * @param spans when each source, or each stem, sounds; fractions of the length
 */
export function printRings(spans: readonly (readonly PrintSpan[])[], half: 'upper' | 'lower'): PrintRing[] {
  const upper = half === 'upper';
  const pitch = DEPTH / Math.max(1, spans.length);
  const width = pitch - Math.min(3, pitch * 0.25);
  return spans.map((stretches, index) => {
    const radius = OUTER - index * pitch - width / 2;
    const arcs = stretches.map((span) => arc(radius, shortened(span), upper));
    return { width, guide: arc(radius, [0, 1], upper), arcs };
  });
}

/** Per cent of ink of a source's ring: the first strongest, the last still readable. */
export function printInk(index: number, count: number): number {
  return count < 2 ? 96 : Math.round(96 - (58 * index) / (count - 1));
}

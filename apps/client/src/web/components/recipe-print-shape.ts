import type { Stem } from '@flipside/recipe';

/** A stretch of the flip, as fractions of its whole length. */
export type Span = readonly [from: number, to: number];

/** What a print is drawn from: when each source sounds, and when each stem does. */
export interface PrintShape {
  readonly sources: readonly (readonly Span[])[];
  readonly stems: readonly { readonly stem: Stem; readonly spans: readonly Span[] }[];
}

/** Spans are pairs; the API's types say no more than that they are lists. */
interface PermillePrint {
  readonly sources: readonly (readonly (readonly number[])[])[];
  readonly stems: readonly { readonly stem: Stem; readonly spans: readonly (readonly number[])[] }[];
}

const fraction = ([from = 0, to = 0]: readonly number[]): Span => [from / 1000, to / 1000];

/** A print as the API describes it, in per mille of the length, ready to be drawn. */
export function printOfPermille(print: PermillePrint): PrintShape {
  return {
    sources: print.sources.map((spans) => spans.map(fraction)),
    stems: print.stems.map(({ stem, spans }) => ({ stem, spans: spans.map(fraction) })),
  };
}

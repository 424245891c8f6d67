/** What a recipe carries to recognise a recording and to find its canonical time in any copy. */
export interface AlignmentAnchor {
  /** Length of the canonical recording; it fixes the layout of the anchor bytes. */
  readonly durationMs: number;
  /** Compressed Chromaprint of the first two minutes, base64. */
  readonly fingerprint?: string | undefined;
  /** Sign anchors, base64 (see `sign-anchors.ts`). */
  readonly onsetEnvelope?: string | undefined;
}

export type RefusalReason = 'other-recording' | 'speed' | 'edit' | 'too-short';

/** A stretch of the canonical recording, in seconds, that the copy lacks (or that stands `extra` in the copy). */
export interface EditRegion {
  readonly kind: 'missing' | 'extra';
  readonly from: number;
  readonly to: number;
}

export interface Aligned {
  readonly kind: 'aligned';
  /** Listener frame = canonical frame + offset, at 44.1 kHz; negative when the copy starts late. */
  readonly offsetFrames: number;
  /** The same before rounding to a whole frame. */
  readonly exactOffset: number;
  /** Whether the copy's polarity is inverted: its samples are then to be negated. */
  readonly isInverted: boolean;
  /** 0 … 1: share of the anchor that agrees with the copy. */
  readonly confidence: number;
  /** `none`: the recipe carries nothing to check; the copy is taken as it is. */
  readonly method: 'anchors' | 'fingerprint' | 'correlation' | 'none';
}

export interface Refused {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What was measured, in words for people. */
  readonly detail: string;
  readonly regions: readonly EditRegion[];
  /** Speed of the copy against the canonical recording, in per cent; null when it was not measured. */
  readonly speedPercent: number | null;
}

export type AlignResult = Aligned | Refused;

/** A refusal; regions and speed where they are known. */
export function refuse(
  reason: RefusalReason,
  detail: string,
  found: { readonly regions?: readonly EditRegion[]; readonly speedPercent?: number } = {},
): Refused {
  return {
    kind: 'refused',
    reason,
    detail,
    regions: found.regions ?? [],
    speedPercent: found.speedPercent ?? null,
  };
}

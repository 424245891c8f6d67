import type { Grant, IntegerRange } from '@flipside/royalty';
import type { RemixTerms } from './consent.types.ts';

const UNLIMITED: RemixTerms = {
  stems: null,
  tempoPermille: null,
  pitchCents: null,
  maxSeconds: null,
  mixWithOthers: true,
  remixOfRemix: true,
  layers: true,
  commercialUse: true,
};

function narrower(a: IntegerRange | null, b: IntegerRange | null): IntegerRange | null {
  if (a === null || b === null) return a ?? b;
  return { min: Math.max(a.min, b.min), max: Math.min(a.max, b.max) };
}

function common(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return a ?? b;
  return a.filter((stem) => b.includes(stem));
}

/**
 * The terms that satisfy every one of the grants. Where a party has several, one of them alone may allow more: a
 * remixer who stays within these terms is safe, and publishing decides about the rest.
 *
 * @returns `null` unless there is a grant on both sides.
 */
export function remixTerms(grants: readonly Grant[]): RemixTerms | null {
  if (!grants.some(({ side }) => side === 'MASTER')) return null;
  if (!grants.some(({ side }) => side === 'COMPOSITION')) return null;
  return grants.reduce<RemixTerms>(
    (terms, { scope }) => ({
      stems: common(terms.stems, scope.allowedStems),
      tempoPermille: narrower(terms.tempoPermille, scope.tempoPermille),
      pitchCents: narrower(terms.pitchCents, scope.pitchCents),
      maxSeconds:
        terms.maxSeconds === null || scope.maxSeconds === null
          ? (terms.maxSeconds ?? scope.maxSeconds)
          : Math.min(terms.maxSeconds, scope.maxSeconds),
      mixWithOthers: terms.mixWithOthers && scope.mixWithOthers,
      remixOfRemix: terms.remixOfRemix && scope.remixOfRemix,
      layers: terms.layers && scope.layers,
      commercialUse: terms.commercialUse && scope.commercialUse,
    }),
    UNLIMITED,
  );
}

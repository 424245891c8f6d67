export { LIMITS, SILENCE_DB } from './limits.ts';
export { STEMS, type Stem } from './schema.scalars.ts';
export type { Effect, EffectType, Instrument } from './schema.effects.ts';
export type {
  Automation,
  AutomationPoint,
  Clip,
  LayerClip,
  Note,
  SourceClip,
  Track,
} from './schema.timeline.ts';
export {
  recipeShape,
  type Layer,
  type Proof,
  type Recipe,
  type SignedRecipe,
  type Source,
} from './schema.ts';
export { parseRecipe, type Issue, type ParseResult } from './parse.ts';
export {
  AUTOMATABLE,
  AUTOMATABLE_TRACK,
  automationRange,
  parseAutomationTarget,
  type AutomationTarget,
  type ParameterRange,
} from './automatable.ts';
export { decodeBinaryField, fingerprintFault, onsetEnvelopeLayout } from './binary-fields.ts';
export { createTempoMap, durationMs, timelineEndBeat, type TempoMap } from './tempo.ts';
export { canonicalBytes, canonicalise, CanonicalFormError } from './canonical.ts';
export {
  hashFromLink,
  parseRecipeHash,
  parseRecipeLink,
  recipeHash,
  recipeLink,
  type RecipeHash,
  type RecipeLink,
} from './hash.ts';
export {
  didKeyFromPublicKey,
  parseDidKey,
  publicKeyFromDidKey,
  publicKeyOf,
  signBytes,
  verifyBytes,
  type DidKey,
} from './keys.ts';
export {
  signDocument,
  signRecipe,
  verifyDocument,
  verifyRecipe,
  type ProofOptions,
  type VerifyResult,
} from './proof.ts';
export type { Interval } from './intervals.ts';
export { audibleIntervals, usage, type SourceIntervals, type SourceUsage } from './usage.ts';
export {
  lineage,
  LINEAGE_BOUNDS,
  type LineageNode,
  type LineageResult,
  type LineageSource,
  type ResolveRecipe,
} from './lineage.ts';
export {
  credits,
  type CreditCatalogue,
  type CreditContributor,
  type CreditLine,
  type CreditParent,
  type CreditParty,
  type CreditRecording,
  type Credits,
  type CreditSource,
  type CreditWork,
} from './credits.ts';
export { correctionAsText, type CreditCorrection } from './credits.corrections.ts';
export { creditsAsErn, type ErnMessage } from './credits.ern.ts';
export { creditsAsJsonLd } from './credits.json-ld.ts';
export { creditsAsText } from './credits.text.ts';
export { printInk, printRings, type PrintRing, type PrintSpan } from './print-arcs.ts';
export { diff, type Change, type ChangeKind } from './diff.ts';
export type { Json } from './json.snapshot.ts';

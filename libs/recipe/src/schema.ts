import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { effectChain, limiter } from './schema.effects.ts';
import {
  beat,
  bpm,
  elementId,
  isrc,
  musicalKey,
  number,
  recipeLink,
  second,
  sha256Hex,
  text,
} from './schema.scalars.ts';
import { track } from './schema.timeline.ts';

const durationMs = z
  .int()
  .min(1)
  .max(LIMITS.seconds * 1000);
const base64 = (max: number) =>
  z
    .string()
    .max(max, { abort: true })
    .regex(/^[A-Za-z0-9+/_-]*={0,2}$/, 'must be base64');

export const source = z.strictObject({
  id: elementId,
  /** The recording and its alternates: services often carry other ISRCs for one recording. */
  isrc: z.array(isrc).min(1).max(LIMITS.isrcAlternates),
  title: text(LIMITS.titleChars),
  artist: text(LIMITS.titleChars),
  durationMs,
  /** Chromaprint, compressed, base64. */
  fingerprint: base64(LIMITS.fingerprintChars).optional(),
  anchors: z.strictObject({ onsetEnvelope: base64(Math.ceil(LIMITS.onsetEnvelopeBytes / 3) * 4) }).optional(),
  /** Beat of the source and the second at which it falls. */
  beatgrid: z
    .array(z.tuple([number(-LIMITS.beats, LIMITS.beats), second]))
    .min(2)
    .max(LIMITS.beatgridPoints)
    .optional(),
  bpm: bpm.optional(),
  key: musicalKey.optional(),
});
export type Source = z.infer<typeof source>;

/** A producer's own recording, hosted by the producer and checked by hash; the server keeps this reference only. */
export const layer = z.strictObject({
  id: elementId,
  href: z
    .string()
    .max(LIMITS.hrefChars, { abort: true })
    .regex(/^https:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/, 'must be an https address without a login'),
  sha256: sha256Hex,
  durationMs,
  statement: z.literal('own-recording'),
});
export type Layer = z.infer<typeof layer>;

export const proof = z.strictObject({
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-jcs-2022'),
  verificationMethod: z
    .string()
    .regex(/^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})#\1$/, 'must be an Ed25519 did:key with its fragment'),
  proofPurpose: z.literal('assertionMethod'),
  created: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/, 'must be a UTC date and time'),
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]{64,90}$/, 'must be base58btc'),
});
export type Proof = z.infer<typeof proof>;

const provenance = z.strictObject({
  parents: z.array(recipeLink).max(LIMITS.parents),
  supersedes: recipeLink.nullable(),
  tool: text(LIMITS.nameChars).optional(),
});

const engine = z.strictObject({
  id: z.literal('flipside-dsp'),
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  sampleRate: z.literal(44_100),
  blockSize: z.literal(4096),
});

/** Shape of a recipe, before the rules that span fields (see `parseRecipe`). */
export const recipeShape = z.strictObject({
  type: z.literal('RemixRecipe'),
  version: z.literal('1'),
  title: text(LIMITS.titleChars),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a BCP 47 tag')
    .optional(),
  engine,
  tempo: z.array(z.strictObject({ beat, bpm })).min(1).max(LIMITS.tempoChanges),
  timeSignature: z.tuple([
    z.int().min(1).max(32),
    z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8), z.literal(16)]),
  ]),
  key: musicalKey.optional(),
  markers: z
    .array(z.strictObject({ at: beat, name: text(LIMITS.nameChars) }))
    .max(LIMITS.markers)
    .optional(),
  sources: z.array(source).max(LIMITS.sources),
  separation: z.strictObject({
    model: elementId,
    sha256: sha256Hex.optional(),
    overlap: number(0, 0.95).optional(),
  }),
  layers: z.array(layer).max(LIMITS.layers).optional(),
  tracks: z.array(track).min(1).max(LIMITS.tracks),
  master: z.strictObject({ effects: effectChain.optional(), limiter: limiter.optional() }),
  provenance,
  proof: proof.optional(),
});

/** A recipe, with its proof once signed. Nothing in it is defaulted: what was hashed is what is read. */
export type Recipe = z.infer<typeof recipeShape>;
export type SignedRecipe = Recipe & { proof: Proof };

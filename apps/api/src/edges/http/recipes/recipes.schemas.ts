import { z } from 'zod';
import { ClearanceState, ClearanceReason, SideClearance } from '../catalogue/catalogue.schemas.ts';
import {
  count,
  currency,
  instant,
  isrc,
  micros,
  ProducerRef,
  recipeHash,
  shareCode,
  stemName,
  tag,
  territory,
  uuid,
} from '../common/common.schemas.ts';

/** The recipe itself is checked by `@flipside/recipe`, which answers with pointers of its own. */
const document = z.record(z.string(), z.unknown());

export const PublishRecipe = z
  .strictObject({ recipe: document, tags: z.array(tag).max(10).default([]) })
  .meta({ id: 'PublishRecipe' });

/** A draft, signed or not, to be told what publishing would say. */
export const PreviewRecipe = z
  .strictObject({ recipe: document, territory: territory.optional() })
  .meta({ id: 'PreviewRecipe' });

/** One name on one side. Recording side: artists and rights holders; composition side: writers and publishers. */
export const CreditName = z.strictObject({ name: z.string(), role: z.string() }).meta({ id: 'CreditName' });
export const SourceCredit = z
  .strictObject({
    sourceId: z.string(),
    isrc,
    title: z.string(),
    artist: z.string(),
    recording: z.array(CreditName),
    composition: z.array(CreditName),
    usageMs: z.int(),
  })
  .meta({ id: 'SourceCredit' });

/** A correction that was accepted after the credits were frozen. Both stand; `text` tells both. */
export const CreditAmendment = z
  .strictObject({
    id: uuid,
    correctedAt: instant,
    side: z.enum(['REMIX', 'RECORDING', 'COMPOSITION']),
    /** Title of the flip, recording or work that it is about. */
    subject: z.string(),
    isrc: isrc.nullable(),
    iswc: z.string().nullable(),
    credited: CreditName.nullable(),
    proposed: CreditName.nullable(),
  })
  .meta({ id: 'CreditAmendment' });

/** Frozen at publish and part of every response that describes the flip. */
export const Credits = z
  .strictObject({
    remixer: z.string(),
    sources: z.array(SourceCredit),
    parents: z.array(
      z.strictObject({ hash: recipeHash, title: z.string().nullable(), remixer: z.string().nullable() }),
    ),
    corrections: z.array(CreditAmendment),
    /** One readable paragraph. */
    text: z.string(),
  })
  .meta({ id: 'Credits' });

export const EconomicsLine = z
  .strictObject({
    side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER', 'PLATFORM']),
    sourceId: z.string().nullable(),
    isrc: isrc.nullable(),
    title: z.string().nullable(),
    partyId: uuid.nullable(),
    partyName: z.string(),
    amountMicros: micros,
  })
  .meta({ id: 'EconomicsLine' });

/** What one qualified play pays, and to whom; the lines sum to `perPlayMicros`. */
export const Economics = z
  .strictObject({
    currency,
    tariffVersion: z.int(),
    perPlayMicros: micros,
    minimumMs: z.int(),
    masterMicros: micros,
    compositionMicros: micros,
    remixerMicros: micros,
    platformMicros: micros,
    lines: z.array(EconomicsLine),
  })
  .meta({ id: 'Economics' });

export const SourceClearance = z
  .strictObject({
    sourceId: z.string(),
    isrc,
    title: z.string(),
    state: ClearanceState,
    sides: z.array(SideClearance),
  })
  .meta({ id: 'SourceClearance' });

export const RecipeClearance = z
  .strictObject({
    state: ClearanceState,
    territory,
    sources: z.array(SourceClearance),
    reasons: z.array(ClearanceReason),
    /** A withdrawal that was announced: from when on it will not be cleared, and why. */
    closing: z.strictObject({ at: instant, reasons: z.array(ClearanceReason) }).nullable(),
  })
  .meta({ id: 'RecipeClearance' });

export const PublishPreview = z
  .strictObject({
    clearance: RecipeClearance,
    credits: Credits,
    economics: Economics,
    durationMs: z.int(),
  })
  .meta({ id: 'PublishPreview' });

export const PublishedRecipe = z
  .strictObject({ hash: recipeHash, code: shareCode, url: z.url(), credits: Credits, economics: Economics })
  .meta({ id: 'PublishedRecipe' });

const span = z.tuple([z.int().min(0).max(1000), z.int().min(0).max(1000)]);
/** What the recipe print and the small timeline are drawn from: spans in per mille of the duration. */
export const RecipePrint = z
  .strictObject({
    sources: z.array(z.array(span)),
    stems: z.array(z.strictObject({ stem: stemName, spans: z.array(span) })),
  })
  .meta({ id: 'RecipePrint' });

export const FeedItem = z
  .strictObject({
    hash: recipeHash,
    code: shareCode,
    title: z.string(),
    producer: ProducerRef,
    durationMs: z.int(),
    bpm: z.number(),
    key: z.string().nullable(),
    playCount: count,
    publishedAt: instant,
    tags: z.array(z.string()),
    credits: Credits,
    print: RecipePrint,
  })
  .meta({ id: 'FeedItem' });
export type FeedItem = z.infer<typeof FeedItem>;

/** `WITHDRAWN` by consent, `TAKEN_DOWN` by its producer, `REMOVED` by an operator. */
export const RecipeState = z
  .enum(['PUBLISHED', 'WITHDRAWN', 'TAKEN_DOWN', 'REMOVED'])
  .meta({ id: 'RecipeState' });

export const RecipeView = z
  .strictObject({
    ...FeedItem.shape,
    state: RecipeState,
    /** Who or what took it away, in words; null while it is published. */
    stateReason: z.string().nullable(),
    recipe: document,
    clearance: RecipeClearance,
    economics: Economics,
    supersedes: recipeHash.nullable(),
    supersededBy: recipeHash.nullable(),
    /** Flips made from this one. */
    children: z.array(
      z.strictObject({
        hash: recipeHash,
        code: shareCode,
        title: z.string(),
        producer: ProducerRef,
        credits: Credits,
      }),
    ),
  })
  .meta({ id: 'RecipeView' });
export type RecipeView = z.infer<typeof RecipeView>;

export const RecipeParams = z.strictObject({ hash: recipeHash });

/** One step in the history of a flip's state. */
export const StateChange = z
  .strictObject({
    at: instant,
    from: RecipeState,
    to: RecipeState,
    cause: z.enum(['CLEARANCE', 'PRODUCER', 'OPERATOR']),
    reason: z.string(),
  })
  .meta({ id: 'StateChange' });
export const StateHistory = z.strictObject({ items: z.array(StateChange) }).meta({ id: 'StateHistory' });
export const TakeDown = z
  .strictObject({ reason: z.string().trim().max(500).default('') })
  .meta({ id: 'TakeDown' });
/** An operator always says why. */
export const OperatorReason = z
  .strictObject({ reason: z.string().trim().min(3).max(500) })
  .meta({ id: 'OperatorReason' });
export const RecipeQuery = z.strictObject({ territory: territory.optional() });

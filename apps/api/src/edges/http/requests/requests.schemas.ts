import { z } from 'zod';
import { GrantScope } from '../consent/consent.schemas.ts';
import {
  currency,
  instant,
  isrc,
  micros,
  pageOf,
  datedPageQuery,
  pageQuery,
  PartyRef,
  ProducerRef,
  rateMicros,
  recipeHash,
  rightSide,
  shareCode,
  territory,
  uuid,
} from '../common/common.schemas.ts';
import { Credits, Economics, RecipeClearance, RecipePrint } from '../recipes/recipes.schemas.ts';

/** The recipe itself is checked by `@flipside/recipe`, which answers with pointers of its own. */
const document = z.record(z.string(), z.unknown());
const message = z.string().trim().min(1).max(2_000);
const requestState = z.enum(['OPEN', 'APPROVED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']);
const lineState = z.enum(['REQUESTED', 'GRANTED', 'DECLINED', 'COUNTERED', 'EXPIRED']);

/** A draft that is not cleared, signed or not, and what the producer says to those who are asked. */
export const AskForClearance = z
  .strictObject({ recipe: document, message, territory: territory.optional() })
  .meta({ id: 'AskForClearance' });

export const AskedRequest = z.strictObject({ id: uuid }).meta({ id: 'AskedRequest' });

export const ReviseRequest = z.strictObject({ recipe: document, message }).meta({ id: 'ReviseRequest' });

/** Terms that say yes: without blocking, and without asking to hear the flip again. */
const yesTerms = {
  policy: z.enum(['MONETISE', 'REPORT_USAGE']).default('MONETISE'),
  scope: GrantScope.prefault({}),
  minimumRate: z.strictObject({ currency, perPlayMicros: rateMicros }).nullable().default(null),
} as const;

export const ApproveLine = z
  .strictObject({
    /** This very draft, or any flip within the terms. */
    as: z.enum(['THIS_FLIP', 'OPT_IN']),
    terms: z.strictObject(yesTerms).prefault({}),
  })
  .meta({ id: 'ApproveLine' });

export const DeclineLine = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'DeclineLine' });

export const CounterLine = z
  .strictObject({
    terms: z.strictObject(yesTerms),
    note: z.string().trim().min(1).max(500).nullable().default(null),
  })
  .meta({ id: 'CounterLine' });

export const NewMessage = z
  .strictObject({ text: message, partyId: uuid.optional() })
  .meta({ id: 'NewRequestMessage' });

const AskedReason = z
  .strictObject({ code: z.string(), territory, detail: z.string() })
  .meta({ id: 'AskedReason' });

const LineSummary = z
  .strictObject({
    id: uuid,
    /** Null: nobody is known to ask. */
    party: PartyRef.nullable(),
    side: rightSide,
    title: z.string(),
    state: lineState,
  })
  .meta({ id: 'RequestLineSummary' });

export const RequestSummary = z
  .strictObject({
    id: uuid,
    state: requestState,
    version: z.int(),
    hash: recipeHash,
    title: z.string(),
    durationMs: z.int(),
    territory,
    producer: ProducerRef,
    createdAt: instant,
    expiresAt: instant,
    decidedAt: instant.nullable(),
    credits: Credits,
    print: RecipePrint,
    lines: z.array(LineSummary),
  })
  .meta({ id: 'RequestSummary' });
export const RequestPage = pageOf(RequestSummary, 'RequestPage');

const RequestLine = z
  .strictObject({
    ...LineSummary.shape,
    subject: z.strictObject({ recordingId: uuid.nullable(), workId: uuid.nullable() }),
    isrc,
    reasons: z.array(AskedReason),
    /** Somebody acts for a party that may answer. */
    reachable: z.boolean(),
    /** You may answer it. */
    mine: z.boolean(),
    /** Terms offered instead, and what the draft does beyond them. */
    offer: z
      .strictObject({
        terms: z.strictObject({
          policy: z.enum(['MONETISE', 'REPORT_USAGE']),
          scope: GrantScope,
          minimumRate: z.strictObject({ currency, perPlayMicros: micros }).nullable(),
        }),
        note: z.string().nullable(),
        breaks: z.array(AskedReason),
      })
      .nullable(),
    grantId: uuid.nullable(),
  })
  .meta({ id: 'RequestLine' });

const range = z.strictObject({ min: z.int(), max: z.int() });
/** What the draft does with one recording. */
const RequestUse = z
  .strictObject({
    sourceId: z.string(),
    recordingId: uuid,
    isrc,
    title: z.string(),
    totalMs: z.int(),
    stems: z.array(z.string()),
    tempoPermille: range,
    pitchCents: range,
    mixesWithOthers: z.boolean(),
    isRemixOfRemix: z.boolean(),
    hasLayers: z.boolean(),
    isCommercial: z.boolean(),
  })
  .meta({ id: 'RequestUse' });

const RequestEvent = z
  .strictObject({
    id: uuid,
    kind: z.enum([
      ...(['ASKED', 'REVISED', 'APPROVED', 'COUNTERED', 'ACCEPTED', 'DECLINED'] as const),
      ...(['REOPENED', 'MESSAGE', 'CLEARED', 'EXPIRED', 'WITHDRAWN'] as const),
    ]),
    version: z.int(),
    lineId: uuid.nullable(),
    party: PartyRef.nullable(),
    /** Null: the instance itself. */
    by: z.string().nullable(),
    text: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: 'RequestEvent' });

export const RequestView = z
  .strictObject({
    ...RequestSummary.shape,
    /** Null for a party once the producer took the request back. */
    recipe: document.nullable(),
    isMine: z.boolean(),
    actsFor: z.array(uuid),
    publishedCode: shareCode.nullable(),
    lines: z.array(RequestLine),
    uses: z.array(RequestUse),
    clearance: RecipeClearance,
    /** What a play would pay once everybody has agreed. */
    economics: Economics,
    events: z.array(RequestEvent),
  })
  .meta({ id: 'RequestView' });

const UnreachableLine = z
  .strictObject({
    id: uuid,
    requestId: uuid,
    party: PartyRef.nullable(),
    side: rightSide,
    isrc,
    title: z.string(),
    producer: ProducerRef,
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'UnreachableLine' });
export const UnreachablePage = pageOf(UnreachableLine, 'UnreachablePage');

export const RequestQuery = z.strictObject({ ...datedPageQuery, state: requestState.optional() });
export const UnreachableQuery = z.strictObject(pageQuery);
export const RequestParams = z.strictObject({ id: uuid });
export const LineParams = z.strictObject({ id: uuid, line: uuid });

import { z } from 'zod';
import {
  count,
  currency,
  instant,
  isrc,
  micros,
  pageOf,
  pageQuery,
  PartyRef,
  ProducerRef,
  recipeHash,
  rightSide,
  shareCode,
  uuid,
  webAddress,
} from '../common/common.schemas.ts';
import {
  CreditName,
  Credits,
  FeedItem,
  RecipePrint,
  RecipeState,
  StateChange,
} from '../recipes/recipes.schemas.ts';

const creditText = z.string().trim().min(1).max(200);
/** As credits spell it: one word, such as `MainArtist`. */
const role = z
  .string()
  .regex(/^[A-Z][A-Za-z]{1,40}$/, 'must be a role as credits spell it, such as MainArtist');
const correctionSide = z.enum(['REMIX', 'RECORDING', 'COMPOSITION']);

const draft = {
  /** In whose name it is asked. */
  partyId: uuid,
  /** The credit that is wrong, as it stands; null when one is missing. */
  credited: z.strictObject({ name: creditText, role }).nullable().default(null),
  /** The credit as it should be; null when one does not belong there. */
  proposed: z
    .strictObject({ name: creditText, role, partyId: uuid.nullable().default(null) })
    .nullable()
    .default(null),
  explanation: z.string().trim().min(3).max(2_000),
  evidence: z.array(webAddress).max(10).default([]),
} as const;

/** What is wrong in the credits of a recording or a work, and so of every flip of it. */
export const NewCreditCorrection = z.strictObject(draft).meta({ id: 'NewCreditCorrection' });

/** What is wrong in the credits of one flip. */
export const NewFlipCorrection = z
  .strictObject({
    ...draft,
    side: correctionSide,
    /** Which source, on the recording and the composition side. */
    sourceId: z.string().min(1).max(64).nullable().default(null),
  })
  .refine(({ side, sourceId }) => (side === 'REMIX') === (sourceId === null), {
    path: ['sourceId'],
    message:
      'names the source on the recording and the composition side, and nothing on the side of the flip',
  })
  .meta({ id: 'NewFlipCorrection' });

export const CorrectionReason = z
  .strictObject({ reason: z.string().trim().min(3).max(500) })
  .meta({ id: 'CorrectionReason' });
export const CorrectionNote = z
  .strictObject({ reason: z.string().trim().min(3).max(500).nullable().default(null) })
  .meta({ id: 'CorrectionNote' });

export const CorrectionState = z
  .enum(['REQUESTED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'])
  .meta({ id: 'CorrectionState' });

export const CorrectionView = z
  .strictObject({
    id: uuid,
    state: CorrectionState,
    side: correctionSide,
    subject: z.strictObject({
      kind: z.enum(['RECIPE', 'RECORDING', 'WORK']),
      title: z.string(),
      hash: recipeHash.nullable(),
      code: shareCode.nullable(),
      sourceId: z.string().nullable(),
      isrc: isrc.nullable(),
      workId: uuid.nullable(),
      iswc: z.string().nullable(),
      credits: Credits.nullable(),
    }),
    credited: CreditName.nullable(),
    proposed: z.strictObject({ ...CreditName.shape, partyId: uuid.nullable() }).nullable(),
    explanation: z.string(),
    evidence: z.array(z.string()),
    party: PartyRef,
    createdAt: instant,
    events: z.array(z.strictObject({ state: CorrectionState, reason: z.string().nullable(), at: instant })),
    /** Whether you can accept or decline it. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'CorrectionView' });
export const CorrectionPage = pageOf(CorrectionView, 'CorrectionPage');
export const CorrectionQuery = z.strictObject({
  ...pageQuery,
  box: z.enum(['asked', 'to-decide']).default('to-decide'),
  party: uuid.optional(),
  state: CorrectionState.optional(),
});
export const CorrectionParams = z.strictObject({ id: uuid });
export const WorkParams = z.strictObject({ id: uuid });

const contribution = z.strictObject({
  isrc,
  title: z.string(),
  artist: z.string(),
  usageMs: z.int(),
});

/** A flip in the tree; one that was taken away stays, with its state. */
export const TreeNode = z
  .strictObject({
    hash: recipeHash,
    /** Generations above (negative) or below (positive) the flip that was asked for. */
    depth: z.int(),
    parents: z.array(recipeHash),
    code: shareCode,
    title: z.string(),
    producer: ProducerRef,
    state: RecipeState,
    stateReason: z.string().nullable(),
    publishedAt: instant,
    credits: Credits,
    print: RecipePrint,
    /** What this step added: recordings that none of its parents uses. */
    adds: z.array(contribution),
    /** Flips made from it. */
    children: count,
  })
  .meta({ id: 'TreeNode' });

export const ContributionTree = z
  .strictObject({
    root: TreeNode,
    ancestors: z.array(TreeNode),
    /** Named as a parent, and never published here. */
    unknown: z.array(z.strictObject({ hash: recipeHash, depth: z.int(), child: recipeHash })),
    /** Every recording of the line, and the flips through which it came. */
    sources: z.array(
      z.strictObject({
        isrc,
        title: z.string(),
        artist: z.string(),
        own: z.boolean(),
        through: z.array(recipeHash),
      }),
    ),
    descendants: z.array(TreeNode),
    /** Goes on with the flips made directly from this one; null on the last page. */
    nextCursor: z.string().nullable(),
    /** Whether more lies beyond the bounds: each flip answers with a tree of its own. */
    truncated: z.boolean(),
  })
  .meta({ id: 'ContributionTree' });
export const TreeQuery = z.strictObject({
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(50).default(20),
  /** Generations below. */
  depth: z.coerce.number().int().min(1).max(6).default(3),
});

const standing = {
  ...FeedItem.shape,
  state: RecipeState,
  stateReason: z.string().nullable(),
  /** Flips made from it. */
  children: count,
} as const;

/** A flip of the party's music: how it uses it, and what it was stated to pay. */
export const DerivativeView = z
  .strictObject({
    ...standing,
    ownSources: z.array(
      z.strictObject({ isrc, title: z.string(), usageMs: z.int(), sides: z.array(rightSide) }),
    ),
    earned: z.array(
      z.strictObject({
        currency,
        plays: count,
        amountMicros: micros,
        /** On average, rounded down. */
        perPlayMicros: micros,
      }),
    ),
  })
  .meta({ id: 'DerivativeView' });
export const DerivativePage = pageOf(DerivativeView, 'DerivativePage');
export const DerivativeQuery = z.strictObject({
  ...pageQuery,
  isrc: isrc.optional(),
  work: uuid.optional(),
  state: RecipeState.optional(),
  from: instant.optional(),
  to: instant.optional(),
});

export const OwnFlip = z
  .strictObject({ ...standing, supersededBy: recipeHash.nullable() })
  .meta({ id: 'OwnFlip' });
export const OwnFlipPage = pageOf(OwnFlip, 'OwnFlipPage');
export const OwnFlipQuery = z.strictObject(pageQuery);

export const StatedFlip = z
  .strictObject({
    ...StateChange.shape,
    id: uuid,
    flip: z.strictObject({ ...FeedItem.shape, state: RecipeState }),
  })
  .meta({ id: 'StatedFlip' });
export const StatedFlipPage = pageOf(StatedFlip, 'StatedFlipPage');

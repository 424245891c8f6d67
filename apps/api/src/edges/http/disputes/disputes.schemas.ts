import { z } from 'zod';
import { DISPUTE_STATES, EVENT_KINDS } from '../../../modules/disputes/index.ts';
import {
  currency,
  instant,
  micros,
  pageOf,
  datedPageQuery,
  PartyRef,
  ppm,
  rightSide,
  territory,
  uuid,
} from '../common/common.schemas.ts';

const MOST_LINKS = 10;
const MOST_PARTS = 250;
const MOST_LINES = 100;

/** Evidence is an address, never an upload: people open it, this instance never does. */
const evidenceLink = z
  .url({ protocol: /^https$/ })
  .max(500)
  .refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must not carry a user name');
const evidence = z.array(evidenceLink).max(MOST_LINKS).default([]);
const words = z.string().trim().min(1).max(4_000);
const state = z.enum(DISPUTE_STATES);
const subjectKind = z.enum(['RECORDING', 'WORK']);
const territories = z.strictObject({ include: z.array(territory), exclude: z.array(territory) });

export const DisputeParams = z.strictObject({ id: uuid });
export const ProposalParams = z.strictObject({ id: uuid, proposal: uuid });
export const DisputeSubjectParams = z.strictObject({ kind: subjectKind, id: uuid });
/** In whose name one looks; an operator needs none. */
export const DisputeSubjectQuery = z.strictObject({ party: uuid.optional() });

export const DisputeQuery = z.strictObject({
  ...datedPageQuery,
  party: uuid.optional(),
  /** `open`: all that are not over; `over`: the others. */
  state: z.enum([...DISPUTE_STATES, 'open', 'over']).optional(),
  overdue: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

export const NewDispute = z
  .strictObject({
    subject: z.strictObject({ kind: subjectKind, id: uuid }),
    /** The party in whose name; left out by an operator. */
    partyId: uuid.optional(),
    /** The shares that are wrong. */
    shareIds: z.array(uuid).min(1).max(100),
    text: words,
    evidence,
  })
  .meta({ id: 'NewDispute' });

export const DisputeStatement = z
  .strictObject({ partyId: uuid, text: words, evidence })
  .meta({ id: 'DisputeStatement' });

/** Of a party, or without one of an operator. */
export const DisputeAddition = z
  .strictObject({ partyId: uuid.optional(), text: words, evidence })
  .meta({ id: 'DisputeAddition' });

export const DisputeDismissal = z.strictObject({ text: words, evidence }).meta({ id: 'DisputeDismissal' });

const splitLine = z.strictObject({
  partyId: uuid,
  role: z.string().max(40),
  ppm: z.int().min(1).max(1_000_000),
});
/** For each part of the dispute, in its order, the corrected shares. With those that stand they make a whole. */
const split = z.array(z.array(splitLine).max(MOST_LINES)).min(1).max(MOST_PARTS);
const revision = z.int().min(1);

export const DisputeProposal = z
  .strictObject({ partyId: uuid, revision, parts: split, text: words, evidence })
  .meta({ id: 'DisputeProposal' });
export const DisputeAcceptance = z.strictObject({ partyId: uuid }).meta({ id: 'DisputeAcceptance' });
export const DisputeSettlement = z
  .strictObject({ revision, parts: split, text: words, evidence })
  .meta({ id: 'DisputeSettlement' });

const PartShare = z
  .strictObject({ shareId: uuid, party: PartyRef, role: z.string(), ppm })
  .meta({ id: 'DisputePartShare' });

export const DisputePart = z
  .strictObject({
    cause: z.enum(['OVERCLAIM', 'CONTESTED']),
    territories,
    /** Null: already. */
    from: instant.nullable(),
    /** Null: without end. */
    to: instant.nullable(),
    claimedPpm: z.int().min(0),
    disputed: z.array(PartShare),
    standing: z.array(PartShare),
  })
  .meta({ id: 'DisputePart' });

const PartyInDispute = z
  .strictObject({
    ...PartyRef.shape,
    /** Whether nothing is agreed without it. */
    isNamed: z.boolean(),
    respondedAt: instant.nullable(),
  })
  .meta({ id: 'DisputeParty' });

export const DisputeItem = z
  .strictObject({
    id: uuid,
    side: rightSide,
    subject: z.strictObject({
      kind: subjectKind,
      id: uuid,
      title: z.string(),
      artist: z.string().nullable(),
      isrc: z.string().nullable(),
      iswc: z.string().nullable(),
    }),
    origin: z.enum(['OVERCLAIM', 'PARTY', 'OPERATOR']),
    state,
    /** The most that is claimed anywhere. */
    claimedPpm: z.int(),
    territories: z.array(territories),
    parties: z.array(PartyInDispute),
    openedByPartyId: uuid.nullable(),
    openedAt: instant,
    respondBy: instant,
    decideBy: instant.nullable(),
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'DisputeItem' });
export const DisputePage = pageOf(DisputeItem, 'DisputePage');

const SplitLineView = z.strictObject({ party: PartyRef, role: z.string(), ppm }).meta({ id: 'SplitLine' });

export const DisputeEventView = z
  .strictObject({
    id: uuid,
    kind: z.enum(EVENT_KINDS),
    state,
    party: PartyRef.nullable(),
    byOperator: z.boolean(),
    text: z.string(),
    evidence: z.array(z.string()),
    split: z.array(z.array(SplitLineView)).nullable(),
    revision: z.int().nullable(),
    proposalId: uuid.nullable(),
    ownCause: z
      .string()
      .nullable()
      .meta({ description: 'Parties that the operator who decided acts for, by name' }),
    at: instant,
  })
  .meta({ id: 'DisputeEventView' });

export const DisputeView = z
  .strictObject({
    ...DisputeItem.shape,
    revision,
    parts: z.array(DisputePart),
    events: z.array(DisputeEventView),
    /** What the ledger held for it in all, and what it released. */
    held: z.array(z.strictObject({ currency, heldMicros: micros, releasedMicros: micros })),
  })
  .meta({ id: 'DisputeView' });

export const DisputableSubject = z
  .strictObject({
    kind: subjectKind,
    id: uuid,
    title: z.string(),
    shares: z.array(
      z.strictObject({
        id: uuid,
        party: PartyRef,
        role: z.string(),
        ppm,
        territories: z.array(territory),
        excludeTerritories: z.array(territory),
        from: instant.nullable(),
        to: instant.nullable(),
        status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']),
      }),
    ),
    disputeId: uuid.nullable(),
  })
  .meta({ id: 'DisputableSubject' });

import { z } from 'zod';
import {
  instant,
  pageOf,
  pageQuery,
  PartyRef,
  ppm,
  rightSide,
  territory,
  uuid,
} from '../common/common.schemas.ts';
import { link, reason } from './party.schemas.ts';

const claimState = z.enum(['PENDING', 'PROVED', 'REJECTED', 'WITHDRAWN']);
const text = z.string().trim().max(2_000).nullable().default(null);
const links = z.array(link).max(20).default([]);
const positivePpm = z.int().min(1).max(1_000_000);

const subjectView = z.strictObject({
  kind: z.enum(['RECORDING', 'WORK']),
  id: uuid,
  title: z.string(),
  isrc: z.string().nullable(),
  iswc: z.string().nullable(),
});

/** The side follows from the subject: recordings have master rights, works composition rights. */
export const NewClaim = z
  .strictObject({
    /** Exactly one of the three. */
    subject: z.strictObject({
      isrc: z.string().max(20).optional(),
      iswc: z.string().max(20).optional(),
      workId: uuid.optional(),
    }),
    role: z.string().max(40),
    ppm: positivePpm,
    territories: z.array(territory).min(1).max(250).default(['WW']),
    excludeTerritories: z.array(territory).max(250).default([]),
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    /** What an operator should know, and links to evidence. Nothing is uploaded. */
    text,
    links,
  })
  .meta({ id: 'NewClaim' });

export const ClaimView = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    partyVerified: z.boolean(),
    subject: subjectView,
    side: rightSide,
    role: z.string(),
    ppm,
    territories: z.array(territory),
    excludeTerritories: z.array(territory),
    from: instant.nullable(),
    to: instant.nullable(),
    state: claimState,
    /** How it was proved. */
    proof: z.enum(['DOMAIN', 'CATALOGUE', 'OPERATOR']).nullable(),
    shareId: uuid.nullable(),
    createdAt: instant,
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'ClaimView' });
export const ClaimPage = pageOf(ClaimView, 'ClaimPage');
export const ClaimQuery = z.strictObject({ ...pageQuery, state: claimState.optional() });
export const ClaimParams = z.strictObject({ id: uuid });

export const ClaimDetail = z
  .strictObject({
    ...ClaimView.shape,
    /** The most that is claimed with it, in its territories and dates; above 1000000 is a conflict. */
    totalPpm: z.int(),
    heldBy: z.array(uuid).meta({ description: 'Parties with shares of the same' }),
    events: z.array(
      z.strictObject({
        id: uuid,
        kind: z.enum(['ENTERED', 'EVIDENCE', 'NAMED_BY_DOMAIN', 'PROVED', 'REJECTED', 'WITHDRAWN']),
        by: z.string().nullable(),
        text: z.string().nullable(),
        links: z.array(z.string()),
        detail: z.looseObject({}),
        createdAt: instant,
      }),
    ),
  })
  .meta({ id: 'ClaimDetail' });

export const NewEvidence = z.strictObject({ text: reason, links }).meta({ id: 'NewEvidence' });
export const ProveByDomain = z.strictObject({ domain: uuid }).meta({ id: 'ProveByDomain' });
export const ProveByCatalogue = z.strictObject({}).meta({ id: 'ProveByCatalogue' });
export const WithdrawClaim = z
  .strictObject({ reason: z.string().trim().max(1_000).nullable().default(null) })
  .meta({ id: 'WithdrawClaim' });
export const DecideClaim = z.strictObject({ proved: z.boolean(), reason, links }).meta({ id: 'DecideClaim' });

export const ShareItem = z
  .strictObject({
    id: uuid,
    party: PartyRef,
    subject: subjectView,
    side: rightSide,
    role: z.string(),
    ppm,
    territories: z.array(territory),
    excludeTerritories: z.array(territory),
    from: instant.nullable(),
    to: instant.nullable(),
    source: z.string(),
    status: z.enum(['ACTIVE', 'DISPUTED', 'ENDED']),
  })
  .meta({ id: 'ShareItem' });
export const ShareItemPage = pageOf(ShareItem, 'ShareItemPage');
export const ShareDetail = z
  .strictObject({
    ...ShareItem.shape,
    events: z.array(
      z.strictObject({
        id: uuid,
        kind: z.enum(['ENTERED', 'ENDED', 'MOVED']),
        by: z.string().nullable(),
        cause: z.string(),
        detail: z.looseObject({}),
        createdAt: instant,
      }),
    ),
  })
  .meta({ id: 'ShareDetail' });
export const ShareParams = z.strictObject({ id: uuid });

/** Without `ppm` all of it, without `at` now. An operator who is not an owner names evidence. */
export const NewTransfer = z
  .strictObject({
    toPartyId: uuid,
    ppm: positivePpm.nullable().default(null),
    at: instant.nullable().default(null),
    reason,
    links,
  })
  .meta({ id: 'NewTransfer' });
export const TransferView = z
  .strictObject({
    id: uuid,
    share: ShareItem,
    from: PartyRef,
    to: PartyRef,
    ppm,
    agreedAt: instant,
    /** From when it counts here: never before it was accepted. */
    effectiveAt: instant.nullable(),
    state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED']),
    reason: z.string(),
    links: z.array(z.string()),
    answer: z.string().nullable(),
    createdAt: instant,
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'TransferView' });
export const TransferPage = pageOf(TransferView, 'TransferPage');
export const TransferParams = z.strictObject({ id: uuid });
export const AcceptTransfer = z.strictObject({}).meta({ id: 'AcceptTransfer' });
export const AnswerTransfer = z
  .strictObject({ answer: z.string().trim().max(1_000).nullable().default(null) })
  .meta({ id: 'AnswerTransfer' });

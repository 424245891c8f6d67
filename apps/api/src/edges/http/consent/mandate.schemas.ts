import { z } from 'zod';
import {
  datedPageQuery,
  instant,
  pageOf,
  pageQuery,
  PartyRef,
  rightSide,
  territory,
  uuid,
} from '../common/common.schemas.ts';
import { reason } from './consent.schemas.ts';

const role = z.enum(['GRANTOR', 'HOLDER']);

export const NewMandate = z
  .strictObject({
    /** Whether the party lets the other grant in its name, or says that the other lets it. */
    as: role,
    counterparty: uuid,
    side: rightSide,
    subject: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('RECORDING'), isrc: z.string().max(20) }),
      z.strictObject({ kind: z.literal('WORK'), id: uuid }),
      z.strictObject({ kind: z.literal('CATALOGUE') }),
    ]),
    territories: z.array(territory).min(1).max(250).default(['WW']),
    excludeTerritories: z.array(territory).max(250).default([]),
    from: instant.nullable().default(null),
    to: instant.nullable().default(null),
    /** A contract's name and date, a link, or words that the other side can check. */
    evidence: z.string().trim().min(10).max(2000),
  })
  .meta({ id: 'NewMandate' });

/** The grantor's answer to a proposal, or an operator's, who says what it rests on. */
export const DecideMandate = z
  .strictObject({ decision: z.enum(['CONFIRM', 'DECLINE']), reason: reason.nullable().default(null) })
  .meta({ id: 'DecideMandate' });

/** With a day it holds until then; without one it ends at once. */
export const RevokeMandate = z
  .strictObject({ at: instant.nullable().default(null), reason: reason.nullable().default(null) })
  .meta({ id: 'RevokeMandate' });

export const MandateView = z
  .strictObject({
    id: uuid,
    version: z.int(),
    grantor: PartyRef,
    holder: PartyRef,
    side: rightSide,
    subject: z.strictObject({
      kind: z.enum(['RECORDING', 'WORK', 'CATALOGUE']),
      id: uuid.nullable(),
      title: z.string().nullable(),
    }),
    territories: z.array(territory),
    excludeTerritories: z.array(territory),
    state: z.enum(['PROPOSED', 'ACTIVE', 'DECLINED', 'REVOKED']),
    proposedBy: role,
    evidence: z.string(),
    reason: z.string().nullable(),
    validFrom: instant.nullable(),
    validTo: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'MandateView' });
export const MandatePage = pageOf(MandateView, 'MandatePage');
export const PartyMandateQuery = z.strictObject(datedPageQuery);
export const MandateQuery = z.strictObject(pageQuery);
export const MandateParams = z.strictObject({ id: uuid });

export const PartyNameQuery = z.strictObject({ q: z.string().trim().min(1).max(100) });
export const PartyNames = z.strictObject({ items: z.array(PartyRef) }).meta({ id: 'PartyNames' });

import { z } from 'zod';
import {
  count,
  currency,
  cursor,
  isrc,
  micros,
  pageOf,
  pageQuery,
  PartyRef,
  uuid,
} from '../common/common.schemas.ts';

const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const ReceivableQuery = z.strictObject({
  ...pageQuery,
  party: uuid.optional(),
  period: period.optional(),
});
export const ReceivableLineQuery = z.strictObject({ ...pageQuery, party: uuid, reporter: uuid, period });
export const ReceivableFileQuery = z.strictObject({ party: uuid, reporter: uuid, period });
export const PeerReceivableParams = z.strictObject({ id: uuid });
export const PeerReceivableQuery = z.strictObject(pageQuery);

/** What a party has to get from another server for one period. It is not payable before that server has settled. */
const Receivable = z
  .strictObject({
    party: PartyRef,
    reporter: z.strictObject({ id: uuid, host: z.string() }),
    ...{ period, currency, amountMicros: micros.nullable(), final: z.boolean() },
    /** Settled: what was accepted of it is in the balance. */
    payable: z.boolean(),
  })
  .meta({ id: 'Receivable' });
export const ReceivablePage = pageOf(Receivable, 'ReceivablePage');

const ReceivableLine = z
  .strictObject({
    side: z.enum(['MASTER', 'COMPOSITION', 'REMIXER']),
    ...{
      subject: z.string(),
      title: z.string(),
      isrc: isrc.nullable(),
      currency,
      plays: micros,
      amountMicros: micros.nullable(),
    },
  })
  .meta({ id: 'ReceivableLine' });
export const ReceivableLinePage = pageOf(ReceivableLine, 'ReceivableLinePage');

export const PeerReceivables = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          ...{ period, currency, parties: z.int(), amountMicros: micros.nullable(), final: z.boolean() },
          ...{ plays: micros, closedPlays: micros.nullable() },
        })
        .meta({ id: 'PeerReceivable' }),
    ),
    nextCursor: cursor.nullable(),
    /** Plays whose recipe cannot be read yet. */
    waiting: z.strictObject({ plays: count, recipes: z.int(), error: z.string().nullable() }),
  })
  .meta({ id: 'PeerReceivables' });

import { Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type { PayoutPart } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { LineReason, NewLine, PaymentRecord } from './payout.types.ts';

const INSERT = `INSERT INTO payout_line (id, run_id, party_id, state, reason, balance_micros, amount_micros, carried_micros, details_version, not_sepa)
  SELECT id, $1::uuid, party, CASE WHEN reason IS NULL THEN 'PLANNED' ELSE 'NOT_PAID' END::"PayoutLineState", reason, balance, amount,
    balance - amount, version, not_sepa
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::text[])
    AS n (id, party, reason, balance, amount, version, not_sepa)`;
const INSERT_PARTS = `INSERT INTO payout_part (line_id, party_id, amount_micros) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])`;
/** What changed about a payee since the draft: then it waits for the next run. */
const DROP_CHANGED = `UPDATE payout_line l SET state = 'NOT_PAID', amount_micros = 0, carried_micros = l.balance_micros,
    reason = CASE WHEN y.merged_into_id IS NOT NULL THEN 'PARTY_MERGED' WHEN p.held_at IS NOT NULL THEN 'ON_HOLD' ELSE 'DETAILS_CHANGED' END
  FROM party y, payee p WHERE l.id = ANY($1::uuid[]) AND l.state = 'PLANNED' AND y.id = l.party_id AND p.party_id = l.party_id
    AND (y.merged_into_id IS NOT NULL OR p.held_at IS NOT NULL OR p.details_version IS DISTINCT FROM l.details_version)
  RETURNING l.id`;
const DROP = `UPDATE payout_line SET state = 'NOT_PAID', amount_micros = 0, carried_micros = balance_micros, reason = $2 WHERE id = ANY($1::uuid[])`;
const PAYMENT = `SELECT l.id, l.run_id AS "runId", r.currency, l.party_id AS "partyId", y.name AS "partyName", l.state::text, l.amount_micros::text AS amount,
    (SELECT jsonb_agg(jsonb_build_array(a.party_id, a.amount_micros::text) ORDER BY a.party_id) FROM payout_part a WHERE a.line_id = l.id) AS parts`;
const JOINED = `JOIN payout_run r ON r.id = l.run_id JOIN party y ON y.id = l.party_id`;
/** The batch first: joined and then cut, all that is left would be joined for every batch. */
const PLANNED = `${PAYMENT} FROM (SELECT * FROM payout_line WHERE run_id = $1::uuid AND state = 'PLANNED' ORDER BY id LIMIT $2) l ${JOINED} ORDER BY l.id`;
const ONE = `${PAYMENT} FROM payout_line l ${JOINED} WHERE l.id = $1::uuid FOR UPDATE OF l`;
const SEND = `UPDATE payout_line SET state = 'SENT', sent_period = $2 WHERE id = ANY($1::uuid[])`;
const SETTLE_SOME = `UPDATE payout_line SET state = 'SETTLED', settled_at = $2::timestamptz
  WHERE id IN (SELECT id FROM payout_line WHERE run_id = $1::uuid AND state = 'SENT' ORDER BY id LIMIT $3 FOR UPDATE)`;

interface Row extends Omit<PaymentRecord, 'amountMicros' | 'parts'> {
  readonly amount: string;
  readonly parts: readonly (readonly [string, string])[] | null;
}

const recordOf = ({ amount, parts, ...row }: Row): PaymentRecord => ({
  ...row,
  amountMicros: BigInt(amount),
  parts: (parts ?? []).map(([partyId, part]): PayoutPart => ({
    partyId,
    amountMicros: micros(BigInt(part)),
  })),
});

/** The lines of runs. A line is written once; afterwards only its state moves. */
@Injectable()
export class PayoutLineRepository {
  async append(tx: Tx, runId: string, lines: readonly NewLine[]): Promise<void> {
    await tx.$executeRawUnsafe(
      INSERT,
      runId,
      lines.map(({ id }) => id),
      lines.map(({ partyId }) => partyId),
      lines.map(({ reason }) => reason),
      lines.map(({ balanceMicros }) => balanceMicros),
      lines.map(({ amountMicros }) => amountMicros),
      lines.map(({ detailsVersion }) => detailsVersion),
      lines.map(({ notSepa }) => notSepa),
    );
    const parts = lines.flatMap((line) => line.parts.map((part) => ({ lineId: line.id, ...part })));
    await tx.$executeRawUnsafe(
      INSERT_PARTS,
      parts.map(({ lineId }) => lineId),
      parts.map(({ partyId }) => partyId),
      parts.map(({ amountMicros }) => amountMicros),
    );
  }

  /** The first payments that are planned still. */
  async planned(tx: Tx, runId: string, most: number): Promise<PaymentRecord[]> {
    return (await tx.$queryRawUnsafe<Row[]>(PLANNED, runId, most)).map(recordOf);
  }

  async lock(tx: Tx, id: string): Promise<PaymentRecord | null> {
    const [row] = await tx.$queryRawUnsafe<Row[]>(ONE, id);
    return row === undefined ? null : recordOf(row);
  }

  async findRun(reader: Reader, id: string): Promise<string | null> {
    const row = await reader.payoutLine.findUnique({ where: { id }, select: { runId: true } });
    return row?.runId ?? null;
  }

  /** @returns those of whose payee something changed since the draft: they are not paid now. */
  async dropChanged(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(DROP_CHANGED, ids);
    return new Set(rows.map(({ id }) => id));
  }

  async drop(tx: Tx, ids: readonly string[], reason: LineReason): Promise<void> {
    if (ids.length > 0) await tx.$executeRawUnsafe(DROP, ids, reason);
  }

  async markSent(tx: Tx, ids: readonly string[], period: string): Promise<void> {
    await tx.$executeRawUnsafe(SEND, ids, period);
  }

  /** @returns how many of those on their way are settled now. */
  async settleSome(tx: Tx, runId: string, at: Date, most: number): Promise<number> {
    return await tx.$executeRawUnsafe(SETTLE_SOME, runId, at, most);
  }

  async settle(tx: Tx, id: string, settledAt: Date): Promise<void> {
    await tx.payoutLine.update({
      where: { id },
      data: { state: 'SETTLED', settledAt },
      select: { id: true },
    });
  }

  async markReturned(
    tx: Tx,
    id: string,
    returned: { at: Date; code: string; period: string },
  ): Promise<void> {
    await tx.payoutLine.update({
      where: { id },
      data: {
        state: 'RETURNED',
        returnedAt: returned.at,
        returnCode: returned.code,
        returnedPeriod: returned.period,
      },
      select: { id: true },
    });
  }

  /** Whether any payment of the run is still on its way. */
  async isUnderWay(tx: Tx, runId: string): Promise<boolean> {
    const row = await tx.payoutLine.findFirst({ where: { runId, state: 'SENT' }, select: { id: true } });
    return row !== null;
  }
}

import { Injectable } from '@nestjs/common';
import type { SqlTx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { canonicalReceipt, signedText } from './canonical-receipt.ts';
import type { Quarantine, Receipt, VerifiedReceipt } from './play.types.ts';

const INSERT = `INSERT INTO play_quarantine (id, receipt_id, recipe_hash, device, code, started_at, received_at, release_at, salt,
    commitment, receipt)
  SELECT id, decode(receipt_id, 'hex'), recipe, device, code, started, $7, release_at, decode(salt, 'hex'),
    decode(commitment, 'hex'), receipt::jsonb
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $8::timestamptz[], $9::text[],
      $10::text[], $11::text[])
    AS q (id, receipt_id, recipe, device, code, started, release_at, salt, commitment, receipt)
  ON CONFLICT (receipt_id) DO NOTHING`;
const COLUMNS = `id, encode(receipt_id, 'hex') AS "receiptId", encode(salt, 'hex') AS salt, encode(commitment, 'hex') AS commitment,
    receipt`;
const DUE = `SELECT ${COLUMNS} FROM play_quarantine WHERE state = 'HELD' AND release_at <= $1 ORDER BY release_at, id LIMIT $2
  FOR UPDATE SKIP LOCKED`;
const BY_ID = `SELECT ${COLUMNS} FROM play_quarantine WHERE state = 'HELD' AND id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`;
const DECIDE = `UPDATE play_quarantine SET state = $2::"QuarantineState", decided_at = $3, decided_by = $4::uuid, note = $5
  WHERE id = ANY($1::uuid[]) AND state = 'HELD'`;

interface HeldRow {
  id: string;
  receiptId: string;
  salt: string;
  commitment: string;
  receipt: Receipt;
}

export interface HeldPlay {
  readonly id: string;
  readonly play: VerifiedReceipt;
}

export interface QuarantineDecision {
  readonly state: 'RELEASED' | 'REFUSED';
  readonly at: Date;
  /** `null`: time passed. */
  readonly userId: string | null;
  readonly note: string | null;
}

/** Plays that are kept aside. */
@Injectable()
export class QuarantineRepository {
  async append(
    tx: SqlTx,
    held: readonly { play: VerifiedReceipt; quarantine: Quarantine }[],
    now: Date,
  ): Promise<void> {
    await tx.$executeRawUnsafe(
      INSERT,
      held.map(() => newId()),
      held.map(({ play }) => play.receiptId),
      held.map(({ play }) => play.receipt.recipe),
      held.map(({ play }) => play.receipt.device),
      held.map(({ quarantine }) => quarantine.reason),
      held.map(({ play }) => play.receipt.start),
      now,
      held.map(({ quarantine }) => quarantine.until?.toISOString() ?? null),
      held.map(({ play }) => play.salt),
      held.map(({ play }) => play.commitment),
      held.map(({ play }) => play.text),
    );
  }

  /** Those whose time has come, locked; what another process has locked is left to it. */
  async takeDue(tx: SqlTx, now: Date, limit: number): Promise<HeldPlay[]> {
    return (await tx.$queryRawUnsafe<HeldRow[]>(DUE, now, limit)).map(heldOf);
  }

  /** Those of these that are still kept aside, locked. */
  async take(tx: SqlTx, ids: readonly string[]): Promise<HeldPlay[]> {
    return (await tx.$queryRawUnsafe<HeldRow[]>(BY_ID, ids)).map(heldOf);
  }

  async decide(reader: SqlTx, ids: readonly string[], decision: QuarantineDecision): Promise<void> {
    const { state, at, userId, note } = decision;
    await reader.$executeRawUnsafe(DECIDE, ids, state, at, userId, note);
  }
}

/** Its signature was checked when it came. */
function heldOf({ id, receipt, ...row }: HeldRow): HeldPlay {
  const text = signedText(canonicalReceipt(receipt), receipt.sig);
  return { id, play: { ...row, receipt, text, isSigned: true } };
}

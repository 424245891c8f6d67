import { Inject, Injectable } from '@nestjs/common';
import { POLICIES, micros } from '@flipside/royalty';
import type {
  Account,
  AllocationLine,
  Cell,
  Currency,
  Isrc,
  LineBasis,
  PoolSide,
  Posting,
  RecipeUsage,
  Territory,
} from '@flipside/royalty';
import { z } from 'zod';
import { copyRows } from '../../platform/database/copy.ts';
import type { CopyValue } from '../../platform/database/copy.ts';
import { Database } from '../../platform/database/database.ts';
import type { BulkTx, Reader, Tx } from '../../platform/database/database.ts';
import type { FrozenGround } from './frozen-rights.ts';
import { sourceUsageOf } from './usage.rows.ts';
import type { SourceUsageRow } from './usage.rows.ts';

const LINES = `allocation_line (period_id, tariff_version, position, currency, tariff, recipe_hash, recording_id, isrc,
  subject_id, side, territory, origin_period_id, party_id, account, basis, plays, usage_ms, usage_ppm, share_ppm, amount_micros)`;
const CELLS = `SELECT recipe_hash AS recipe, territory, origin_period_id AS "originalPeriod", plays::text,
    amount_micros::text AS "amountMicros"
  FROM allocation_cell WHERE period_id = $1 AND tariff_version = $2 AND position >= $3 ORDER BY position LIMIT $4`;
const RECIPES = `SELECT r.hash, r.remixer_party_id::text AS "remixerId", s.decision ->> 'policy' AS policy
  FROM recipe r JOIN licence_snapshot s ON s.recipe_hash = r.hash WHERE r.hash = ANY($1::text[]) ORDER BY r.hash`;
const SOURCES = `SELECT recipe_hash AS recipe, recording_id::text AS "recordingId", isrc, usage_ms AS "usageMs"
  FROM recipe_source WHERE recipe_hash = ANY($1::text[]) ORDER BY recipe_hash, position`;
const GROUNDS = `SELECT recording_id::text AS "recordingId", ground FROM allocation_ground
  WHERE period_id = $1 AND tariff_version = $2 AND recording_id = ANY($3::uuid[])`;
const ADVANCE = `UPDATE allocation_cursor SET next_cell = $4, next_line = $6
  WHERE period_id = $1 AND tariff_version = $2 AND next_cell = $3 AND next_line = $5`;
const SUMS = `SELECT account, sum(amount_micros)::text AS "amountMicros" FROM allocation_line
  WHERE period_id = $1 AND tariff_version = $2 GROUP BY account HAVING sum(amount_micros) <> 0`;

/** What a batch goes on from and what it comes to. */
export interface BatchStep {
  readonly periodId: string;
  readonly tariffVersion: number;
  readonly currency: Currency;
  readonly cell: number;
  readonly nextCell: number;
  readonly line: number;
}

/** How pools were shared out, line by line, as `allocation_line` keeps it. */
@Injectable()
export class AllocationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findCells(periodId: string, tariffVersion: number, from: number, limit: number): Promise<Cell[]> {
    const rows = await this.query<
      Record<'recipe' | 'territory' | 'plays' | 'amountMicros', string> & Pick<Cell, 'originalPeriod'>
    >(CELLS, [periodId, tariffVersion, from, limit]);
    return rows.map((row) => ({
      ...row,
      territory: row.territory as Territory,
      plays: BigInt(row.plays),
      amountMicros: BigInt(row.amountMicros),
    }));
  }

  /** @throws when a stored decision has no policy: money is not shared out on a guess. */
  async findRecipes(hashes: readonly string[]): Promise<RecipeUsage[]> {
    const rows = await this.query<{ hash: string; remixerId: string; policy: string }>(RECIPES, [hashes]);
    const sources = new Map<string, SourceUsageRow[]>();
    for (const { recipe, ...source } of await this.query<SourceUsageRow & { recipe: string }>(SOURCES, [
      hashes,
    ])) {
      const known = sources.get(recipe);
      if (known === undefined) sources.set(recipe, [source]);
      else known.push(source);
    }
    return rows.map(({ hash, remixerId, policy }) => ({
      recipe: hash,
      remixerId,
      policy: z.enum(POLICIES).parse(policy),
      sources: (sources.get(hash) ?? []).map(sourceUsageOf),
    }));
  }

  async findGrounds(
    periodId: string,
    tariffVersion: number,
    recordingIds: readonly string[],
  ): Promise<FrozenGround[]> {
    if (recordingIds.length === 0) return [];
    const rows = await this.query<{ recordingId: string; ground: Omit<FrozenGround, 'recordingId'> }>(
      GROUNDS,
      [periodId, tariffVersion, recordingIds],
    );
    return rows.map(({ recordingId, ground }) => ({ recordingId, ...ground }));
  }

  /**
   * Books lines and puts the cursor on, both or neither.
   * @returns whether the cursor stood where the batch went on from; else another process was there first.
   */
  async append(step: BatchStep, lines: readonly AllocationLine[]): Promise<boolean> {
    const { periodId, tariffVersion, cell, nextCell, line } = step;
    return await this.database.bulk(async (client) => {
      const advance = [periodId, tariffVersion, cell, nextCell, line, line + lines.length];
      const { rowCount } = await client.query(ADVANCE, advance);
      if (rowCount !== 1) return false;
      await copyLines(client, step, lines);
      return true;
    });
  }

  /** What the lines of an allocation come to for each account. */
  async sums(tx: Tx, periodId: string, tariffVersion: number): Promise<Posting[]> {
    const rows = await tx.$queryRawUnsafe<{ account: Account; amountMicros: string }[]>(
      SUMS,
      periodId,
      tariffVersion,
    );
    return rows.map(({ account, amountMicros }) => ({ account, amountMicros: micros(BigInt(amountMicros)) }));
  }

  /** Lines that are a party's, paid or held. */
  async findForParty(
    reader: Reader,
    periodId: string,
    partyId: string,
    currency: Currency,
  ): Promise<AllocationLine[]> {
    const rows = await reader.allocationLine.findMany({
      where: { periodId, partyId, currency },
      orderBy: [{ tariffVersion: 'asc' }, { position: 'asc' }],
    });
    return rows.map(lineOf);
  }

  /** All lines of one side of one recording or work under one tariff, paid, held or suspended. */
  async findForSubject(
    reader: Reader,
    where: {
      readonly periodId: string;
      readonly tariffVersion: number;
      readonly subjectId: string;
      readonly side: string;
    },
  ): Promise<AllocationLine[]> {
    const rows = await reader.allocationLine.findMany({ where, orderBy: { position: 'asc' } });
    return rows.map(lineOf);
  }

  private async query<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const { rows } = await this.database.pool.query(sql, [...parameters]);
    return rows as T[];
  }
}

async function copyLines(client: BulkTx, step: BatchStep, lines: readonly AllocationLine[]): Promise<void> {
  const { periodId, tariffVersion, currency, line: from } = step;
  function* rows(): Generator<CopyValue[]> {
    for (const [index, line] of lines.entries())
      yield [
        ...[periodId, tariffVersion, from + index, currency, line.tariff, line.recipe, line.recordingId],
        ...[line.isrc, line.subjectId, line.side, line.territory, line.originalPeriod, line.partyId],
        ...[line.account, line.basis, line.plays, line.usageMs, line.usagePpm, line.sharePpm],
        line.amountMicros,
      ];
  }
  await copyRows(client, LINES, rows());
}

type Row = Awaited<ReturnType<Tx['allocationLine']['findMany']>>[number];

/** The columns hold what {@link copyLines} wrote, so the brands are theirs. */
function lineOf(row: Row): AllocationLine {
  return {
    recipe: row.recipeHash,
    recordingId: row.recordingId,
    isrc: row.isrc as Isrc | null,
    subjectId: row.subjectId,
    side: row.side as PoolSide | null,
    territory: row.territory as Territory | null,
    originalPeriod: row.originPeriodId,
    partyId: row.partyId,
    account: row.account as Account,
    basis: row.basis as LineBasis,
    plays: row.plays,
    usageMs: row.usageMs,
    usagePpm: BigInt(row.usagePpm),
    sharePpm: BigInt(row.sharePpm),
    amountMicros: micros(row.amountMicros),
    tariff: row.tariff,
  };
}

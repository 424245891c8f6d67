import { Inject, Injectable } from '@nestjs/common';
import { POLICIES, micros } from '@flipside/royalty';
import type {
  Account,
  AllocationLine,
  Cell,
  CellSplit,
  Currency,
  Posting,
  RecipeUsage,
  SourceUsage,
  Territory,
  Way,
} from '@flipside/royalty';
import { z } from 'zod';
import { copyField, copyLines } from '../../platform/database/copy.ts';
import { Database } from '../../platform/database/database.ts';
import type { Reader, SqlTx } from '../../platform/database/database.ts';
import type { FrozenGround } from './frozen-rights.ts';
import { sourceUsageOf } from './usage.rows.ts';

const SPLITS = `allocation_split (period_id, tariff_version, split, currency, tariff, cells, lines)`;
const WAYS = `allocation_way (period_id, tariff_version, split, place, recording_id, isrc, subject_id, side, party_id, account,
  basis, usage_ms, usage_ppm, share_ppm, amounts)`;
/**
 * The cells of a batch as one text, a line each: the driver takes a row apart in about the time in which its money is
 * shared out. None of the columns may hold a blank or the end of a line.
 */
const CELLS = `SELECT string_agg(concat_ws(' ', recipe_hash, territory, coalesce(origin_period_id, '-'), plays, amount_micros), E'\\n'
    ORDER BY position) AS cells
  FROM allocation_cell WHERE period_id = $1 AND tariff_version = $2 AND position >= $3 AND position < $3 + $4`;
/** A flip that was published here is that of here, whoever else published it. */
const NOT_HERE = 'NOT EXISTS (SELECT FROM recipe own WHERE own.hash = e.hash)';
const RECIPES = `SELECT r.hash, r.remixer_party_id::text AS "remixerId", s.decision ->> 'policy' AS policy, NULL AS peer, NULL AS party
  FROM recipe r JOIN licence_snapshot s ON s.recipe_hash = r.hash WHERE r.hash = ANY($1::text[])
  UNION ALL SELECT e.hash, NULL, e.policy, e.remixer_peer_id::text, e.remixer_party
  FROM remote_recipe e WHERE e.hash = ANY($1::text[]) AND ${NOT_HERE} ORDER BY 1`;
/** As one text like the cells. */
const SOURCES = `SELECT string_agg(concat_ws(' ', recipe, recording_id, isrc, usage_ms), E'\\n' ORDER BY recipe, position) AS sources FROM (
    SELECT recipe_hash AS recipe, recording_id, isrc, usage_ms, position FROM recipe_source WHERE recipe_hash = ANY($1::text[])
    UNION ALL SELECT s.recipe_hash, s.recording_id, s.isrc, s.usage_ms, s.position
    FROM remote_recipe_source s JOIN remote_recipe e ON e.hash = s.recipe_hash WHERE s.recipe_hash = ANY($1::text[]) AND ${NOT_HERE}) u`;
const GROUNDS = `SELECT recording_id::text AS "recordingId", ground FROM allocation_ground
  WHERE period_id = $1 AND tariff_version = $2 AND recording_id = ANY($3::uuid[])`;
const ADVANCE = `UPDATE allocation_cursor SET next_cell = $4, next_line = $6
  WHERE period_id = $1 AND tariff_version = $2 AND next_cell = $3 AND next_line = $5`;
/** Unnested in the list of columns: a subselect would be run for each way. */
const SUMS = `SELECT account, sum(amount)::text AS "amountMicros" FROM (
    SELECT account, unnest(amounts) AS amount FROM allocation_way WHERE period_id = $1 AND tariff_version = $2
    UNION ALL SELECT account, amount_micros FROM allocation_line_whole WHERE period_id = $1 AND tariff_version = $2) lines
  GROUP BY account HAVING sum(amount) <> 0`;
const ANALYSE = 'ANALYZE allocation_cell, allocation_split, allocation_way, journal_entry, posting';
const FIELDS = `recipe_hash AS recipe, recording_id::text AS "recordingId", isrc, subject_id::text AS "subjectId", side, territory,
  origin_period_id AS "originalPeriod", party_id::text AS "partyId", account, basis, plays::text, usage_ms::text AS "usageMs",
  usage_ppm::text AS "usagePpm", share_ppm::text AS "sharePpm", amount_micros::text AS "amountMicros", tariff`;
const OF_PARTY = `SELECT ${FIELDS} FROM allocation_line
  WHERE period_id = $1 AND party_id = $2::uuid AND currency = $3 ORDER BY tariff_version, position`;
const OF_SUBJECT = `SELECT ${FIELDS} FROM allocation_line
  WHERE period_id = $1 AND tariff_version = $2 AND subject_id = $3::uuid AND side = $4 ORDER BY position`;

const POLICY = z.enum(POLICIES);

interface RecipeRow {
  readonly hash: string;
  readonly remixerId: string | null;
  readonly policy: string;
  readonly peer: string | null;
  readonly party: string | null;
}

/** What a batch goes on from and what it comes to. */
export interface BatchStep {
  readonly periodId: string;
  readonly tariffVersion: number;
  readonly currency: Currency;
  /** `<id>@<version>`. */
  readonly tariff: string;
  readonly cell: number;
  readonly nextCell: number;
  readonly line: number;
  readonly nextLine: number;
}

/** How pools were shared out, line by line, as `allocation_line` keeps it. */
@Injectable()
export class AllocationRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findCells(periodId: string, tariffVersion: number, from: number, limit: number): Promise<Cell[]> {
    const [row] = await this.query<{ cells: string | null }>(CELLS, [periodId, tariffVersion, from, limit]);
    return row === undefined || row.cells === null ? [] : row.cells.split('\n').map(cellOf);
  }

  /** @throws when a stored decision has no policy: money is not shared out on a guess. */
  async findRecipes(hashes: readonly string[]): Promise<RecipeUsage[]> {
    const rows = await this.query<RecipeRow>(RECIPES, [hashes]);
    const [used] = await this.query<{ sources: string | null }>(SOURCES, [hashes]);
    const sources = sourcesOf(used?.sources ?? null);
    return rows.map(({ hash, remixerId, policy, peer, party }) => ({
      recipe: hash,
      remixerId,
      ...(peer !== null && party !== null && { remixerOwed: { peer, party } }),
      policy: POLICY.parse(policy),
      sources: sources.get(hash) ?? [],
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
   * Books the lines of splits and puts the cursor on, both or neither.
   * @returns whether the cursor stood where the batch went on from; else another process was there first.
   */
  async append(step: BatchStep, splits: readonly CellSplit[]): Promise<boolean> {
    const { periodId, tariffVersion, cell, nextCell, line, nextLine } = step;
    return await this.database.bulk(async (client) => {
      const { rowCount } = await client.query(ADVANCE, [
        ...[periodId, tariffVersion, cell, nextCell],
        ...[line, nextLine],
      ]);
      if (rowCount !== 1) return false;
      await copyLines(client, SPLITS, splitRows(step, splits));
      await copyLines(client, WAYS, wayRows(step, splits));
      return true;
    });
  }

  /**
   * Tells the planner what a close has written. Until then it knows the tables as they were, at the first close as empty,
   * and would look through all of one for each row of another.
   */
  async analyse(): Promise<void> {
    await this.database.pool.query(ANALYSE);
  }

  /** What the lines of an allocation come to for each account. */
  async sums(tx: SqlTx, periodId: string, tariffVersion: number): Promise<Posting[]> {
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
    const rows = await reader.$queryRawUnsafe<LineRow[]>(OF_PARTY, periodId, partyId, currency);
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
    const { periodId, tariffVersion, subjectId, side } = where;
    const rows = await reader.$queryRawUnsafe<LineRow[]>(
      OF_SUBJECT,
      periodId,
      tariffVersion,
      subjectId,
      side,
    );
    return rows.map(lineOf);
  }

  private async query<T>(sql: string, parameters: readonly unknown[]): Promise<T[]> {
    const { rows } = await this.database.pool.query(sql, [...parameters]);
    return rows as T[];
  }
}

/** @throws when a line has not as many words: what cannot be read is not shared out. */
function wordsOf(line: string, number: number): string[] {
  const words = line.split(' ');
  if (words.length !== number) throw new Error(`"${line}" is not ${number} words`);
  return words;
}

/** By recipe, each in its order. */
function sourcesOf(text: string | null): Map<string, SourceUsage[]> {
  const sources = new Map<string, SourceUsage[]>();
  for (const line of text === null ? [] : text.split('\n')) {
    const [recipe = '', recordingId = '', isrc = '', usageMs = ''] = wordsOf(line, 4);
    const source = sourceUsageOf({ recordingId, isrc, usageMs });
    const known = sources.get(recipe);
    if (known === undefined) sources.set(recipe, [source]);
    else known.push(source);
  }
  return sources;
}

function cellOf(line: string): Cell {
  const [recipe = '', territory = '', origin = '', plays = '', amount = ''] = wordsOf(line, 5);
  return {
    recipe,
    territory: territory as Territory,
    originalPeriod: origin === '-' ? null : origin,
    plays: BigInt(plays),
    amountMicros: BigInt(amount),
  };
}

/** What a split is known by in its allocation: the place of its first cell, for a cell is in one split. */
const nameOf = ({ cell }: BatchStep, split: CellSplit): number => cell + (split.cells[0] ?? 0);

/** Of a batch, in every one of its rows. */
const headOf = ({ periodId, tariffVersion }: BatchStep): string =>
  `${copyField(periodId)}\t${tariffVersion}\t`;

function* splitRows(step: BatchStep, splits: readonly CellSplit[]): Generator<string> {
  const { currency, tariff, cell, line } = step;
  const [head, pool] = [headOf(step), `${copyField(currency)}\t${copyField(tariff)}`];
  for (const split of splits) {
    const cells = split.cells.map((place) => cell + place).join();
    const lines = split.lines.map((number) => line + number).join();
    yield `${head}${nameOf(step, split)}\t${pool}\t{${cells}}\t{${lines}}`;
  }
}

function* wayRows(step: BatchStep, splits: readonly CellSplit[]): Generator<string> {
  const head = headOf(step);
  for (const split of splits) {
    const [name, { ways, amounts }] = [nameOf(step, split), split];
    for (let place = 0; place < ways.length; place += 1) {
      const way = ways[place];
      if (way === undefined) continue;
      let poured = String(amounts[place] ?? 0n);
      for (let at = place + ways.length; at < amounts.length; at += ways.length)
        poured += `,${amounts[at] ?? 0n}`;
      yield `${head}${name}\t${place}\t${wayFields(way)}\t{${poured}}`;
    }
  }
}

/** In the order of the columns. Sides and bases are words of ours; accounts are visible ASCII, of which a backslash is one. */
const wayFields = (way: Way): string =>
  `${way.recordingId ?? '\\N'}\t${copyField(way.isrc)}\t${way.subjectId ?? '\\N'}\t${way.side ?? '\\N'}\t${way.partyId ?? '\\N'}\t` +
  `${copyField(way.account)}\t${way.basis}\t${way.usageMs}\t${way.usagePpm}\t${way.sharePpm}`;

type LineRow = Record<'plays' | 'usageMs' | 'usagePpm' | 'sharePpm' | 'amountMicros', string> &
  Omit<AllocationLine, 'plays' | 'usageMs' | 'usagePpm' | 'sharePpm' | 'amountMicros'>;

/** The columns hold what {@link AllocationRepository.append} wrote, so the brands are theirs. */
const lineOf = ({ plays, usageMs, usagePpm, sharePpm, amountMicros, ...row }: LineRow): AllocationLine => ({
  ...row,
  plays: BigInt(plays),
  usageMs: BigInt(usageMs),
  usagePpm: BigInt(usagePpm),
  sharePpm: BigInt(sharePpm),
  amountMicros: micros(BigInt(amountMicros)),
});

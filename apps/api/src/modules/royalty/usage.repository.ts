import { Injectable } from '@nestjs/common';
import type { PlayCount, RecipeUsage, SourceDecision, Tariff, Territory } from '@flipside/royalty';
import type { Reader } from '../../platform/database/database.ts';
import { parseSnapshot } from './licence-snapshot.ts';
import type { ClosingPeriod } from './period.types.ts';
import { sourceUsageOf, tariffOf } from './usage.rows.ts';
import type { SourceUsageRow, TariffRow } from './usage.rows.ts';

/** Recipes read at a time. */
const BATCH = 500;
const TARIFFS = `SELECT DISTINCT tariff_version AS version FROM counted_play WHERE period_id = $1 ORDER BY 1`;
const TARIFF = `SELECT version, kind::text, currency, per_play_micros::text AS "perPlayMicros", master_ppm AS "masterPpm",
    composition_ppm AS "compositionPpm", remixer_ppm AS "remixerPpm", platform_ppm AS "platformPpm",
    minimum_ms AS "minimumMs", daily_cap AS "dailyCap"
  FROM tariff WHERE version = $1`;
/** A late play names the period in which it was heard. */
const CELLS = `WITH batch AS (
    SELECT DISTINCT recipe_hash FROM counted_play WHERE period_id = $1 AND tariff_version = $2 AND recipe_hash > $3
    ORDER BY recipe_hash LIMIT $4
  )
  SELECT p.recipe_hash AS recipe, p.territory, p.origin_period_id AS origin, count(*)::text AS plays
  FROM counted_play p JOIN batch ON batch.recipe_hash = p.recipe_hash WHERE p.period_id = $1 AND p.tariff_version = $2
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
const RECIPES = `SELECT r.hash, r.remixer_party_id::text AS "remixerId", s.decision
  FROM recipe r JOIN licence_snapshot s ON s.recipe_hash = r.hash WHERE r.hash = ANY($1::text[]) ORDER BY r.hash`;
const SOURCES = `SELECT recipe_hash AS recipe, recording_id::text AS "recordingId", isrc, usage_ms AS "usageMs"
  FROM recipe_source WHERE recipe_hash = ANY($1::text[]) ORDER BY recipe_hash, position`;

interface CellRow {
  recipe: string;
  territory: string;
  origin: string | null;
  plays: string;
}

/** The plays of a period under one tariff, and the recipes that were played. */
export interface PeriodUsage {
  readonly plays: readonly PlayCount[];
  readonly recipes: readonly RecipeUsage[];
  /** What the licence snapshots of these recipes decided about each source. */
  readonly decisions: readonly SourceDecision[];
}

@Injectable()
export class UsageRepository {
  async tariffVersions(reader: Reader, periodId: string): Promise<number[]> {
    const rows = await reader.$queryRawUnsafe<{ version: number }[]>(TARIFFS, periodId);
    return rows.map(({ version }) => version);
  }

  async findTariff(reader: Reader, version: number): Promise<Tariff> {
    const [row] = await reader.$queryRawUnsafe<TariffRow[]>(TARIFF, version);
    if (row === undefined) throw new Error(`tariff ${version} is missing`);
    return tariffOf(row);
  }

  /** Plays are added up in the database, some recipes at a time: what is held here grows with recipes, not with plays. */
  async find(reader: Reader, period: ClosingPeriod, tariffVersion: number): Promise<PeriodUsage> {
    const plays: PlayCount[] = [];
    const recipes: RecipeUsage[] = [];
    const decisions: SourceDecision[] = [];
    let after = '';
    for (;;) {
      const parameters = [period.id, tariffVersion, after, BATCH];
      const cells = await reader.$queryRawUnsafe<CellRow[]>(CELLS, ...parameters);
      const last = cells.at(-1);
      if (last === undefined) return { plays, recipes, decisions };
      plays.push(...cells.map(playCountOf));
      const known = await this.findRecipes(reader, [...new Set(cells.map(({ recipe }) => recipe))]);
      recipes.push(...known.map(({ usage }) => usage));
      for (const { sources } of known) decisions.push(...sources);
      after = last.recipe;
    }
  }

  private async findRecipes(
    reader: Reader,
    hashes: readonly string[],
  ): Promise<{ usage: RecipeUsage; sources: readonly SourceDecision[] }[]> {
    const rows = await reader.$queryRawUnsafe<{ hash: string; remixerId: string; decision: unknown }[]>(
      RECIPES,
      hashes,
    );
    const sources = await reader.$queryRawUnsafe<(SourceUsageRow & { recipe: string })[]>(SOURCES, hashes);
    return rows.map(({ hash, remixerId, decision }) => {
      const snapshot = parseSnapshot(decision);
      const own = sources.filter(({ recipe }) => recipe === hash).map(sourceUsageOf);
      return {
        usage: { recipe: hash, remixerId, policy: snapshot.policy, sources: own },
        sources: snapshot.sources,
      };
    });
  }
}

function playCountOf({ recipe, territory, origin, plays }: CellRow): PlayCount {
  const count = { recipe, territory: territory as Territory, plays: BigInt(plays) };
  return origin === null ? count : { ...count, originalPeriod: origin };
}

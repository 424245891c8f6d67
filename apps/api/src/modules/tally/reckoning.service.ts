import { allocateCells, micros, parseCurrency, ppm, resolveRights } from '@flipside/royalty';
import type { Cell, Isrc, RecipeUsage, SourceRights, Tariff, Territory } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { namedId } from '../../platform/ids/named-id.ts';
import { ClearanceGroundRepository } from '../consent/index.ts';
import type { RightsSnapshot } from '../consent/index.ts';
import { cellKey, PoolShares } from './pool-shares.ts';
import { ReckoningRepository } from './reckoning.repository.ts';
import type { Pool, PoolTerms, ReceivableRow, UsageRow, UsedRecipe } from './reckoning.repository.ts';

/** Cells that are reckoned in one transaction. */
const BATCH = 500;
const LONGEST_MS = 120_000;

interface Terms {
  readonly tariff: Tariff;
  /** What a cell earned; null while nobody can know. */
  readonly earned: (cell: UsageRow) => bigint | null;
  readonly at: Date;
  readonly final: boolean;
}

/**
 * Reckons what plays at peers come to for the parties of here: by the peer's tariff and, once it has closed, by its pool
 * and the instant of its close, with the rights that are kept here and the code that closes a period.
 */
@Injectable()
export class ReckoningService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReckoningRepository) private readonly reckonings: ReckoningRepository,
    @Inject(PoolShares) private readonly pools: PoolShares,
    @Inject(ClearanceGroundRepository) private readonly grounds: ClearanceGroundRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a job, which acts for nobody. Running it twice, or in two processes, gives the same. */
  async run(): Promise<void> {
    for (const pool of await this.reckonings.closed()) await this.reckonings.finish(pool);
    for (const pool of await this.reckonings.stale()) await this.reckon(pool);
  }

  /** Shares of music that is kept here changed: what plays at peers come to is reckoned again. */
  async sharesChanged(subjects: {
    recordingIds: readonly string[];
    workIds: readonly string[];
  }): Promise<void> {
    await this.reckonings.touch([...subjects.recordingIds, ...subjects.workIds]);
  }

  private async reckon(pool: Pool): Promise<void> {
    const terms = await this.termsOf(pool, await this.reckonings.terms(pool));
    // The peer's consent log was not read to where it says its tariff: usage waits for that.
    if (terms === null) return;
    for (let left = true; left;)
      left = await this.database.transaction(
        async (tx) => {
          const cells = await this.reckonings.take(tx, pool, BATCH);
          if (cells.length === 0) return false;
          const rows = await this.share(tx, pool, cells, terms);
          const { tariff, final } = terms;
          await this.reckonings.put(tx, pool, { cells, rows, currency: tariff.currency, final });
          return true;
        },
        { timeoutMs: LONGEST_MS },
      );
  }

  private async termsOf(pool: Pool, said: PoolTerms): Promise<Terms | null> {
    if (said.tariff === null) return null;
    const tariff = tariffOf(said.tariff);
    const { final, allocation } = said;
    const at = final && allocation !== null ? new Date(allocation.at) : this.clock.now();
    const of = (earned: Terms['earned']): Terms => ({ tariff, at, final, earned });
    if (tariff.kind === 'PER_PLAY') return of(({ plays }) => tariff.perPlayMicros * BigInt(plays));
    if (!final || allocation === null) return of(() => null);
    // Of a log that does not name whose all the plays are, nobody can say what a listener's money went to.
    if (tariff.kind === 'USER_CENTRIC' && !said.named) return of(() => null);
    const amounts = await this.pools.shareOut(pool, tariff.kind, BigInt(allocation.poolMicros));
    return of((cell) => amounts.get(cellKey(cell)) ?? 0n);
  }

  private async share(
    tx: Tx,
    pool: Pool,
    usage: readonly UsageRow[],
    terms: Terms,
  ): Promise<ReceivableRow[]> {
    const recipes = await this.reckonings.recipes(tx, pool.peerId, [
      ...new Set(usage.map(({ recipe }) => recipe)),
    ]);
    const ids = recipes.flatMap(({ sources }) => sources.flatMap(({ recordingId }) => recordingId ?? []));
    const ground = await this.grounds.load(tx, [...new Set(ids)], { heldAt: terms.at });
    const policies = new Map(recipes.map(({ hash, policy }) => [hash, policy]));
    const rows: ReceivableRow[] = [];
    // Subjects of a cell have the same plays unless another peer had counted some of them before.
    const byPlays = new Map<string, UsageRow[]>();
    for (const row of usage) {
      const key = `${cellKey(row)} ${row.plays}`;
      byPlays.set(key, [...(byPlays.get(key) ?? []), row]);
    }
    for (const subjects of byPlays.values()) {
      const [cell] = subjects;
      if (cell === undefined) continue;
      const earned = policies.get(cell.recipe) === 'REPORT_USAGE' ? 0n : terms.earned(cell);
      rows.push(...linesOf(cell, subjects, { earned, terms, recipes, ground }));
    }
    return rows;
  }
}

interface LineGround {
  readonly earned: bigint | null;
  readonly terms: Terms;
  readonly recipes: readonly UsedRecipe[];
  readonly ground: RightsSnapshot;
}

/** The lines of a cell that are parties' of here, by the code that closes a period. */
function linesOf(
  row: UsageRow,
  subjects: readonly UsageRow[],
  { earned, terms, recipes, ground }: LineGround,
): ReceivableRow[] {
  const cell: Cell = {
    ...{
      recipe: row.recipe,
      territory: row.territory as Territory,
      originalPeriod: row.late === '' ? null : row.late,
    },
    ...{ plays: BigInt(row.plays), amountMicros: earned ?? 0n },
  };
  const used = recipes.filter(({ hash }) => hash === row.recipe);
  const lines = allocateCells({
    ...{ tariff: terms.tariff, cells: [cell], recipes: used.map(usageOf) },
    rights: used.flatMap((one) => rightsOf(one, ground, cell.territory, terms.at)),
  });
  const found = new Map<string, ReceivableRow>();
  for (const { partyId, side, subjectId, isrc, sharePpm, amountMicros, basis } of lines) {
    const subject = side === 'REMIXER' ? row.recipe : subjectId;
    const counted = subjects.find((one) => one.subject === subject && one.side === side);
    // What a dispute here holds is nobody's yet: it is left with the reporter.
    if (partyId === null || counted === undefined || basis === 'DISPUTED') continue;
    const key = [counted.subject, side, partyId].join(' ');
    const before = found.get(key);
    const amount = BigInt(before?.amountMicros ?? 0) + amountMicros;
    found.set(key, {
      ...{ ...counted, partyId, isrc, sharePpm: Number(sharePpm) + (before?.sharePpm ?? 0) },
      amountMicros: earned === null ? null : String(amount),
    });
  }
  return [...found.values()];
}

const nameOf = ({ recordingId, isrc }: UsedRecipe['sources'][number]): string =>
  recordingId ?? namedId('isrc', isrc);

const usageOf = ({ hash, remixer, sources }: UsedRecipe): RecipeUsage => ({
  ...{ recipe: hash, remixerId: remixer, policy: 'MONETISE' },
  sources: sources.map((source) => ({
    ...{ recordingId: nameOf(source), isrc: source.isrc as Isrc, usageMs: BigInt(source.usageMs) },
  })),
});

/** Of recordings that are kept here; what is kept elsewhere is for others to reckon. */
function rightsOf(
  { sources }: UsedRecipe,
  ground: RightsSnapshot,
  territory: Territory,
  at: Date,
): SourceRights[] {
  const shares = ground.shares.filter(({ owed }) => owed === undefined);
  return [...new Set(sources.map(nameOf))].flatMap((recordingId) => {
    const works = ground.recordings.get(recordingId)?.works ?? [];
    return resolveRights({ ...{ recordingId, works, territory, at, shares }, isCleared: () => true });
  });
}

/** As the leaf says it, which was read when it came. */
const tariffBody = z.object({
  ...{ version: z.int(), kind: z.enum(['PER_PLAY', 'PRO_RATA', 'USER_CENTRIC']), currency: z.string() },
  ...{
    perPlayMicros: z.string().nullable(),
    masterPpm: z.int(),
    compositionPpm: z.int(),
    remixerPpm: z.int(),
  },
  ...{ platformPpm: z.int(), minimumMs: z.int(), dailyCap: z.int() },
});

function tariffOf(value: unknown): Tariff {
  const { kind, currency: code, perPlayMicros, ...body } = tariffBody.parse(value);
  const currency = parseCurrency(code);
  if (!currency.ok) throw new RangeError(currency.message);
  const terms = {
    ...{ ...body, id: 'standard', currency: currency.value },
    ...{ masterPpm: ppm(body.masterPpm), compositionPpm: ppm(body.compositionPpm) },
    ...{ remixerPpm: ppm(body.remixerPpm), platformPpm: ppm(body.platformPpm) },
  };
  if (kind !== 'PER_PLAY') return { ...terms, kind };
  return { ...terms, kind, perPlayMicros: micros(BigInt(perPlayMicros ?? 0)) };
}

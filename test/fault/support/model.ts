import type { Fleet } from './fleet.ts';
import type { HeardPlay } from './listening.ts';

interface Part {
  readonly id: string;
  readonly weight: bigint;
}

/** Largest remainder, written down once more and as plainly as possible: ties go to the lesser id. */
function share(total: bigint, parts: readonly Part[]): Map<string, bigint> {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0n);
  const got = new Map(parts.map(({ id, weight }) => [id, (total * weight) / whole]));
  let left = total - [...got.values()].reduce((sum, one) => sum + one, 0n);
  const rest = parts
    .map(({ id, weight }) => ({ id, remainder: (total * weight) % whole }))
    .sort((a, b) => (a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : a.id < b.id ? -1 : 1));
  for (const { id } of rest) {
    if (left === 0n) break;
    got.set(id, (got.get(id) ?? 0n) + 1n);
    left -= 1n;
  }
  return got;
}

interface Facts {
  readonly tariffs: {
    version: number;
    perPlay: string;
    master: string;
    composition: string;
    remixer: string;
    platform: string;
  }[];
  readonly recipes: { hash: string; tariff: number; remixer: string }[];
  readonly sources: { recipe: string; recording: string; usage: string }[];
  readonly works: { recording: string; work: string; ppm: string }[];
  readonly shares: { id: string; side: string; subject: string; party: string; ppm: string }[];
}

async function factsOf(fleet: Fleet): Promise<Facts> {
  return {
    tariffs:
      await fleet.query(`SELECT version, per_play_micros::text AS "perPlay", master_ppm::text AS master,
      composition_ppm::text AS composition, remixer_ppm::text AS remixer, platform_ppm::text AS platform FROM tariff`),
    recipes: await fleet.query(
      `SELECT hash, tariff_version AS tariff, remixer_party_id::text AS remixer FROM recipe`,
    ),
    sources: await fleet.query(
      `SELECT recipe_hash AS recipe, recording_id::text AS recording, sum(usage_ms)::text AS usage FROM recipe_source GROUP BY 1, 2`,
    ),
    works: await fleet.query(
      `SELECT recording_id::text AS recording, work_id::text AS work, ppm::text FROM recording_work`,
    ),
    shares: await fleet.query(`SELECT id::text, side::text, coalesce(recording_id, work_id)::text AS subject,
      party_id::text AS party, ppm::text FROM share WHERE status = 'ACTIVE'`),
  };
}

/** What one party is stated for one use: `recipe side subject territory`. */
export interface ModelLine {
  readonly plays: bigint;
  readonly amountMicros: bigint;
}

/** The statements of a period as one thread comes to them that has all receipts in a list and never fails. */
export async function modelOf(
  fleet: Fleet,
  heard: readonly HeardPlay[],
): Promise<Map<string, Map<string, ModelLine>>> {
  const { tariffs, recipes, sources, works, shares } = await factsOf(fleet);
  const counts = new Map<string, bigint>();
  for (const { recipe, territory } of new Map(heard.map((play) => [play.grant, play])).values()) {
    const cell = `${recipe} ${territory}`;
    counts.set(cell, (counts.get(cell) ?? 0n) + 1n);
  }
  const statements = new Map<string, Map<string, ModelLine>>();
  const pay = (party: string, line: string, plays: bigint, amountMicros: bigint): void => {
    const lines = statements.get(party) ?? new Map<string, ModelLine>();
    statements.set(party, lines);
    lines.set(line, { plays, amountMicros: (lines.get(line)?.amountMicros ?? 0n) + amountMicros });
  };
  for (const [cell, plays] of counts) {
    const [hash = '', territory = ''] = cell.split(' ');
    const recipe = recipes.find((one) => one.hash === hash)!;
    const tariff = tariffs.find(({ version }) => version === recipe.tariff)!;
    const sides = share(plays * BigInt(tariff.perPlay), [
      { id: 'MASTER', weight: BigInt(tariff.master) },
      { id: 'COMPOSITION', weight: BigInt(tariff.composition) },
      { id: 'REMIXER', weight: BigInt(tariff.remixer) },
      { id: 'PLATFORM', weight: BigInt(tariff.platform) },
    ]);
    pay(recipe.remixer, `${hash} REMIXER - ${territory}`, plays, sides.get('REMIXER')!);
    const used = sources.filter((source) => source.recipe === hash);
    for (const side of ['MASTER', 'COMPOSITION']) {
      const bySource = share(
        sides.get(side)!,
        used.map(({ recording, usage }) => ({ id: recording, weight: BigInt(usage) })),
      );
      for (const [recording, amount] of bySource) {
        const linked = works.filter((work) => work.recording === recording);
        const subjects =
          side === 'MASTER'
            ? new Map([[recording, amount]])
            : share(
                amount,
                linked.map(({ work, ppm }) => ({ id: work, weight: BigInt(ppm) })),
              );
        for (const [subject, part] of subjects) {
          const owners = shares.filter((one) => one.side === side && one.subject === subject);
          const byOwner = share(
            part,
            owners.map(({ id, ppm }) => ({ id, weight: BigInt(ppm) })),
          );
          for (const { id, party } of owners)
            pay(party, `${hash} ${side} ${subject} ${territory}`, plays, byOwner.get(id)!);
        }
      }
    }
  }
  return statements;
}

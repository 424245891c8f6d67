import { AnsweringService, StatingService } from '../../apps/api/src/modules/settlements/index.ts';
import { AuditService } from '../../apps/api/src/modules/audit/index.ts';
import { ReckoningService, RecipeFetchService } from '../../apps/api/src/modules/tally/index.ts';
import { Principal } from '../../apps/api/src/platform/auth/principal.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { PeerWorld } from './peers.ts';

/** A settlement as operators are shown it. */
export interface ShownSettlement {
  readonly id: string;
  readonly period: string;
  readonly state: string;
  readonly round: number;
  readonly sha256: string;
  readonly totalMicros: string;
  readonly acceptedMicros: string | null;
  readonly carriedMicros: string;
  readonly disputed: number;
}

export interface ShownLine {
  readonly side: string;
  readonly subject: string;
  readonly party: string;
  readonly released: string | null;
  readonly plays: string;
  readonly amountMicros: string;
  readonly verdict: string | null;
  readonly reason: string | null;
}

/** Two instances that settle with each other: one counts plays, the other keeps the rights. */
export class Settling {
  private constructor(
    readonly reporter: PeerWorld,
    readonly registry: PeerWorld,
    /** What each calls the other. */
    readonly registryId: string,
    readonly reporterId: string,
    /** A second operator on each side. */
    readonly others: ReadonlyMap<PeerWorld, User>,
  ) {}

  static async open(reporter: PeerWorld, registry: PeerWorld): Promise<Settling> {
    const registryId = await reporter.befriend(registry);
    const reporterId = await registry.befriend(reporter);
    const others = new Map<PeerWorld, User>();
    for (const where of [reporter, registry])
      others.set(where, await where.world.user('otto', { operator: true }));
    const settling = new Settling(reporter, registry, registryId, reporterId, others);
    await settling.hearRegistry();
    return settling;
  }

  /** The reporter reads what the registry said. */
  async hearRegistry(): Promise<void> {
    await this.registry.sequence();
    await this.reporter.tail(this.registryId);
  }

  /** The registry reads what the reporter said, and reckons it. */
  async hearReporter(): Promise<void> {
    await this.reporter.sequence();
    for (const log of ['consent', 'plays'] as const) await this.registry.tail(this.reporterId, log);
    await this.registry.world.app.get(RecipeFetchService).run();
    await this.registry.world.app.get(ReckoningService).run();
  }

  /** What is due is stated, judged and answered, and the answer is taken. */
  async exchange(): Promise<void> {
    await this.reporter.world.app.get(StatingService).run();
    await this.hearReporter();
    await this.registry.world.app.get(AnsweringService).run();
    await this.hearRegistry();
    await this.reporter.world.app.get(StatingService).run();
  }

  peerOf(where: PeerWorld): string {
    return where === this.reporter ? this.registryId : this.reporterId;
  }

  async list(where: PeerWorld): Promise<ShownSettlement[]> {
    const path = `/api/federation/peers/${this.peerOf(where)}/settlements`;
    return ((await where.world.get(path, where.operator)).json as { items: ShownSettlement[] }).items;
  }

  async of(where: PeerWorld, period: string, round = 1): Promise<ShownSettlement> {
    const found = (await this.list(where)).find((one) => one.period === period && one.round === round);
    if (found === undefined) throw new Error(`no settlement of ${period}`);
    return found;
  }

  async lines(where: PeerWorld, id: string): Promise<ShownLine[]> {
    const found = await where.world.get(`/api/federation/settlements/${id}`, where.operator);
    return (found.json as { lines: ShownLine[] }).lines;
  }

  /** Written down by one operator and confirmed by another, on both sides. */
  async pay(period: string, round = 1): Promise<void> {
    for (const where of [this.reporter, this.registry]) {
      const { id } = await this.of(where, period, round);
      const path = `/api/federation/settlements/${id}`;
      const prepared = await where.world.post(`${path}/prepare`, where.operator, { reference: 'SEPA 4711' });
      if (prepared.status !== 200) throw new Error(prepared.text);
      const confirmed = await where.world.post(`${path}/confirm`, this.others.get(where) ?? null, {});
      if (confirmed.status !== 200) throw new Error(confirmed.text);
    }
  }
}

/** What the audit finds. */
export async function findingsOf({ world, operator }: PeerWorld): Promise<unknown[]> {
  const found: unknown[] = [];
  const principal = new Principal({ userId: operator.id, operator: true });
  for await (const event of await world.app.get(AuditService).start(principal))
    if (event.event === 'finding') found.push(event);
  return found;
}

/** What stands on the accounts whose names begin so. */
export async function balancesOf({ world }: PeerWorld, prefix: string): Promise<Record<string, string>> {
  const { rows } = await world.database.pool.query<{ account: string; amount: string }>(
    `SELECT account, sum(amount_micros)::text AS amount FROM posting WHERE starts_with(account, $1)
     GROUP BY 1 HAVING sum(amount_micros) <> 0 ORDER BY 1`,
    [prefix],
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

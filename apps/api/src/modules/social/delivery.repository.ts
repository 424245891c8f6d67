import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Inbox } from './social.types.ts';

export interface NewActivity {
  readonly id: string;
  readonly owner: string;
  readonly kind: string;
  /** The same key makes no second activity. */
  readonly key: string;
  readonly body: string;
  readonly createdAt: Date;
}

/** What is sent: the bytes as they were signed once, and for whom. */
interface KeptActivity {
  readonly owner: string;
  readonly body: string;
}

export interface Delivery extends KeptActivity {
  readonly activityId: string;
  readonly inbox: string;
}

type DeliveryEnd = 'DELIVERED' | 'FAILED';

/** A delivery that came to its end, and how. */
export interface EndedDelivery {
  readonly delivery: Pick<Delivery, 'activityId' | 'inbox'>;
  readonly state: DeliveryEnd;
}

interface Waiting {
  readonly activityId: string;
  readonly inbox: string;
  readonly host: string;
}

const TO_FOLLOWERS = `INSERT INTO social_delivery (activity_id, inbox, host, created_at)
  SELECT DISTINCT $1::uuid, COALESCE(a.shared_inbox, a.inbox), a.host, $3::timestamptz
  FROM social_follower f JOIN social_actor a ON a.id = f.actor_id LEFT JOIN social_domain d ON d.host = a.host
  WHERE f.user_id = $2::uuid AND a.gone_at IS NULL AND d.rule IS DISTINCT FROM 'BLOCK'
  ON CONFLICT DO NOTHING`;

const WAKE = `INSERT INTO social_host (host, next_at)
  SELECT DISTINCT host, $2::timestamptz FROM social_delivery WHERE activity_id = $1::uuid ORDER BY host
  ON CONFLICT (host) DO UPDATE SET next_at = CASE WHEN social_host.next_at = 'infinity' THEN excluded.next_at
    ELSE social_host.next_at END`;

/** A host is one worker's for as long as its lease. */
const CLAIM = `UPDATE social_host SET next_at = $2::timestamptz WHERE host IN (
    SELECT host FROM social_host WHERE next_at <= $1::timestamptz ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING host, failures, failing_from AS "failingFrom", draft`;

/** Of each host the oldest activities first. */
const NEXT = `SELECT h.host, d.activity_id AS "activityId", d.inbox FROM unnest($1::text[]) AS h (host),
  LATERAL (SELECT activity_id, inbox FROM social_delivery WHERE host = h.host AND state = 'PENDING'
    ORDER BY activity_id, inbox LIMIT $2) d ORDER BY h.host, d.activity_id, d.inbox`;

const BODIES = 'SELECT id, owner, body FROM social_activity WHERE id = ANY($1::uuid[])';

const MARK = `UPDATE social_delivery d SET state = e.state::"SocialDeliveryState"
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS e (activity_id, inbox, state)
  WHERE d.activity_id = e.activity_id AND d.inbox = e.inbox`;

const REST = `UPDATE social_host SET failures = 0, failing_from = NULL, last_error = NULL, delivered_at = $2::timestamptz,
    draft = $3, next_at = CASE WHEN EXISTS (SELECT 1 FROM social_delivery WHERE host = $1 AND state = 'PENDING')
      THEN $2::timestamptz ELSE 'infinity' END
  WHERE host = $1`;

export interface ClaimedHost {
  readonly host: string;
  readonly failures: number;
  readonly failingFrom: Date | null;
  /** Whether it took requests that are signed in the older way. */
  readonly draft: boolean;
}

const MOST_KEPT = 200;

/** Activities as they were signed, and where they still have to go. */
@Injectable()
export class DeliveryRepository {
  /** Activities never change, and one goes to many servers: those that were read last are kept. */
  private readonly kept = new Map<string, KeptActivity>();

  constructor(@Inject(Database) private readonly database: Database) {}

  async isKnown(key: string): Promise<boolean> {
    return (
      (await this.database.prisma.socialActivity.findUnique({ where: { key }, select: { id: true } })) !==
      null
    );
  }

  async find(id: string): Promise<{ body: string; owner: string } | null> {
    return await this.database.prisma.socialActivity.findUnique({
      where: { id },
      select: { body: true, owner: true },
    });
  }

  /** Keeps the activity and puts it on its way, or does nothing when its key is known. */
  async put(
    activity: NewActivity,
    to: { readonly followersOf: string | null; readonly inboxes: readonly Inbox[] },
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { count } = await tx.socialActivity.createMany({ data: activity, skipDuplicates: true });
      if (count === 0) return;
      await this.address(tx, activity, to);
    });
  }

  async claim(now: Date, until: Date, most: number): Promise<ClaimedHost[]> {
    return (await this.database.pool.query<ClaimedHost>(CLAIM, [now, until, most])).rows;
  }

  /** What waits for those hosts, at most so much for each, in its order. */
  async next(hosts: readonly string[], most: number): Promise<ReadonlyMap<string, Delivery[]>> {
    const { rows } = await this.database.pool.query<Waiting>(NEXT, [hosts, most]);
    const activities = await this.activities([...new Set(rows.map(({ activityId }) => activityId))]);
    const found = new Map<string, Delivery[]>(hosts.map((host) => [host, []]));
    for (const { host, activityId, inbox } of rows) {
      const activity = activities.get(activityId);
      if (activity !== undefined) found.get(host)?.push({ activityId, inbox, ...activity });
    }
    return found;
  }

  /** What ended is not sent again. */
  async mark(ended: readonly EndedDelivery[]): Promise<void> {
    if (ended.length > 0) await this.database.pool.query(MARK, columnsOf(ended));
  }

  /**
   * All went well, or there was nothing more: what ended is marked, and the host waits for more. The row is locked first, so
   * that what is added meanwhile wakes it again.
   */
  async rest(host: string, at: Date, draft: boolean, ended: readonly EndedDelivery[] = []): Promise<void> {
    await this.database.bulk(async (client) => {
      await client.query('SELECT 1 FROM social_host WHERE host = $1 FOR UPDATE', [host]);
      if (ended.length > 0) await client.query(MARK, columnsOf(ended));
      await client.query(REST, [host, at, draft]);
    });
  }

  /** Nothing was done for those: they are anybody's again. */
  async release(hosts: readonly string[], at: Date): Promise<void> {
    await this.database.pool.query(
      'UPDATE social_host SET next_at = $2::timestamptz WHERE host = ANY($1::text[])',
      [hosts, at],
    );
  }

  async fail(host: string, nextAt: Date, at: Date, error: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE social_host SET failures = failures + 1, failing_from = COALESCE(failing_from, $3::timestamptz),
         last_error = $4, next_at = $2::timestamptz WHERE host = $1`,
      [host, nextAt, at, error.slice(0, 500)],
    );
  }

  /** What waited too long is given up. */
  async giveUp(host: string): Promise<void> {
    await this.database.pool.query(
      `UPDATE social_delivery SET state = 'FAILED' WHERE host = $1 AND state = 'PENDING'`,
      [host],
    );
  }

  async forgetDoneBefore(at: Date): Promise<number> {
    const { count } = await this.database.prisma.socialDelivery.deleteMany({
      where: { state: { not: 'PENDING' }, createdAt: { lt: at } },
    });
    return count;
  }

  private async activities(ids: readonly string[]): Promise<ReadonlyMap<string, KeptActivity>> {
    const found = new Map<string, KeptActivity>();
    for (const id of ids) {
      const known = this.kept.get(id);
      if (known !== undefined) found.set(id, known);
    }
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length === 0) return found;
    type Row = KeptActivity & { readonly id: string };
    const { rows } = await this.database.pool.query<Row>(BODIES, [missing]);
    for (const { id, owner, body } of rows) {
      found.set(id, { owner, body });
      if (this.kept.size >= MOST_KEPT) this.kept.clear();
      this.kept.set(id, { owner, body });
    }
    return found;
  }

  private async address(
    tx: Tx,
    { id, createdAt }: NewActivity,
    { followersOf, inboxes }: { followersOf: string | null; inboxes: readonly Inbox[] },
  ): Promise<void> {
    if (followersOf !== null) await tx.$executeRawUnsafe(TO_FOLLOWERS, id, followersOf, createdAt);
    if (inboxes.length > 0)
      await tx.socialDelivery.createMany({
        data: inboxes.map(({ inbox, host }) => ({ activityId: id, inbox, host, createdAt })),
        skipDuplicates: true,
      });
    await tx.$executeRawUnsafe(WAKE, id, createdAt);
  }
}

const columnsOf = (ended: readonly EndedDelivery[]): string[][] => [
  ended.map(({ delivery }) => delivery.activityId),
  ended.map(({ delivery }) => delivery.inbox),
  ended.map(({ state }) => state),
];

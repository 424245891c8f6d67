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

export interface Delivery {
  readonly activityId: string;
  readonly inbox: string;
  readonly owner: string;
  readonly body: string;
}

const TO_FOLLOWERS = `INSERT INTO social_delivery (activity_id, inbox, host, created_at)
  SELECT DISTINCT $1::uuid, COALESCE(a.shared_inbox, a.inbox), a.host, $3::timestamptz
  FROM social_follower f JOIN social_actor a ON a.id = f.actor_id LEFT JOIN social_domain d ON d.host = a.host
  WHERE f.user_id = $2::uuid AND a.gone_at IS NULL AND d.rule IS DISTINCT FROM 'BLOCK'
  ON CONFLICT DO NOTHING`;

const WAKE = `INSERT INTO social_host (host, next_at)
  SELECT DISTINCT host, $2::timestamptz FROM social_delivery WHERE activity_id = $1::uuid
  ON CONFLICT (host) DO UPDATE SET next_at = CASE WHEN social_host.next_at = 'infinity' THEN excluded.next_at
    ELSE social_host.next_at END`;

/** A host is one worker's for as long as its lease. */
const CLAIM = `UPDATE social_host SET next_at = $2::timestamptz WHERE host IN (
    SELECT host FROM social_host WHERE next_at <= $1::timestamptz ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING host, failures, failing_from AS "failingFrom", draft`;

const NEXT = `SELECT d.activity_id AS "activityId", d.inbox, s.owner, s.body FROM social_delivery d
  JOIN social_activity s ON s.id = d.activity_id
  WHERE d.host = $1 AND d.state = 'PENDING' ORDER BY d.activity_id, d.inbox LIMIT $2`;

const MARK = `UPDATE social_delivery SET state = $3::"SocialDeliveryState" WHERE activity_id = $1::uuid AND inbox = $2`;

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

/** Activities as they were signed, and where they still have to go. */
@Injectable()
export class DeliveryRepository {
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

  async next(host: string, most: number): Promise<Delivery[]> {
    return (await this.database.pool.query<Delivery>(NEXT, [host, most])).rows;
  }

  async mark({ activityId, inbox }: Delivery, state: 'DELIVERED' | 'FAILED'): Promise<void> {
    await this.database.pool.query(MARK, [activityId, inbox, state]);
  }

  /** All went well, or there was nothing more. The row is locked first, so that what is added meanwhile wakes it again. */
  async rest(host: string, at: Date, draft: boolean): Promise<void> {
    await this.database.bulk(async (client) => {
      await client.query('SELECT 1 FROM social_host WHERE host = $1 FOR UPDATE', [host]);
      await client.query(REST, [host, at, draft]);
    });
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

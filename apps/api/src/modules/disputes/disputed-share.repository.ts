import { Injectable } from '@nestjs/common';
import { canonicalText, parseTerritorySet, ppm } from '@flipside/royalty';
import type { Canonical, ContributorRole, DisputedPart, EnteredShare, Share } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { DisputeSubject } from './dispute.types.ts';
import { columnsOf, subjectOf } from './dispute.repository.ts';

/** A recording or work with more shares than this is not read further: no split is that fine. */
const MOST_SHARES = 5_000;
const SOURCE = 'DISPUTE';

/** Shares of which more than a whole might be claimed: cheap to ask of many subjects at once. */
const SUSPECT = `SELECT recording_id AS "recordingId", work_id AS "workId" FROM share
  WHERE status <> 'ENDED' AND (recording_id = ANY($1::uuid[]) OR work_id = ANY($2::uuid[]))
  GROUP BY recording_id, work_id HAVING sum(ppm) > 1000000`;
const WORKS = `SELECT DISTINCT work_id AS id FROM recording_work WHERE recording_id = ANY($1::uuid[])`;
const CONCERNS = `SELECT EXISTS (
    SELECT FROM share WHERE party_id = $1::uuid AND status <> 'ENDED'
      AND (recording_id = $2::uuid OR work_id = $3::uuid)
    UNION ALL SELECT FROM contributor WHERE party_id = $1::uuid AND (recording_id = $2::uuid OR work_id = $3::uuid)
  ) AS concerns`;
const END = `UPDATE share SET status = 'ENDED',
    valid_to = CASE WHEN valid_to <= $2 THEN valid_to ELSE greatest($2, coalesce(valid_from, $2)) END
  WHERE id = ANY($1::uuid[])`;

interface Hold {
  readonly shareId: string;
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

const keyOf = (hold: Hold): string =>
  canonicalText({
    ...{ shareId: hold.shareId, territories: hold.territories, excludeTerritories: hold.excludeTerritories },
    ...{ from: hold.validFrom?.toISOString() ?? null, to: hold.validTo?.toISOString() ?? null },
  } satisfies Canonical);

const holdsOf = (parts: readonly DisputedPart[]): Hold[] =>
  parts.flatMap(({ disputed, territories, from, to }) =>
    disputed.map((shareId) => ({
      shareId,
      territories: [...territories.include],
      excludeTerritories: [...territories.exclude],
      validFrom: from,
      validTo: to,
    })),
  );

/** The shares that disputes are about: what is claimed, what is held of it, and what comes in its place. */
@Injectable()
export class DisputedShareRepository {
  async find(reader: Reader, subject: DisputeSubject): Promise<Share[]> {
    const rows = await reader.share.findMany({
      where: columnsOf(subject),
      orderBy: { id: 'asc' },
      take: MOST_SHARES,
    });
    return rows.map((row) => {
      const set = parseTerritorySet({ include: row.territories, exclude: row.excludeTerritories });
      if (!set.ok) throw new TypeError(set.message);
      return {
        id: row.id,
        subject,
        side: row.side,
        partyId: row.partyId,
        role: row.role as ContributorRole,
        ppm: ppm(row.ppm),
        territories: set.value,
        from: row.validFrom,
        to: row.validTo,
        status: row.status,
      };
    });
  }

  /** Subjects of which all shares together, wherever and whenever they hold, come to more than a whole. */
  async suspects(
    reader: Reader,
    recordingIds: readonly string[],
    workIds: readonly string[],
  ): Promise<DisputeSubject[]> {
    const rows = await reader.$queryRawUnsafe<{ recordingId: string | null; workId: string | null }[]>(
      SUSPECT,
      recordingIds,
      workIds,
    );
    return rows.map(subjectOf);
  }

  async worksOf(reader: Reader, recordingIds: readonly string[]): Promise<string[]> {
    const rows = await reader.$queryRawUnsafe<{ id: string }[]>(WORKS, recordingIds);
    return rows.map(({ id }) => id);
  }

  /** Whether a party has a share or a role in the subject. */
  async concerns(reader: Reader, partyId: string, subject: DisputeSubject): Promise<boolean> {
    const { recordingId, workId } = columnsOf(subject);
    const [row] = await reader.$queryRawUnsafe<{ concerns: boolean }[]>(
      CONCERNS,
      partyId,
      recordingId,
      workId,
    );
    return row?.concerns ?? false;
  }

  async titleOf(reader: Reader, { kind, id }: DisputeSubject): Promise<string | null> {
    const where = { where: { id }, select: { title: true } };
    const row =
      kind === 'RECORDING' ? await reader.recording.findUnique(where) : await reader.work.findUnique(where);
    return row?.title ?? null;
  }

  /** Holds what is in dispute and no more, and marks the shares. @returns whether any mark changed. */
  async hold(tx: Tx, disputeId: string, parts: readonly DisputedPart[], at: Date): Promise<boolean> {
    const open = await tx.disputeHold.findMany({ where: { disputeId, until: null } });
    const wanted = new Map(holdsOf(parts).map((hold) => [keyOf(hold), hold]));
    const kept = new Set(open.map(keyOf).filter((key) => wanted.has(key)));
    const over = open.filter((hold) => !kept.has(keyOf(hold)));
    await tx.disputeHold.updateMany({
      where: { id: { in: over.map(({ id }) => id) } },
      data: { until: at },
    });
    await tx.disputeHold.createMany({
      data: [...wanted]
        .filter(([key]) => !kept.has(key))
        .map(([, hold]) => ({
          id: newId(),
          disputeId,
          since: at,
          ...hold,
          territories: [...hold.territories],
          excludeTerritories: [...hold.excludeTerritories],
        })),
    });
    const held = [...new Set([...wanted.values()].map(({ shareId }) => shareId))];
    const freed = over.map(({ shareId }) => shareId).filter((id) => !held.includes(id));
    const marked = await this.mark(tx, held, 'ACTIVE', 'DISPUTED');
    const unmarked = await this.mark(tx, freed, 'DISPUTED', 'ACTIVE');
    return marked + unmarked > 0;
  }

  private async mark(
    tx: Tx,
    ids: readonly string[],
    from: 'ACTIVE' | 'DISPUTED',
    to: 'ACTIVE' | 'DISPUTED',
  ): Promise<number> {
    const { count } = await tx.share.updateMany({
      where: { id: { in: [...ids] }, status: from },
      data: { status: to },
    });
    return count;
  }

  /** Ends shares; they still tell what was before. */
  async end(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    await tx.$executeRawUnsafe(END, ids, at);
  }

  async enter(tx: Tx, subject: DisputeSubject, shares: readonly EnteredShare[]): Promise<void> {
    await tx.share.createMany({
      data: shares.map(({ partyId, role, ppm: part, territories, from, to }) => ({
        id: newId(),
        side: subject.kind === 'RECORDING' ? ('MASTER' as const) : ('COMPOSITION' as const),
        ...columnsOf(subject),
        partyId,
        role,
        ppm: Number(part),
        territories: [...territories.include],
        excludeTerritories: [...territories.exclude],
        validFrom: from,
        validTo: to,
        source: SOURCE,
      })),
    });
  }
}

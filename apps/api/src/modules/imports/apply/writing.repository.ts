import { Injectable } from '@nestjs/common';
import { apportion } from '@flipside/royalty';
import type { Tx } from '../../../platform/database/database.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type { ResolvedParties } from './party-resolution.ts';
import type { RecordingPlan, ReleasePlan, RightsChange, WorkPlan } from './plan.types.ts';

const WHOLE = 1_000_000n;

export interface ImportRef {
  readonly id: string;
  readonly partyId: string;
}

/** Rows of a batch go as one JSON document into one statement: arrays in arrays cannot be unnested otherwise. */
const json = (rows: readonly object[]): Prisma.Sql => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

/** Writes the plans of a batch: a fixed number of statements, whatever the batch holds. */
@Injectable()
export class WritingRepository {
  /** Batches wait for each other and for operators' entries, so that what was found missing is still missing. */
  async lock(tx: Tx): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('catalogue-entry', 0))`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('party-identifiers', 0))`;
  }

  async parties(tx: Tx, importer: string, { created, identified, keys }: ResolvedParties): Promise<void> {
    if (created.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO party (id, name, kind, ipi_name_number, isni, dpid)
        SELECT id, name, kind::"PartyKind", "ipiNameNumber", isni, dpid FROM jsonb_to_recordset(${json(created)})
          AS t(id uuid, name text, kind text, "ipiNameNumber" text, isni text, dpid text)`);
    if (identified.length > 0)
      await tx.$executeRaw(Prisma.sql`
        UPDATE party p SET ipi_name_number = t."ipiNameNumber", isni = t.isni, dpid = t.dpid
        FROM jsonb_to_recordset(${json(identified)}) AS t(id uuid, "ipiNameNumber" text, isni text, dpid text)
        WHERE p.id = t.id`);
    await this.keys(tx, importer, 'PARTY', keys);
  }

  async recordings(tx: Tx, by: ImportRef, plans: readonly RecordingPlan[]): Promise<void> {
    const created = plans
      .filter(({ outcome }) => outcome === 'CREATED')
      .map(({ id, isrc, facts }) => ({ id, isrc, ...facts }));
    if (created.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO recording (id, isrc, title, version_title, artist, label, duration_ms)
        SELECT id, isrc, title, "versionTitle", artist, label, "durationMs" FROM jsonb_to_recordset(${json(created)})
          AS t(id uuid, isrc text, title text, "versionTitle" text, artist text, label text, "durationMs" int)`);
    const changed = plans
      .filter(({ outcome, facts }) => outcome === 'UPDATED' && facts !== null)
      .map(({ id, facts }) => ({ id, ...facts }));
    if (changed.length > 0)
      await tx.$executeRaw(Prisma.sql`
        UPDATE recording r SET title = t.title, version_title = t."versionTitle", artist = t.artist, label = t.label,
          duration_ms = t."durationMs"
        FROM jsonb_to_recordset(${json(changed)})
          AS t(id uuid, title text, "versionTitle" text, artist text, label text, "durationMs" int)
        WHERE r.id = t.id`);
    await this.rights(tx, by, 'MASTER', plans);
    await this.links(tx, plans);
  }

  async works(tx: Tx, by: ImportRef, plans: readonly WorkPlan[]): Promise<void> {
    const created = plans
      .filter(({ outcome }) => outcome === 'CREATED')
      .map(({ id, facts }) => ({ id, ...facts }));
    if (created.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO work (id, iswc, title)
        SELECT id, iswc, title FROM jsonb_to_recordset(${json(created)}) AS t(id uuid, iswc text, title text)`);
    const changed = plans
      .filter(({ outcome, facts }) => outcome === 'UPDATED' && facts !== null)
      .map(({ id, facts }) => ({ id, ...facts }));
    if (changed.length > 0)
      await tx.$executeRaw(Prisma.sql`
        UPDATE work w SET iswc = t.iswc, title = t.title
        FROM jsonb_to_recordset(${json(changed)}) AS t(id uuid, iswc text, title text) WHERE w.id = t.id`);
    await this.rights(tx, by, 'COMPOSITION', plans);
    await this.keys(
      tx,
      by.partyId,
      'WORK',
      plans.map(({ key, id }) => ({ key, targetId: id })),
    );
  }

  async releases(tx: Tx, by: ImportRef, plans: readonly ReleasePlan[]): Promise<void> {
    const created = plans
      .filter(({ outcome }) => outcome === 'CREATED')
      .map(({ id, facts }) => ({ id, ...facts }));
    const fields = Prisma.sql`AS t(id uuid, icpn text, grid text, "catalogueNo" text, title text, artist text, label text, "releaseDate" date)`;
    if (created.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO release (id, icpn, grid, catalogue_no, title, artist, label, release_date)
        SELECT id, icpn, grid, "catalogueNo", title, artist, label, "releaseDate" FROM jsonb_to_recordset(${json(created)}) ${fields}`);
    const changed = plans
      .filter(({ outcome, facts }) => outcome === 'UPDATED' && facts !== null)
      .map(({ id, facts }) => ({ id, ...facts }));
    if (changed.length > 0)
      await tx.$executeRaw(Prisma.sql`
        UPDATE release r SET icpn = t.icpn, grid = t.grid, catalogue_no = t."catalogueNo", title = t.title, artist = t.artist,
          label = t.label, release_date = t."releaseDate"
        FROM jsonb_to_recordset(${json(changed)}) ${fields} WHERE r.id = t.id`);
    await this.tracks(tx, plans);
    await this.deals(tx, by, plans);
    await this.keys(
      tx,
      by.partyId,
      'RELEASE',
      plans.map(({ key, id }) => ({ key, targetId: id })),
    );
  }

  private async rights(
    tx: Tx,
    by: ImportRef,
    side: 'MASTER' | 'COMPOSITION',
    plans: readonly { readonly id: string; readonly rights: RightsChange }[],
  ): Promise<void> {
    const ended = plans.flatMap(({ rights }) => rights.endShares);
    // An ended share counts for nothing; the row stays, with the import that entered it.
    if (ended.length > 0)
      await tx.$executeRaw`UPDATE share SET status = 'ENDED' WHERE id = ANY(${ended}::uuid[])`;
    const subject = side === 'MASTER' ? 'recordingId' : 'workId';
    const shares = plans.flatMap(({ id, rights }) =>
      rights.addShares.map((share) => ({ id: newId(), ...share, [subject]: id })),
    );
    if (shares.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO share (id, side, party_id, role, ppm, recording_id, work_id, territories, exclude_territories,
          valid_from, valid_to, source)
        SELECT id, ${side}::"Side", "partyId", role, ppm, "recordingId", "workId", territories, "excludeTerritories",
          "validFrom", "validTo", ${`IMPORT:${by.id}`}
        FROM jsonb_to_recordset(${json(shares)})
          AS t(id uuid, "partyId" uuid, role text, ppm int, "recordingId" uuid, "workId" uuid, territories text[],
            "excludeTerritories" text[], "validFrom" timestamptz, "validTo" timestamptz)`);
    const credits = plans.flatMap(({ id, rights }) =>
      rights.addCredits.map((credit) => ({ id: newId(), ...credit, [subject]: id })),
    );
    if (credits.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO contributor (id, party_id, role, recording_id, work_id)
        SELECT id, "partyId", role, "recordingId", "workId" FROM jsonb_to_recordset(${json(credits)})
          AS t(id uuid, "partyId" uuid, role text, "recordingId" uuid, "workId" uuid)`);
  }

  /** The works of a recording in equal parts that sum to a whole. */
  private async links(tx: Tx, plans: readonly RecordingPlan[]): Promise<void> {
    const changed = plans.filter(({ works }) => works !== null);
    if (changed.length === 0) return;
    await tx.$executeRaw`DELETE FROM recording_work WHERE recording_id = ANY(${changed.map(({ id }) => id)}::uuid[])`;
    const rows = changed.flatMap(({ id, works }) => {
      const parts = apportion(
        WHOLE,
        (works ?? []).map((workId) => ({ id: workId, weight: 1n })),
      );
      return parts.ok
        ? parts.parts.map(({ id: workId, amount }) => ({ recordingId: id, workId, ppm: Number(amount) }))
        : [];
    });
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO recording_work (recording_id, work_id, ppm)
      SELECT "recordingId", "workId", ppm FROM jsonb_to_recordset(${json(rows)})
        AS t("recordingId" uuid, "workId" uuid, ppm int)`);
  }

  private async tracks(tx: Tx, plans: readonly ReleasePlan[]): Promise<void> {
    const changed = plans.filter(({ tracks }) => tracks !== null);
    if (changed.length === 0) return;
    await tx.$executeRaw`DELETE FROM release_recording WHERE release_id = ANY(${changed.map(({ id }) => id)}::uuid[])`;
    const rows = changed.flatMap(({ id, tracks }) =>
      (tracks ?? []).map((track) => ({ releaseId: id, ...track })),
    );
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO release_recording (release_id, recording_id, disc, position)
      SELECT t."releaseId", r.id, t.disc, t.position
      FROM jsonb_to_recordset(${json(rows)}) AS t("releaseId" uuid, isrc text, disc int, position int)
      JOIN recording r ON r.isrc = t.isrc`);
  }

  private async deals(tx: Tx, by: ImportRef, plans: readonly ReleasePlan[]): Promise<void> {
    const rows = plans.flatMap(({ id, deals }) =>
      deals === null ? [] : [{ id, deals, withdrawn: deals.length === 0 }],
    );
    if (rows.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO release_deals (release_id, party_id, import_id, deals, withdrawn_at)
      SELECT id, ${by.partyId}::uuid, ${by.id}::uuid, deals, CASE WHEN withdrawn THEN now() END
      FROM jsonb_to_recordset(${json(rows)}) AS t(id uuid, deals jsonb, withdrawn boolean)
      ON CONFLICT (release_id) DO UPDATE SET party_id = excluded.party_id, import_id = excluded.import_id,
        deals = excluded.deals, withdrawn_at = excluded.withdrawn_at`);
  }

  private async keys(
    tx: Tx,
    importer: string,
    kind: 'WORK' | 'RELEASE' | 'PARTY',
    keys: readonly { readonly key: string; readonly targetId: string }[],
  ): Promise<void> {
    if (keys.length === 0) return;
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO imported_key (party_id, kind, key, target_id)
      SELECT ${importer}::uuid, ${kind}, key, "targetId" FROM jsonb_to_recordset(${json(keys)}) AS t(key text, "targetId" uuid)
      ON CONFLICT (party_id, kind, key) DO UPDATE SET target_id = excluded.target_id
      WHERE imported_key.target_id <> excluded.target_id`);
  }
}

import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { factBody } from './consent-leaf.ts';
import type { FactBody, FactKind } from './consent-leaf.ts';
import type { PeerState } from './peer.types.ts';

/** A recording that a peer keeps rights in, by the code that it has here too. */
export interface KnownRecording {
  readonly peerId: string;
  readonly id: string;
  readonly isrc: string;
}

export interface RegistryRow {
  readonly id: string;
  readonly url: string;
  readonly origin: string;
  readonly state: PeerState;
  readonly heardAt: Date | null;
  readonly checkpoint: Uint8Array | null;
}

/** Bodies of facts of one peer. */
export interface PeerFacts<K extends FactKind> {
  readonly peerId: string;
  readonly body: FactBody<K>;
}

/** Rows of recordings that a decision is about, in number: far above what any flip uses. */
const MOST_RECORDINGS = 50_000;
const MOST_FACTS = 200_000;

type Pairs = readonly { readonly peerId: string; readonly id: string }[];

const unzip = (pairs: Pairs): Prisma.Sql =>
  Prisma.sql`unnest(${pairs.map(({ peerId }) => peerId)}::uuid[], ${pairs.map(({ id }) => id)}::uuid[]) AS q (peer_id, id)`;

/** What peers' registries say of some recordings: a fixed number of queries, whatever their number. */
@Injectable()
export class PeerRightsRepository {
  /** Recordings with these codes, of peers whose word was ever taken. */
  async known(reader: Reader, isrcs: readonly string[]): Promise<KnownRecording[]> {
    return await reader.$queryRaw<KnownRecording[]>(Prisma.sql`
      SELECT f.peer_id AS "peerId", f.recording_id AS id, f.code AS isrc
      FROM peer_fact f JOIN peer p ON p.id = f.peer_id AND p.state IN ('ACTIVE', 'PAUSED', 'FROZEN')
      WHERE f.kind = 'recording' AND f.code = ANY(${[...isrcs]}::text[])
      ORDER BY f.peer_id, f.key LIMIT ${MOST_RECORDINGS}`);
  }

  async registries(reader: Reader, peerIds: readonly string[]): Promise<RegistryRow[]> {
    return await reader.$queryRaw<RegistryRow[]>(Prisma.sql`
      SELECT p.id, p.url, p.origin, p.state, l.heard_at AS "heardAt", l.checkpoint
      FROM peer p JOIN peer_log l ON l.peer_id = p.id AND l.log = 'consent'
      WHERE p.id = ANY(${[...peerIds]}::uuid[]) ORDER BY p.id`);
  }

  /** Links of these recordings to works, and the works. */
  async works(
    reader: Reader,
    recordings: Pairs,
  ): Promise<{ links: PeerFacts<'recording-work'>[]; works: PeerFacts<'work'>[] }> {
    const links = await this.bodies(
      reader,
      'recording-work',
      Prisma.sql`
      SELECT f.peer_id, f.body FROM ${unzip(recordings)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = 'recording-work' AND f.recording_id = q.id
      ORDER BY f.peer_id, f.key LIMIT ${MOST_FACTS}`,
    );
    const ids = links.map(({ peerId, body }) => ({ peerId, id: body.work }));
    const works = await this.bodies(
      reader,
      'work',
      Prisma.sql`
      SELECT DISTINCT f.peer_id, f.key, f.body FROM ${unzip(ids)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = 'work' AND f.key = q.id::text
      ORDER BY f.peer_id, f.key LIMIT ${MOST_FACTS}`,
    );
    return { links, works };
  }

  /** Facts of one kind about these recordings and works. */
  async about<K extends 'share' | 'contributor' | 'party-merge-item'>(
    reader: Reader,
    kind: K,
    recordings: Pairs,
    works: Pairs,
  ): Promise<PeerFacts<K>[]> {
    return await this.bodies(
      reader,
      kind,
      Prisma.sql`
      SELECT f.peer_id, f.key, f.body FROM ${unzip(recordings)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = ${kind} AND f.recording_id = q.id
      UNION
      SELECT f.peer_id, f.key, f.body FROM ${unzip(works)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = ${kind} AND f.work_id = q.id
      ORDER BY 1, 2 LIMIT ${MOST_FACTS}`,
    );
  }

  /** Facts of one kind by their keys. */
  async byKey<K extends FactKind>(reader: Reader, kind: K, keys: Pairs): Promise<PeerFacts<K>[]> {
    return await this.bodies(
      reader,
      kind,
      Prisma.sql`
      SELECT DISTINCT f.peer_id, f.key, f.body FROM ${unzip(keys)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = ${kind} AND f.key = q.id::text
      ORDER BY f.peer_id, f.key LIMIT ${MOST_FACTS}`,
    );
  }

  /** What these parties said of these subjects, of releases, or of all of their music. */
  async saidBy<K extends 'grant' | 'mandate'>(
    reader: Reader,
    kind: K,
    parties: Pairs,
    subjects: { readonly recordings: Pairs; readonly works: Pairs },
  ): Promise<PeerFacts<K>[]> {
    const ids = (pairs: Pairs) => pairs.map(({ id }) => id);
    return await this.bodies(
      reader,
      kind,
      Prisma.sql`
      SELECT DISTINCT f.peer_id, f.key, f.body FROM ${unzip(parties)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = ${kind} AND f.party_id = q.id
      WHERE (f.recording_id IS NULL AND f.work_id IS NULL)
        OR f.recording_id = ANY(${ids(subjects.recordings)}::uuid[]) OR f.work_id = ANY(${ids(subjects.works)}::uuid[])
      ORDER BY f.peer_id, f.key LIMIT ${MOST_FACTS}`,
    );
  }

  /** Which of these recordings are on which releases. */
  async releases(reader: Reader, recordings: Pairs): Promise<PeerFacts<'release-recording'>[]> {
    return await this.bodies(
      reader,
      'release-recording',
      Prisma.sql`
      SELECT f.peer_id, f.body FROM ${unzip(recordings)}
      JOIN peer_fact f ON f.peer_id = q.peer_id AND f.kind = 'release-recording' AND f.recording_id = q.id
      ORDER BY f.peer_id, f.key LIMIT ${MOST_FACTS}`,
    );
  }

  async names(reader: Reader, ids: Pairs): Promise<{ peerId: string; id: string; name: string }[]> {
    return await reader.$queryRaw<{ peerId: string; id: string; name: string }[]>(Prisma.sql`
      SELECT DISTINCT n.peer_id AS "peerId", n.id, n.name FROM ${unzip(ids)}
      JOIN peer_name n ON n.peer_id = q.peer_id AND n.id = q.id LIMIT ${MOST_FACTS}`);
  }

  private async bodies<K extends FactKind>(
    reader: Reader,
    kind: K,
    sql: Prisma.Sql,
  ): Promise<PeerFacts<K>[]> {
    const rows = await reader.$queryRaw<{ peer_id: string; body: unknown }[]>(sql);
    return rows.map(({ peer_id: peerId, body }) => ({ peerId, body: factBody(kind, body) }));
  }
}

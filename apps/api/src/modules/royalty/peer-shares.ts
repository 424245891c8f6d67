import type { OwedShare, Share } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/database.ts';
import { RemoteRegistries } from '../consent/index.ts';
import { factsOf } from './borrowed-rights.ts';
import type { PlayedRow } from './borrowed-rights.ts';
import type { SuspenseSubject } from './suspense.repository.ts';

/** More recordings of one work than this are not asked about. */
const MOST_RECORDINGS = 500;
const WORKS = `coalesce((SELECT jsonb_agg(jsonb_build_object('workId', w.work_id, 'iswc', k.iswc))
  FROM recording_work w JOIN work k ON k.id = w.work_id WHERE w.recording_id = r.recording_id), '[]') AS works`;
/** Recordings in whose lines a subject stands, known here or not. */
const OF_SUBJECT = `SELECT r.recording_id::text AS "recordingId", r.isrc, ${WORKS} FROM (
    SELECT recording_id, min(isrc) AS isrc FROM allocation_way
    WHERE subject_id = $1::uuid AND recording_id IS NOT NULL GROUP BY 1 LIMIT ${MOST_RECORDINGS}) r ORDER BY 1`;
const RECORDINGS = `SELECT r.recording_id::text AS "recordingId", r.isrc, ${WORKS}
  FROM (SELECT id AS recording_id, isrc FROM recording WHERE id = ANY($1::uuid[])) r ORDER BY 1`;

/** What registries elsewhere say now of music in whose name money waits. */
export interface PeerShares {
  readonly shares: readonly (Share & { readonly owed: OwedShare })[];
  /** One that keeps rights in it is not believed now: nothing is given out meanwhile. */
  readonly silent: boolean;
}

@Injectable()
export class PeerSharesRepository {
  constructor(@Inject(RemoteRegistries) private readonly registries: RemoteRegistries) {}

  async of(reader: Reader, { side, subjectId }: SuspenseSubject): Promise<PeerShares> {
    const rows = await reader.$queryRawUnsafe<PlayedRow[]>(OF_SUBJECT, subjectId);
    if (rows.length === 0) return { shares: [], silent: false };
    const remote = await this.load(reader, rows);
    const found = new Map<string, Share & { readonly owed: OwedShare }>();
    for (const share of remote.shares)
      if (share.subject.id === subjectId && share.side === side && share.owed !== undefined)
        found.set(share.id, { ...share, owed: share.owed, status: statusOf(share) });
    const silent = remote.silent.some(({ subjects }) => subjects.some(({ id }) => id === subjectId));
    return { shares: [...found.values()], silent };
  }

  /** The works of recordings, those of here and those that only registries elsewhere know. */
  async worksOf(reader: Reader, recordingIds: readonly string[]): Promise<string[]> {
    if (recordingIds.length === 0) return [];
    const rows = await reader.$queryRawUnsafe<PlayedRow[]>(RECORDINGS, recordingIds);
    const { works } = await this.load(reader, rows);
    const borrowed = [...works.values()].flatMap((linked) => linked.map(({ workId }) => workId));
    return [...new Set([...rows.flatMap((row) => row.works.map(({ workId }) => workId)), ...borrowed])];
  }

  private async load(reader: Reader, rows: readonly PlayedRow[]) {
    const recordings = new Map(rows.map((row) => [row.recordingId, factsOf(row)]));
    return await this.registries.load(reader, { recordings, recipes: [] });
  }
}

/** Of a share that ended its dates say when it counts. */
const statusOf = ({ status, to }: Share): Share['status'] =>
  status === 'ENDED' && to !== null ? 'ACTIVE' : status;

import { parseIsrc } from '@flipside/royalty';
import type { LinkedWork, RecordingFacts, Share } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { copyRows } from '../../platform/database/copy.ts';
import type { CopyValue } from '../../platform/database/copy.ts';
import { Database } from '../../platform/database/database.ts';
import type { BulkTx } from '../../platform/database/database.ts';
import { RemoteRegistries } from '../consent/index.ts';
import type { FrozenGround, FrozenShare } from './frozen-rights.ts';

/** Recordings that registries elsewhere are asked about at a time. */
const PAGE = 1_000;
const TABLE = `CREATE TEMP TABLE borrowed (recording_id uuid PRIMARY KEY, works jsonb NOT NULL, shares jsonb NOT NULL) ON COMMIT DROP`;
const PLAYED = `SELECT DISTINCT p.recording_id::text AS "recordingId", p.isrc,
    coalesce((SELECT jsonb_agg(jsonb_build_object('workId', w.work_id, 'iswc', k.iswc))
      FROM recording_work w JOIN work k ON k.id = w.work_id WHERE w.recording_id = p.recording_id), '[]') AS works
  FROM played p WHERE p.recording_id > $1::uuid ORDER BY 1 LIMIT ${PAGE}`;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** A recording that was played, with the works of it that are kept here. */
export interface PlayedRow {
  readonly recordingId: string;
  readonly isrc: string;
  readonly works: readonly { readonly workId: string; readonly iswc: string | null }[];
}

const textOf = (date: Date | null): string | null => date?.toISOString() ?? null;

function frozen({
  id,
  side,
  partyId,
  ppm,
  subject,
  territories,
  from,
  to,
  status,
  owed,
}: Share): FrozenShare {
  const isMaster = subject.kind === 'RECORDING';
  return {
    ...{ id, side, partyId, ppm: Number(ppm), status, holds: [], ...(owed !== undefined && { owed }) },
    ...{ recordingId: isMaster ? subject.id : null, workId: isMaster ? null : subject.id },
    ...{ include: territories.include, exclude: territories.exclude, from: textOf(from), to: textOf(to) },
  };
}

/** What registries elsewhere keep of what was played, for a close to go by: frozen with the rest of the ground. */
@Injectable()
export class BorrowedRights {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RemoteRegistries) private readonly registries: RemoteRegistries,
  ) {}

  /**
   * Fills the table `borrowed` of the transaction, for the recordings in its table `played`. Plays that were counted
   * stand, and are owed for, whether or not the registry is heard now.
   */
  async load(client: BulkTx): Promise<void> {
    await client.query(TABLE);
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const { rows }: { rows: PlayedRow[] } = await client.query<PlayedRow>(PLAYED, [after]);
      if (rows.length > 0) await this.loadPage(client, rows);
      after = rows.length < PAGE ? undefined : rows.at(-1)?.recordingId;
    }
  }

  private async loadPage(client: BulkTx, rows: readonly PlayedRow[]): Promise<void> {
    const recordings = new Map(rows.map((row) => [row.recordingId, factsOf(row)]));
    const remote = await this.registries.load(this.database.prisma, { recordings, recipes: [] });
    if (remote.shares.length === 0) return;
    const bySubject = new Map<string, Share[]>();
    for (const share of remote.shares)
      bySubject.set(share.subject.id, [...(bySubject.get(share.subject.id) ?? []), share]);
    function* grounds(): Generator<CopyValue[]> {
      for (const { recordingId, works: own } of rows) {
        const works: FrozenGround['works'] = (remote.works.get(recordingId) ?? []).map((work) => ({
          ...{ workId: work.workId, ppm: Number(work.splitPpm ?? 0), borrowed: true },
        }));
        const subjects = [recordingId, ...[...works, ...own].map(({ workId }) => workId)];
        const shares = subjects.flatMap((id) => bySubject.get(id) ?? []).map(frozen);
        if (shares.length > 0 || works.length > 0)
          yield [recordingId, JSON.stringify(works), JSON.stringify(shares)];
      }
    }
    await copyRows(client, 'borrowed (recording_id, works, shares)', grounds());
  }
}

export function factsOf({ recordingId, isrc: code, works }: PlayedRow): RecordingFacts {
  const isrc = parseIsrc(code);
  if (!isrc.ok) throw new TypeError(isrc.message);
  return {
    recordingId,
    isrc: isrc.value,
    works: works.map(({ workId, iswc }) => ({
      ...{ workId, ...(iswc !== null && { iswc: iswc as NonNullable<LinkedWork['iswc']> }) },
    })),
  };
}

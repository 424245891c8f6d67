import { Inject, Injectable } from '@nestjs/common';
import { micros, ppm } from '@flipside/royalty';
import type { DsrContext, ExportLine, ExportLines, StatementHead } from '@flipside/royalty';
import { Database } from '../../platform/database/database.ts';
import * as sql from './statement-export.sql.ts';
import type {
  ExportFacts,
  FlipFact,
  NamedParty,
  RecordingFact,
  TariffFact,
} from './statement-export.types.ts';

const BATCH = 1_000;

type Raw<T> = {
  [Key in keyof T]: T[Key] extends bigint ? string : T[Key] extends bigint | null ? string | null : T[Key];
};

export interface StatementHeadRow extends NamedParty {
  id: string;
  periodId: string;
  plays: string;
  sha256: string;
  createdAt: Date;
  document: StatementHead;
  partyName: string;
}

interface Mentioned {
  readonly recipe: string;
  readonly isrc: string | null;
  readonly side: string;
  readonly subjectId: string | null;
  readonly tariff: string;
}

/** What exports are made from. Lines come in batches by their key, so that no statement is ever held whole. */
@Injectable()
export class StatementExportRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findHead(id: string): Promise<StatementHeadRow | null> {
    const [row] = await this.query<StatementHeadRow>(sql.HEAD, [id]);
    return row ?? null;
  }

  async *lines(id: string): ExportLines {
    for (let after = -1; ;) {
      const rows = await this.query<Raw<ExportLine>>(sql.LINES_AFTER, [id, after, BATCH]);
      if (rows.length > 0) yield rows.map(lineOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < BATCH) return;
      after = last.position;
    }
  }

  async largestLines(id: string, limit: number): Promise<ExportLine[]> {
    return (await this.query<Raw<ExportLine>>(sql.LARGEST_LINES, [id, limit])).map(lineOf);
  }

  async contexts(id: string): Promise<DsrContext[]> {
    const rows = await this.query<Raw<DsrContext>>(sql.CONTEXTS, [id]);
    return rows.map((row) => ({ ...row, plays: BigInt(row.plays), amountMicros: BigInt(row.amountMicros) }));
  }

  async flips(hashes: readonly string[]): Promise<Map<string, FlipFact>> {
    const rows = await this.query<FlipFact>(sql.FLIPS, [[...new Set(hashes)]]);
    return new Map(rows.map((row) => [row.hash, row]));
  }

  /** What the catalogue says about everything that some lines mention, in as many queries for one as for a thousand. */
  async facts(lines: readonly Mentioned[]): Promise<ExportFacts> {
    const versions = [...new Set(lines.map(({ tariff }) => versionOf(tariff)))];
    const isrcs = [...new Set(lines.flatMap(({ isrc }) => (isrc === null ? [] : [isrc])))];
    const works = [
      ...new Set(
        lines.flatMap(({ side, subjectId }) =>
          side === 'COMPOSITION' && subjectId !== null ? [subjectId] : [],
        ),
      ),
    ];
    const [tariffs, flips, recordings, iswcs, parties] = await Promise.all([
      this.query<Raw<TariffFact>>(sql.TARIFFS, [versions]),
      this.flips(lines.map(({ recipe }) => recipe)),
      this.query<RecordingFact>(sql.RECORDINGS, [isrcs]),
      this.query<{ id: string; iswc: string | null }>(sql.WORKS, [works]),
      this.query<NamedParty & { workId: string; role: string; name: string }>(sql.WORK_PARTIES, [works]),
    ]);
    return {
      tariffs: new Map(tariffs.map((row) => [row.version, tariffOf(row)])),
      flips,
      recordings: new Map(recordings.map((row) => [row.isrc, row])),
      works: new Map(
        iswcs.map(({ id, iswc }) => [id, { iswc, parties: parties.filter(({ workId }) => workId === id) }]),
      ),
    };
  }

  private async query<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.database.pool.query(text, [...parameters]);
    return rows as Row[];
  }
}

/** Of `<id>@<version>`. */
export const versionOf = (tariff: string): number => Number(tariff.slice(tariff.lastIndexOf('@') + 1));

const tariffOf = ({ version, kind, perPlayMicros }: Raw<TariffFact>): TariffFact => ({
  version,
  kind,
  perPlayMicros: perPlayMicros === null ? null : BigInt(perPlayMicros),
});

const lineOf = (row: Raw<ExportLine>): ExportLine => ({
  ...row,
  plays: BigInt(row.plays),
  usageMs: BigInt(row.usageMs),
  usagePpm: ppm(BigInt(row.usagePpm)),
  sharePpm: BigInt(row.sharePpm),
  amountMicros: micros(BigInt(row.amountMicros)),
});

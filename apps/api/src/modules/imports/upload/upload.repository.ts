import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type { ImportFormat } from '../formats/subject.types.ts';

export interface UploadRecord {
  readonly id: string;
  readonly partyId: string;
  readonly fileName: string;
  readonly format: ImportFormat;
  readonly bytes: number;
  readonly emptiedAt: Date | null;
}

/** Uploads whose chunks may go: those that never arrived, and those that no import has needed for long. */
const EMPTY = `
  WITH old AS (
    SELECT u.id FROM import_upload u WHERE u.emptied_at IS NULL AND u.created_at < $1
      AND NOT EXISTS (SELECT 1 FROM catalogue_import i WHERE i.upload_id = u.id
        AND (i.finished_at IS NULL OR i.finished_at > $1))
    ORDER BY u.created_at LIMIT $2),
  gone AS (DELETE FROM import_chunk WHERE upload_id IN (SELECT id FROM old))
  UPDATE import_upload SET emptied_at = now() WHERE id IN (SELECT id FROM old)`;

/** Files as they were sent, in chunks: no process ever holds a whole one. */
@Injectable()
export class UploadRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async begin(partyId: string, fileName: string, format: ImportFormat): Promise<string> {
    const id = newId();
    await this.database.prisma.importUpload.create({ data: { id, partyId, fileName, format, bytes: 0 } });
    return id;
  }

  async append(uploadId: string, position: number, bytes: Uint8Array): Promise<void> {
    await this.database.pool.query(
      'INSERT INTO import_chunk (upload_id, position, bytes) VALUES ($1, $2, $3)',
      [uploadId, position, bytes],
    );
  }

  async finish(uploadId: string, bytes: number, sha256: string): Promise<void> {
    await this.database.prisma.importUpload.update({
      where: { id: uploadId },
      data: { bytes, sha256, arrivedAt: new Date() },
      select: { id: true },
    });
  }

  /** An upload that did not arrive leaves nothing. */
  async discard(uploadId: string): Promise<void> {
    await this.database.prisma.importUpload.delete({ where: { id: uploadId }, select: { id: true } });
  }

  /** The file's bytes, a chunk in memory at a time. */
  async *read(uploadId: string): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; position += 1) {
      const { rows } = await this.database.pool.query<{ bytes: Buffer }>(
        'SELECT bytes FROM import_chunk WHERE upload_id = $1 AND position = $2',
        [uploadId, position],
      );
      const [row] = rows;
      if (row === undefined) return;
      yield row.bytes;
    }
  }

  /** @returns how many were emptied. */
  async emptyUnusedSince(instant: Date, limit: number): Promise<number> {
    const { rowCount } = await this.database.pool.query(EMPTY, [instant, limit]);
    return rowCount ?? 0;
  }
}

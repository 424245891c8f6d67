import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ImportRecord, Permission, ReportRow } from '../../../modules/imports/index.ts';
import { encodeCursor } from '../common/cursor.ts';

export function presentImport({
  uploadId: _uploadId,
  createdBy: _createdBy,
  cursor: _cursor,
  reported: _reported,
  ...record
}: ImportRecord) {
  return {
    ...record,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
  };
}

export function presentRows({ items, next }: { items: readonly ReportRow[]; next: number | null }) {
  return {
    items: items.map(({ position: _position, ...row }) => row),
    nextCursor: next === null ? null : encodeCursor({ key: 'row', id: String(next) }),
  };
}

export const presentPermission = ({ decidedAt, ...permission }: Permission) => ({
  ...permission,
  decidedAt: decidedAt?.toISOString() ?? null,
});

export function presentCsv(fileName: string, text: Iterable<string> | AsyncIterable<string>): StreamableFile {
  return new StreamableFile(Readable.from(text, { objectMode: false }), {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${fileName}"`,
  });
}

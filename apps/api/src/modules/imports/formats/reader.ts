import { readCsv } from './csv/csv-subjects.ts';
import { readCwr } from './cwr/cwr-reader.ts';
import { readErn } from './ern/ern-reader.ts';
import type { ImportFormat, ReaderItem } from './subject.types.ts';
import { decodeText } from './text-source.ts';
import type { ByteSource } from './text-source.ts';

const READERS: Readonly<Record<ImportFormat, (text: AsyncIterable<string>) => AsyncGenerator<ReaderItem>>> = {
  CSV: readCsv,
  ERN: readErn,
  CWR: readCwr,
};

/** Reads a file as a stream. The same bytes give the same items in the same order: a run can begin anywhere again. */
export const readItems = (format: ImportFormat, source: ByteSource): AsyncGenerator<ReaderItem> =>
  READERS[format](decodeText(source));

import type { FileNote, ReaderItem } from '../subject.types.ts';
import { cwrTransactions } from './cwr-transactions.ts';
import { readWorkTransaction } from './cwr-work.ts';

const RIGHT_NOTE: FileNote = {
  code: 'COLLECTION_IS_COUNTED',
  reason:
    'What parties collect for the mechanical right, territory by territory, makes the composition side. Performing right shares are not used.',
};

/** Reads CWR 2.1 and 2.2: works with who collects where, and the recordings of each. @throws {FileFault} */
export async function* readCwr(text: AsyncIterable<string>): AsyncGenerator<ReaderItem> {
  yield { type: 'NOTE', note: RIGHT_NOTE };
  for await (const item of cwrTransactions(text))
    if (item.type === 'NOTE') yield item;
    else for (const subject of readWorkTransaction(item.transaction)) yield { type: 'SUBJECT', subject };
}

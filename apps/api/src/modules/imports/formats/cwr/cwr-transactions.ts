import { FileFault } from '../file-fault.ts';
import { quoted } from '../field-reading.ts';
import { linesOf } from '../text-source.ts';
import type { FileNote } from '../subject.types.ts';
import { fieldOf, GRH, GRT, HDR, PREFIX, TRL } from './cwr-records.ts';
import type { CwrLine } from './cwr-records.ts';

const MOST_LINE = 1_024;
const MOST_RECORDS = 2_000;
const WORK_TRANSACTIONS: ReadonlySet<string> = new Set(['NWR', 'REV', 'ISW', 'EXC']);
const OTHER_TRANSACTIONS: ReadonlySet<string> = new Set(['AGR', 'ACK', 'ISR', 'WRK']);

/** The records of one work, its NWR, REV, ISW or EXC first. */
export interface CwrTransaction {
  readonly submitter: string;
  readonly records: readonly CwrLine[];
}

export type CwrItem =
  | { readonly type: 'TRANSACTION'; readonly transaction: CwrTransaction }
  | { readonly type: 'NOTE'; readonly note: FileNote };

/**
 * Groups the lines of a CWR file into transactions, and counts what the trailers say. Senders count wrongly and
 * restart sequences, so that is noted; a file that ends early is refused.
 */
export async function* cwrTransactions(text: AsyncIterable<string>): AsyncGenerator<CwrItem> {
  const file = new CwrFile();
  for await (const { line, text: content } of linesOf(text, MOST_LINE))
    if (content.trim() !== '') yield* file.take({ line, type: content.slice(0, 3), text: content });
  file.end();
}

class CwrFile {
  private submitter: string | null = null;
  private group: { transactions: number; records: number } | null = null;
  private ended = false;
  private open: CwrLine[] | null = null;
  private total = { groups: 0, transactions: 0, records: 0 };
  private lastLine = 0;
  private saidOther = false;
  private afterAcknowledgement = false;

  *take(record: CwrLine): Generator<CwrItem> {
    this.lastLine = record.line;
    this.total.records += 1;
    if (this.ended)
      throw new FileFault('CWR_ORDER', 'Records follow the trailer (TRL).', { line: record.line });
    if (this.submitter === null) {
      this.header(record);
      return;
    }
    if (this.group !== null) this.group.records += 1;
    if (record.type === 'GRH') this.beginGroup(record);
    else if (record.type === 'GRT') yield* this.endGroup(record);
    else if (record.type === 'TRL') yield* this.trailer(record);
    else yield* this.detail(record);
  }

  end(): void {
    if (this.submitter === null) throw new FileFault('FILE_EMPTY', 'The file has no records.');
    if (!this.ended)
      throw new FileFault(
        'CWR_TRUNCATED',
        'The file ends without its trailer (TRL): part of it is missing.',
        {
          line: this.lastLine,
        },
      );
  }

  private header(record: CwrLine): void {
    if (record.type !== 'HDR')
      throw new FileFault('CWR_HEADER', 'The first record must be the header (HDR).', {
        line: record.line,
        field: 'HDR',
      });
    // CWR 3 has its version where 2.2 has it, and other records.
    const version = fieldOf(record, HDR.version);
    if (version !== '' && !version.startsWith('2.'))
      throw new FileFault('CWR_VERSION', `CWR ${quoted(version)} is not read; 2.1 and 2.2 are.`, {
        line: record.line,
        field: 'HDR',
      });
    this.submitter = `${fieldOf(record, HDR.senderType)}${fieldOf(record, HDR.senderId)}`;
  }

  private beginGroup(record: CwrLine): void {
    if (this.group !== null)
      throw new FileFault('CWR_ORDER', 'A group begins before the last one ended (GRT).', {
        line: record.line,
      });
    const version = fieldOf(record, GRH.version);
    if (version !== '' && !/^0?2\.[0-9]/.test(version))
      throw new FileFault(
        'CWR_VERSION',
        `Transactions of CWR ${quoted(version)} are not read; 02.10 and 02.20 are.`,
        {
          line: record.line,
          field: 'GRH',
        },
      );
    this.group = { transactions: 0, records: 1 };
    this.total.groups += 1;
  }

  private *endGroup(record: CwrLine): Generator<CwrItem> {
    if (this.group === null)
      throw new FileFault('CWR_ORDER', 'A group ends that has not begun (GRH).', { line: record.line });
    yield* this.close();
    const said = { transactions: numberOf(record, GRT.transactions), records: numberOf(record, GRT.records) };
    yield* compare('GRT', record.line, said, this.group);
    this.group = null;
  }

  private *trailer(record: CwrLine): Generator<CwrItem> {
    if (this.group !== null)
      throw new FileFault('CWR_ORDER', 'The trailer comes before the group ended (GRT).', {
        line: record.line,
      });
    const said = {
      groups: numberOf(record, TRL.groups),
      transactions: numberOf(record, TRL.transactions),
      records: numberOf(record, TRL.records),
    };
    yield* compare('TRL', record.line, said, this.total);
    this.ended = true;
  }

  private *detail(record: CwrLine): Generator<CwrItem> {
    if (this.group === null)
      throw new FileFault('CWR_ORDER', `A ${quoted(record.type)} record stands outside any group.`, {
        line: record.line,
      });
    if (!/^[A-Z]{3}$/.test(record.type) || !/^\d{16}$/.test(record.text.slice(PREFIX.transaction[0] - 1, 19)))
      throw new FileFault(
        'CWR_RECORD',
        `${quoted(record.text.slice(0, 19))} does not begin like a record of CWR.`,
        { line: record.line },
      );
    const begins = WORK_TRANSACTIONS.has(record.type);
    if (begins || OTHER_TRANSACTIONS.has(record.type)) {
      // A work after an acknowledgement belongs to the acknowledged transaction (CWR 2.1 §ACK).
      if (!begins || this.open !== null || !this.afterAcknowledgement) this.count();
      yield* this.close();
      this.afterAcknowledgement = record.type === 'ACK';
    }
    if (begins) this.open = [];
    else if (this.open === null && !this.saidOther) {
      this.saidOther = true;
      yield note('CWR_NOT_USED', `Line ${record.line}: ${record.type} transactions are not used; works are.`);
    }
    if (this.open !== null && this.open.length >= MOST_RECORDS)
      throw new FileFault('CWR_RECORD', `A work has more than ${MOST_RECORDS} records.`, {
        line: record.line,
      });
    this.open?.push(record);
  }

  private count(): void {
    if (this.group !== null) this.group.transactions += 1;
    this.total.transactions += 1;
  }

  private *close(): Generator<CwrItem> {
    const records = this.open;
    this.open = null;
    if (records !== null)
      yield { type: 'TRANSACTION', transaction: { submitter: this.submitter ?? '', records } };
  }
}

function numberOf(record: CwrLine, field: readonly [number, number]): number | null {
  const text = fieldOf(record, field);
  return /^\d+$/.test(text) ? Number(text) : null;
}

const note = (code: string, reason: string): CwrItem => ({ type: 'NOTE', note: { code, reason } });

function* compare(
  trailer: string,
  line: number,
  said: Readonly<Record<string, number | null>>,
  counted: Readonly<Record<string, number>>,
): Generator<CwrItem> {
  for (const [what, count] of Object.entries(said))
    if (count !== counted[what])
      yield note(
        'CWR_COUNT',
        `Line ${line}: the ${trailer} says ${count ?? 'nothing'} ${what}; there are ${counted[what]}.`,
      );
}

import { CSV_MARK, csvField, decimalOfMicros } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import type { PagePosition } from '../catalogue/index.ts';
import type { ExportFile } from '../royalty/index.ts';
import { ReceivableService } from './receivable.service.ts';
import type { ReceivableKey, ReceivableLine } from './receivable.types.ts';

const PAGE = 1_000;
const COLUMNS = ['reporter', 'period', 'side', 'isrc', 'title', 'plays', 'currency', 'amount', 'status'];

const record = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;

/** Receivables as files. */
@Injectable()
export class ReceivableFileService {
  constructor(@Inject(ReceivableService) private readonly receivables: ReceivableService) {}

  /** RFC 4180, a record for each recording, work and flip; an amount that is not known yet is empty. */
  async csv(principal: Principal, key: ReceivableKey): Promise<ExportFile> {
    const host = await this.receivables.hostOf(principal, key);
    if (host === null) throw new NotFoundError('Peer', key.peerId);
    const name = `receivable-${key.period}-${host.replace(':', '-')}.csv`;
    return {
      name,
      type: 'text/csv; charset=utf-8; header=present',
      chunks: this.records(principal, key, host),
      tag: null,
    };
  }

  private async *records(principal: Principal, key: ReceivableKey, host: string): AsyncGenerator<string> {
    yield CSV_MARK + record(COLUMNS);
    let after: PagePosition | null = null;
    do {
      const page: Awaited<ReturnType<ReceivableService['lines']>> = await this.receivables.lines(
        principal,
        key,
        {
          after,
          limit: PAGE,
        },
      );
      for (const line of page.items) yield record(fieldsOf(line, key, host));
      after = page.next;
    } while (after !== null);
  }
}

function fieldsOf(line: ReceivableLine, { period }: ReceivableKey, host: string): string[] {
  const { side, isrc, title, plays, currency, amountMicros } = line;
  const amount = amountMicros === null ? '' : decimalOfMicros(amountMicros);
  const status = `receivable from ${host}, not payable until settled`;
  return [host, period, side, isrc ?? '', title, plays.toString(), currency, amount, status];
}

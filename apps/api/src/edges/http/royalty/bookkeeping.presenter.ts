import type { z } from 'zod';
import type { Page } from '../../../modules/catalogue/index.ts';
import type { AdvanceRow, Balances, BookedEntry, WithholdingRow } from '../../../modules/royalty/index.ts';
import type { EntryQuery } from './bookkeeping.schemas.ts';
import { statementCursor } from './royalty.cursor.ts';

export const bookQueryOf = ({ cursor, limit, party, period }: z.infer<typeof EntryQuery>) => ({
  ...{ after: statementCursor.decode(cursor), limit },
  ...{ party: party ?? null, period: period ?? null },
});

export const presentBalances = ({ period, payableMicros, againstMicros }: Balances) => ({
  period,
  payableMicros: String(payableMicros),
  againstMicros: String(againstMicros),
});

const paged = <Row, View>({ items, next }: Page<Row>, view: (row: Row) => View) => ({
  items: items.map(view),
  nextCursor: next === null ? null : statementCursor.encode(next.id),
});

const created = <Row extends { createdAt: Date }>({ createdAt, ...row }: Row) => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

export const presentEntries = (page: Page<BookedEntry>) => paged(page, created);

export const presentAdvances = (page: Page<AdvanceRow>) =>
  paged(page, ({ partyId, partyName, ...advance }) => ({
    ...created(advance),
    party: { id: partyId, name: partyName },
  }));

export const presentWithholdings = (page: Page<WithholdingRow>) =>
  paged(page, ({ partyId, partyName, validFrom, ...rate }) => ({
    ...created(rate),
    party: { id: partyId, name: partyName },
    validFrom: validFrom.toISOString(),
  }));

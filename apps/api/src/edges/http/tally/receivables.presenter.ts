import type {
  PeerReceivables,
  Receivable,
  ReceivableLine,
  ReceivableLinePage,
  ReceivablePage,
} from '../../../modules/tally/index.ts';
import { presentPage } from '../common/cursor.ts';

const orNull = (amount: bigint | null): string | null => amount?.toString() ?? null;

const presentReceivable = ({ amountMicros, ...row }: Receivable) => ({
  ...row,
  amountMicros: orNull(amountMicros),
});

export const presentReceivables = (page: ReceivablePage) => presentPage(page, presentReceivable);

const presentLine = ({ plays, amountMicros, ...row }: ReceivableLine) => ({
  ...{ ...row, plays: plays.toString(), amountMicros: orNull(amountMicros) },
});

export const presentReceivableLines = (page: ReceivableLinePage) => presentPage(page, presentLine);

export const presentPeerReceivables = ({ items, waiting }: PeerReceivables) => ({
  items: items.map(({ plays, closedPlays, amountMicros, ...row }) => ({
    ...{
      ...row,
      plays: plays.toString(),
      closedPlays: orNull(closedPlays),
      amountMicros: orNull(amountMicros),
    },
  })),
  waiting: { ...waiting, plays: waiting.plays.toString() },
});

import type {
  PeerReceivable,
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

const presentPeerReceivable = ({ plays, closedPlays, amountMicros, ...row }: PeerReceivable) => ({
  ...row,
  plays: plays.toString(),
  closedPlays: orNull(closedPlays),
  amountMicros: orNull(amountMicros),
});

export const presentPeerReceivables = ({ waiting, ...page }: PeerReceivables) => ({
  ...presentPage(page, presentPeerReceivable),
  waiting: { ...waiting, plays: waiting.plays.toString() },
});

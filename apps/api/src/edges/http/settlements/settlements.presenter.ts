import type {
  AnsweredLine,
  SettlementDetail,
  SettlementHead,
  SettlementPage,
  SettlementTrouble,
} from '../../../modules/settlements/index.ts';
import { presentPage } from '../common/cursor.ts';

const orNull = (amount: bigint | null): string | null => amount?.toString() ?? null;

const presentHead = (head: SettlementHead) => ({
  ...{
    id: head.id,
    direction: head.direction,
    peer: head.peer,
    period: head.period,
    currency: head.currency,
  },
  ...{ state: head.state, sha256: head.sha256, totalMicros: head.totalMicros.toString() },
  ...{ acceptedMicros: orNull(head.acceptedMicros), disputed: head.disputed, refusal: head.refusal },
  ...{ carriedMicros: head.carriedMicros.toString(), carriedInto: head.carriedInto },
  ...{ round: head.round, again: head.again },
  ...{ reference: head.reference, preparedBy: head.preparedBy, confirmedBy: head.confirmedBy },
  ...{ confirmedAt: head.confirmedAt?.toISOString() ?? null, createdAt: head.createdAt.toISOString() },
});

const presentLine = ({ plays, amountMicros, reckonedPlays, reckonedMicros, ...line }: AnsweredLine) => ({
  ...{ ...line, plays: plays.toString(), amountMicros: amountMicros.toString() },
  ...{ reckonedPlays: orNull(reckonedPlays), reckonedMicros: orNull(reckonedMicros) },
});

export const presentSettlements = (page: SettlementPage) => presentPage(page, presentHead);

export const presentSettlement = ({ lines, more, ...head }: SettlementDetail) => ({
  ...{ ...presentHead(head), lines: lines.map(presentLine), more },
});

export const presentTroubles = (troubles: readonly SettlementTrouble[]) => ({
  items: troubles.map(({ since, lastAt, ...row }) => ({
    ...{ ...row, since: since.toISOString(), lastAt: lastAt.toISOString() },
  })),
});

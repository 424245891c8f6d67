import type { Settlement, SettlementTrouble } from '../queries/settlements.ts';
import { periodWords } from './dates.ts';

type Shown = Pick<
  Settlement,
  'direction' | 'state' | 'acceptedMicros' | 'carriedMicros' | 'carriedInto' | 'round'
>;

const OUT: Record<Settlement['state'], string> = {
  STATED: 'Stated, not answered yet',
  ANSWERED: 'Answered, to be paid',
  PREPARED: 'Payment written down, to be confirmed',
  PAID: 'Paid',
  CARRIED: 'Carried',
  REFUSED: 'Refused',
};
const IN: Record<Settlement['state'], string> = {
  STATED: 'Received, being checked',
  ANSWERED: 'Checked, payment to come',
  PREPARED: 'Payment written down, to be confirmed',
  PAID: 'Received and booked',
  CARRIED: 'Carried',
  REFUSED: 'Refused',
};

/** What is to be paid of it: what was accepted, less what it carries. Null before it was answered. */
export const payableOf = ({
  acceptedMicros,
  carriedMicros,
}: Pick<Settlement, 'acceptedMicros' | 'carriedMicros'>): bigint | null =>
  acceptedMicros === null ? null : BigInt(acceptedMicros) + BigInt(carriedMicros);

function stateWords(settlement: Shown): string {
  const { direction, state, carriedInto, acceptedMicros, round } = settlement;
  if (carriedInto !== null) return `Carried into ${periodWords(carriedInto)}`;
  const payable = payableOf(settlement);
  if (state === 'ANSWERED' && payable !== null && payable <= 0n)
    return acceptedMicros === '0' ? 'Answered, nothing accepted' : 'Answered, carried to the next';
  if (direction === 'IN' && round === 2 && state === 'STATED')
    return 'Received again; what differs waits for you';
  return direction === 'OUT' ? OUT[state] : IN[state];
}

/** How far a settlement has come, as its side sees it. */
export const settlementWords = (settlement: Shown): string =>
  settlement.round === 2 ? `Second round. ${stateWords(settlement)}` : stateWords(settlement);

const REFUSALS: Record<string, string> = {
  HASH_DIFFERS: 'Not the document that its log names',
  MALFORMED: 'Not a document of this kind',
  SIGNATURE: 'Signed with another key',
  SUM: 'Its sum is not that of its lines',
  OTHER_INSTANCE: 'Of or to another server',
  OTHER_PERIOD: 'Of another period',
  OTHER_LINES: 'About lines that are not in dispute',
  CARRIED: 'Carries what was not agreed',
  REPLAYED: 'Stated before',
  UNREACHABLE: 'Not to be had, still tried',
};

/** Why a settlement or an answer could not be taken. */
export const troubleWords = ({ code }: Pick<SettlementTrouble, 'code'>): string => REFUSALS[code] ?? code;

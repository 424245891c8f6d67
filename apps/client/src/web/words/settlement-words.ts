import type { Settlement } from '../queries/settlements.ts';

const OUT: Record<Settlement['state'], string> = {
  STATED: 'Stated, not answered yet',
  ANSWERED: 'Answered, to be paid',
  PREPARED: 'Payment written down, to be confirmed',
  PAID: 'Paid',
  REFUSED: 'Refused',
};
const IN: Record<Settlement['state'], string> = {
  STATED: 'Received, being checked',
  ANSWERED: 'Checked, payment to come',
  PREPARED: 'Payment written down, to be confirmed',
  PAID: 'Received and booked',
  REFUSED: 'Refused',
};

/** How far a settlement has come, as its side sees it. */
export const settlementWords = ({ direction, state }: Pick<Settlement, 'direction' | 'state'>): string =>
  direction === 'OUT' ? OUT[state] : IN[state];

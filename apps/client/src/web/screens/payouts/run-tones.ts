import type { LineState, PayoutRun } from '../../queries/payouts.ts';
import type { Tone } from '../party/mark.tsx';

export const RUN_TONES: Record<PayoutRun['state'], Tone> = {
  DRAFT: 'waiting',
  APPROVED: 'waiting',
  SENDING: 'waiting',
  SENT: 'waiting',
  SETTLING: 'waiting',
  SETTLED: 'yes',
  CANCELLED: 'past',
};

export const LINE_TONES: Record<LineState, Tone> = {
  PLANNED: 'waiting',
  SENT: 'waiting',
  SETTLED: 'yes',
  RETURNED: 'no',
  NOT_PAID: 'past',
};

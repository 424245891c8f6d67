import type { DisputeState } from './dispute.types.ts';

/**
 * What can be done in a dispute. `ANSWER` is a response or a proposal of a party that was asked, `ADD` whatever else
 * is put on record, `LAPSE` a deadline that passed, `UPHOLD` corrected shares, `RELEASE` a dismissal.
 */
export const ACTS = ['ANSWER', 'ADD', 'ESCALATE', 'LAPSE', 'UPHOLD', 'RELEASE'] as const;
export type Act = (typeof ACTS)[number];

const NEXT: Readonly<Record<DisputeState, Readonly<Record<Act, DisputeState | null>>>> = {
  OPEN: {
    ANSWER: 'RESPONDED',
    ADD: 'OPEN',
    ESCALATE: 'ESCALATED',
    LAPSE: 'ESCALATED',
    UPHOLD: 'UPHELD',
    RELEASE: 'RELEASED',
  },
  RESPONDED: {
    ANSWER: 'RESPONDED',
    ADD: 'RESPONDED',
    ESCALATE: 'ESCALATED',
    LAPSE: 'ESCALATED',
    UPHOLD: 'UPHELD',
    RELEASE: 'RELEASED',
  },
  ESCALATED: {
    ANSWER: 'ESCALATED',
    ADD: 'ESCALATED',
    ESCALATE: null,
    LAPSE: null,
    UPHOLD: 'UPHELD',
    RELEASE: 'RELEASED',
  },
  UPHELD: { ANSWER: null, ADD: null, ESCALATE: null, LAPSE: null, UPHOLD: null, RELEASE: null },
  RELEASED: { ANSWER: null, ADD: null, ESCALATE: null, LAPSE: null, UPHOLD: null, RELEASE: null },
};

/** @returns `null` where the act is not possible. */
export const nextState = (state: DisputeState, act: Act): DisputeState | null => NEXT[state][act];

export const isResolved = (state: DisputeState): boolean => state === 'UPHELD' || state === 'RELEASED';

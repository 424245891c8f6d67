import type { LineState, RequestState } from './request.types.ts';

/** What can be done with a line: by a party, by the producer (`accept`), by time. */
export const LINE_ACTIONS = ['approve', 'decline', 'counter', 'accept', 'expire'] as const;
export type LineAction = (typeof LINE_ACTIONS)[number];

/** Whatever is not named here is not possible. */
const NEXT: Readonly<Record<LineState, Partial<Record<LineAction, LineState>>>> = {
  REQUESTED: { approve: 'GRANTED', decline: 'DECLINED', counter: 'COUNTERED', expire: 'EXPIRED' },
  COUNTERED: {
    approve: 'GRANTED',
    decline: 'DECLINED',
    counter: 'COUNTERED',
    accept: 'GRANTED',
    expire: 'EXPIRED',
  },
  GRANTED: {},
  DECLINED: {},
  EXPIRED: {},
};

/** @returns `null` when the action is not possible: the request is not open, or the line is decided. */
export const nextLineState = (
  request: RequestState,
  line: LineState,
  action: LineAction,
): LineState | null => (request === 'OPEN' ? (NEXT[line][action] ?? null) : null);

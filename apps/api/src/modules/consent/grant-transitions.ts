import type { GrantState } from '@flipside/royalty';
import { InvalidTransitionError } from './errors.ts';

/** What can happen to a grant. `GRANT` gives it terms: the first time, again, or after it was taken back. */
export const GRANT_ACTIONS = [
  'GRANT',
  'SUSPEND',
  'RESUME',
  'WITHDRAW',
  'ANNOUNCE',
  'KEEP',
  'EXPIRE',
  'DECLINE',
] as const;
export type GrantAction = (typeof GRANT_ACTIONS)[number];

/** A grant's state, and whether a withdrawal of it is announced. */
export interface GrantStanding {
  readonly state: GrantState;
  readonly announced: boolean;
}

type Table = Readonly<Record<GrantState, Partial<Readonly<Record<GrantAction, GrantState>>>>>;

/** From each state what each action leads to; what is absent is refused. */
const NEXT: Table = {
  REQUESTED: { GRANT: 'GRANTED', DECLINE: 'DECLINED' },
  DECLINED: { GRANT: 'GRANTED' },
  GRANTED: {
    GRANT: 'GRANTED',
    SUSPEND: 'SUSPENDED',
    WITHDRAW: 'WITHDRAWN',
    ANNOUNCE: 'GRANTED',
    KEEP: 'GRANTED',
    EXPIRE: 'EXPIRED',
  },
  // Other terms for a suspended grant wait with it: only resuming lets it hold again.
  SUSPENDED: {
    GRANT: 'SUSPENDED',
    RESUME: 'GRANTED',
    WITHDRAW: 'WITHDRAWN',
    ANNOUNCE: 'SUSPENDED',
    KEEP: 'SUSPENDED',
    EXPIRE: 'EXPIRED',
  },
  WITHDRAWN: { GRANT: 'GRANTED' },
  EXPIRED: { GRANT: 'GRANTED' },
};

const DONE: Record<GrantAction, string> = {
  GRANT: 'given other terms',
  SUSPEND: 'suspended',
  RESUME: 'resumed',
  WITHDRAW: 'withdrawn',
  ANNOUNCE: 'announced to be withdrawn',
  KEEP: 'kept',
  EXPIRE: 'ended',
  DECLINE: 'declined',
};

/** The state after an action, or `null` when it is not possible. */
export function stateAfter({ state, announced }: GrantStanding, action: GrantAction): GrantState | null {
  if (action === 'KEEP' && !announced) return null;
  return NEXT[state][action] ?? null;
}

/** Why an action is not possible, as a sentence. */
export function refusal({ state, announced }: GrantStanding, action: GrantAction): string {
  if (action === 'KEEP' && !announced && NEXT[state].KEEP !== undefined)
    return 'No withdrawal of the grant is announced.';
  if (state === 'WITHDRAWN' && action === 'WITHDRAW') return 'The grant is withdrawn already.';
  return `A grant that is ${state.toLowerCase()} cannot be ${DONE[action]}.`;
}

/** @throws {InvalidTransitionError} */
export function requireNext(standing: GrantStanding, action: GrantAction): GrantState {
  const next = stateAfter(standing, action);
  if (next === null) throw new InvalidTransitionError(refusal(standing, action));
  return next;
}

import { isDeepStrictEqual } from 'node:util';
import type { GrantState } from '@flipside/royalty';
import type { BulkChange, Ground, Planned, ScopeChange } from './bulk-change.types.ts';
import type { ScopeDocument } from './consent.types.ts';
import { checkTerms, stateAt } from './grant-terms.ts';
import { refusal, stateAfter } from './grant-transitions.ts';
import type { GrantAction } from './grant-transitions.ts';
import type { CoveringGrant } from './recording.types.ts';
import { UnprocessableError } from '../../platform/problem/errors.ts';

/** What a grant starts with: everywhere, every part, no limits, without being asked first. */
export const OPEN_SCOPE: ScopeDocument = {
  territories: ['WW'],
  excludeTerritories: [],
  from: null,
  to: null,
  allowedStems: null,
  tempoPermille: null,
  pitchCents: null,
  maxSeconds: null,
  mixWithOthers: true,
  remixOfRemix: true,
  layers: true,
  preApproved: true,
  commercialUse: true,
};

const COVERS = { SUBJECT: 'this alone', RELEASE: 'the release', CATALOGUE: 'the whole catalogue' } as const;

const unchanged: Planned = { outcome: 'UNCHANGED', note: null, says: null };
const refused = (note: string): Planned => ({ outcome: 'REFUSED', note, says: null });

/** A grant that is for more than this and holds: what it allows stays allowed, whatever is granted beside it. */
const holding = ({ wider }: Ground): CoveringGrant | null => (wider?.state === 'GRANTED' ? wider : null);
const beside = (ground: Ground): string | null => {
  const wider = holding(ground);
  if (wider === null || wider.policy === 'BLOCK') return null;
  return `The grant for ${COVERS[wider.covers]} holds beside it: what it allows stays allowed.`;
};

/** Only what a person wrote: a key that is absent changes nothing. */
const given = (change: ScopeChange): Partial<ScopeDocument> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

function withTerms(ground: Ground, change: Extract<BulkChange, { kind: 'GRANT' }>, now: Date): Planned {
  const { own } = ground;
  const base = own ?? holding(ground);
  const scope = { ...(base?.scope ?? OPEN_SCOPE), ...given(change.scope ?? {}) };
  const policy = change.policy ?? (own === null ? 'MONETISE' : own.policy);
  const minimumRate = change.minimumRate === undefined ? (base?.minimumRate ?? null) : change.minimumRate;
  try {
    checkTerms({ policy, scope, minimumRate }, now);
  } catch (error) {
    if (!(error instanceof UnprocessableError)) throw error;
    return refused(error.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '));
  }
  const before = own === null ? null : stateAt(own, now);
  const holds = before === 'GRANTED' || before === 'SUSPENDED';
  const state = before === null ? 'GRANTED' : stateAfter({ state: before, announced: false }, 'GRANT');
  if (own === null || state === null || before === null) {
    const note = policy === 'BLOCK' ? null : beside(ground);
    return {
      outcome: 'NEW',
      note,
      says: { state: 'GRANTED', policy, scope, minimumRate, withdrawnFrom: null, reason: null },
    };
  }
  const same =
    holds && isDeepStrictEqual([policy, scope, minimumRate], [own.policy, own.scope, own.minimumRate]);
  if (same) return unchanged;
  const withdrawnFrom = holds ? own.withdrawnFrom : null;
  const note =
    before === 'SUSPENDED'
      ? 'It is suspended and stays so until it is resumed.'
      : policy === 'BLOCK'
        ? null
        : beside(ground);
  return {
    outcome: 'REVISED',
    note,
    says: { state, policy, scope, minimumRate, withdrawnFrom, reason: null },
  };
}

const REACHED: Partial<Record<GrantAction, GrantState>> = {
  SUSPEND: 'SUSPENDED',
  RESUME: 'GRANTED',
  WITHDRAW: 'WITHDRAWN',
};

function withAction(
  ground: Ground,
  action: 'SUSPEND' | 'RESUME' | 'WITHDRAW' | 'ANNOUNCE',
  change: { readonly reason: string | null; readonly withdrawnFrom: Date | null },
  now: Date,
): Planned {
  const { own } = ground;
  if (own === null) {
    const covering = holding(ground);
    return refused(
      covering === null
        ? 'There is no grant for it.'
        : `It is covered by the grant for ${COVERS[covering.covers]}: change that one, or do not allow flips of this alone.`,
    );
  }
  const standing = { state: stateAt(own, now), announced: own.withdrawnFrom !== null };
  if (standing.state === REACHED[action]) return unchanged;
  if (action === 'ANNOUNCE' && own.withdrawnFrom?.getTime() === change.withdrawnFrom?.getTime())
    return unchanged;
  const state = stateAfter(standing, action);
  if (state === null) return refused(refusal(standing, action));
  const { policy, scope, minimumRate } = own;
  const note = action === 'RESUME' ? null : beside(ground);
  const withdrawnFrom =
    action === 'ANNOUNCE' ? change.withdrawnFrom : action === 'WITHDRAW' ? null : own.withdrawnFrom;
  return {
    outcome: 'REVISED',
    note,
    says: { state, policy, scope, minimumRate, withdrawnFrom, reason: change.reason },
  };
}

/** What one change makes of one recording or work, as a preview tells it and as it is then applied. */
export function planChange(ground: Ground, change: BulkChange, now: Date): Planned {
  switch (change.kind) {
    case 'GRANT':
      return withTerms(ground, change, now);
    case 'SUSPEND':
      return withAction(ground, 'SUSPEND', { reason: change.reason, withdrawnFrom: null }, now);
    case 'RESUME':
      return withAction(ground, 'RESUME', { reason: null, withdrawnFrom: null }, now);
    case 'WITHDRAW': {
      const withdrawnFrom = change.at === null ? null : new Date(change.at);
      const action = withdrawnFrom === null ? 'WITHDRAW' : 'ANNOUNCE';
      return withAction(ground, action, { reason: change.reason, withdrawnFrom }, now);
    }
  }
}

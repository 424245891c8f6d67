import { parseCurrency, parseMicroUnits, parseTerritorySet } from '@flipside/royalty';
import type { Grant, GrantScope, GrantState, MinimumRate } from '@flipside/royalty';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import type { GrantRecord, GrantTermsDraft, MinimumRateDocument, ScopeDocument } from './consent.types.ts';

const parseInstant = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A kept scope as `clear` takes it. */
export function toGrantScope(document: ScopeDocument): GrantScope {
  const { territories, excludeTerritories, from, to, ...limits } = document;
  const set = parseTerritorySet({ include: territories, exclude: excludeTerritories });
  if (!set.ok) throw new TypeError(`a kept grant names an unknown territory: ${set.message}`);
  return { ...limits, territories: set.value, from: parseInstant(from), to: parseInstant(to) };
}

export function toMinimumRate(document: MinimumRateDocument): MinimumRate {
  const currency = parseCurrency(document.currency);
  const amount = parseMicroUnits(document.perPlayMicros);
  if (!currency.ok || !amount.ok) throw new TypeError('a kept minimum rate cannot be read');
  return { currency: currency.value, perPlayMicros: amount.value };
}

/** Checks what a schema cannot: territories that exist, dates in order and ahead, a currency that is kept here. */
export function checkTerms({ scope, minimumRate }: GrantTermsDraft, now: Date): void {
  const faults: FieldError[] = [];
  const set = parseTerritorySet({ include: scope.territories, exclude: scope.excludeTerritories });
  if (!set.ok) faults.push({ pointer: '/scope/territories', detail: set.message });
  if (scope.from !== null && scope.to !== null && Date.parse(scope.to) <= Date.parse(scope.from))
    faults.push({ pointer: '/scope/to', detail: 'must be later than its beginning' });
  else if (scope.to !== null && Date.parse(scope.to) <= now.getTime())
    faults.push({ pointer: '/scope/to', detail: 'must be in the future' });
  if (minimumRate !== null) {
    const currency = parseCurrency(minimumRate.currency);
    const amount = parseMicroUnits(minimumRate.perPlayMicros);
    if (!currency.ok) faults.push({ pointer: '/minimumRate/currency', detail: currency.message });
    if (!amount.ok || amount.value < 0n)
      faults.push({ pointer: '/minimumRate/perPlayMicros', detail: 'must be an amount of zero or more' });
  }
  if (faults.length > 0) throw new UnprocessableError('These terms cannot be granted.', faults);
}

/** The instants at which a grant begins or ends. */
export const turningPoints = (grant: Pick<Grant, 'scope' | 'withdrawnFrom'>): Date[] =>
  [grant.scope.from, grant.scope.to, grant.withdrawnFrom ?? null].filter((instant) => instant !== null);

/** When a version ends of itself: at the end of its scope or at its announced withdrawal, whichever comes first. */
export function endOf({
  scope,
  withdrawnFrom,
}: {
  readonly scope: Pick<ScopeDocument, 'to'>;
  readonly withdrawnFrom: Date | null;
}): Date | null {
  const ends = [parseInstant(scope.to), withdrawnFrom].flatMap((one) =>
    one === null ? [] : [one.getTime()],
  );
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/** The state of a version at an instant: what time has done counts before it is written down. */
export function stateAt(
  { state, scope, withdrawnFrom }: Pick<GrantRecord, 'state' | 'scope' | 'withdrawnFrom'>,
  at: Date,
): GrantState {
  if (state !== 'GRANTED' && state !== 'SUSPENDED') return state;
  if (withdrawnFrom !== null && withdrawnFrom <= at) return 'WITHDRAWN';
  return scope.to !== null && Date.parse(scope.to) <= at.getTime() ? 'EXPIRED' : state;
}

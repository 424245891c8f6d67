import type { Principal } from '../../platform/auth/principal.ts';
import { ForbiddenError, NotFoundError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from '../consent/index.ts';
import { nextLineState } from './line-transitions.ts';
import type { LineAction } from './line-transitions.ts';
import type { LineRow, LineState, RequestRow } from './request.types.ts';

/** Those of the asked parties that the principal acts for; nothing for the producer of somebody else's music. */
export const actingFor = (principal: Principal, recipients: readonly string[]): string[] =>
  recipients.filter((partyId) => principal.memberships.has(partyId));

/** The draft is for its producer and for members of the parties that were asked, and for nobody else. */
export function requireReader(
  principal: Principal,
  request: Pick<RequestRow, 'producerId'>,
  recipients: readonly string[],
): void {
  if (request.producerId === principal.userId || actingFor(principal, recipients).length > 0) return;
  throw new ForbiddenError('Only the producer and those who are asked see a clearance request.');
}

export function requireOpen(request: RequestRow | null): RequestRow {
  if (request === null) throw new NotFoundError('Clearance request');
  if (request.state === 'OPEN') return request;
  throw new InvalidTransitionError(`The request is ${request.state.toLowerCase()}: nothing is open in it.`);
}

/** The party through which the principal answers a line: the one asked when they act for it, else one mandated. */
export function answeringParty(
  principal: Principal,
  { partyId, answererIds }: Pick<LineRow, 'partyId' | 'answererIds'>,
): string {
  const own = answererIds.filter((id) => principal.memberships.has(id));
  const through = own.includes(partyId ?? '') ? partyId : (own[0] ?? null);
  if (through === null) throw new ForbiddenError('You do not act for the party that is asked here.');
  principal.requireParty(through, 'MANAGER');
  return through;
}

export const mayAnswer = (principal: Principal, line: Pick<LineRow, 'answererIds'>): boolean =>
  line.answererIds.some((id) => ['OWNER', 'MANAGER'].includes(principal.memberships.get(id) ?? ''));

export function requireNext(request: RequestRow, line: LineRow, action: LineAction): LineState {
  const next = nextLineState(request.state, line.state, action);
  if (next === null)
    throw new InvalidTransitionError(`This is ${line.state.toLowerCase()} and cannot be answered so.`);
  return next;
}

import type { PromiseState } from '../../engine/verify/index.ts';
import { formatCount } from './flip-words.ts';

/** How many promises this device has, and how many of them it found kept. */
export function promiseWords({
  included,
  waiting,
  missing,
  invalid,
  'other-key': otherKey,
}: Readonly<Record<PromiseState, number>>): string {
  const all = included + waiting + missing + invalid + otherKey;
  if (all === 0) return 'No play of this device was counted yet.';
  const plays = all === 1 ? 'One play is promised' : `${formatCount(String(all))} plays are promised`;
  if (included === all) return `${plays}, and the log has ${all === 1 ? 'it' : 'them all'}.`;
  if (waiting === all) return `${plays}. Not checked yet.`;
  const rest = waiting === 0 ? '' : `, ${formatCount(String(waiting))} to be checked`;
  return `${plays}. The log has ${formatCount(String(included))} of them${rest}.`;
}

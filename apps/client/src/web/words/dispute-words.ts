import type { DisputeEvent, DisputeItem, DisputePart, DisputeState } from '../queries/disputes.ts';
import { dayWords } from './dates.ts';
import { countWord, listWords } from './flip-words.ts';
import { territoryName } from './territories.ts';

const MOST_NAMED = 3;

/** Parts per million as a percentage without idle zeros: "120 %", "33.3333 %". Exact. */
export function percentWords(ppm: number): string {
  const fraction = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(ppm / 10_000)}${fraction === '' ? '' : `.${fraction}`} %`;
}

function someWords(codes: readonly string[]): string {
  const names = codes.map(territoryName);
  if (names.length <= MOST_NAMED) return listWords(names);
  return listWords([...names.slice(0, MOST_NAMED - 1), `${names.length - MOST_NAMED + 1} more`]);
}

/** "Germany and France", "everywhere", "everywhere but Germany" */
export function territoriesWords({ include, exclude }: DisputePart['territories']): string {
  if (!include.includes('WW')) return someWords(include);
  return exclude.length === 0 ? 'everywhere' : `everywhere but ${someWords(exclude)}`;
}

/** The same where a sentence says where: "in Germany", "everywhere". */
export function whereWords(territories: DisputePart['territories']): string {
  const words = territoriesWords(territories);
  return words.startsWith('everywhere') ? words : `in ${words}`;
}

export const sideWords = (side: DisputeItem['side']): string =>
  side === 'MASTER' ? 'the recording' : 'the composition';

function whenWords({ from, to }: Pick<DisputePart, 'from' | 'to'>): string {
  const begin = from === null ? '' : ` from ${dayWords(from)}`;
  const end = to === null ? '' : ` until ${dayWords(to)}`;
  return `${begin}${end}`;
}

const ownerWords = (name: string): string => `${name}${name.endsWith('s') ? '’' : '’s'}`;

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What is in conflict, in one plain sentence: "Two parties claim 120 % of the recording in Germany." */
export function conflictSentence(part: DisputePart, side: DisputeItem['side']): string {
  const parties = new Set(part.disputed.map(({ party }) => party.id)).size;
  const place = `${sideWords(side)} ${whereWords(part.territories)}${whenWords(part)}`;
  if (part.cause === 'OVERCLAIM') {
    const who = parties === 1 ? 'One party claims' : `${capital(countWord(parties))} parties claim`;
    return `${who} ${percentWords(part.claimedPpm)} of ${place}.`;
  }
  const names = listWords(
    part.disputed.map(({ party, ppm }) => `${ownerWords(party.name)} ${percentWords(ppm)}`),
  );
  return `${names} of ${place} ${part.disputed.length === 1 ? 'is' : 'are'} said to be wrong.`;
}

export const STATE_WORDS: Record<DisputeState, string> = {
  OPEN: 'Waits for an answer',
  RESPONDED: 'Answered',
  ESCALATED: 'With the operator',
  UPHELD: 'Shares settled',
  RELEASED: 'Dismissed',
};

export const isOpen = ({ state }: Pick<DisputeItem, 'state'>): boolean =>
  state !== 'UPHELD' && state !== 'RELEASED';

/** The next deadline of an open dispute: whose it is, and when. */
export function deadline(
  dispute: Pick<DisputeItem, 'state' | 'respondBy' | 'decideBy'>,
): { readonly words: string; readonly at: string } | null {
  if (!isOpen(dispute)) return null;
  if (dispute.state === 'OPEN') return { words: 'Answer by', at: dispute.respondBy };
  const at = dispute.decideBy ?? dispute.respondBy;
  return { words: dispute.state === 'RESPONDED' ? 'Agree by' : 'Decide by', at };
}

const EVENT_WORDS: Record<DisputeEvent['kind'], string> = {
  OPENED: 'opened the dispute',
  CHANGED: 'found other shares in dispute',
  RESPONDED: 'answered',
  ADDED: 'added',
  PROPOSED: 'proposed a split',
  ACCEPTED: 'accepted the split',
  ESCALATED: 'asked the operator to decide',
  LAPSED: 'handed it to the operator',
  UPHELD: 'settled the shares',
  AGREED: 'agreed: the shares are settled',
  RELEASED: 'dismissed it: the shares stand',
  WITHDRAWN: 'took it back: the shares stand',
  VANISHED: 'closed it: nothing is in dispute any more',
};

/** Who did what: "North Label proposed a split". */
export function eventWords({ kind, party, byOperator }: DisputeEvent): { who: string; did: string } {
  const who =
    kind === 'AGREED' ? 'All parties' : (party?.name ?? (byOperator ? 'The operator' : 'This instance'));
  return { who, did: EVENT_WORDS[kind] };
}

import type { CoveringGrant, GrantScope, GrantVersionView } from '../queries/consent.ts';
import { currencySign, formatMicros } from '../components/micros.ts';
import { dayWords } from './dates.ts';
import { formatCount, listWords } from './flip-words.ts';
import { lengthWords, pitchWords, stemsWords, tempoWords } from './terms-words.ts';
import { territoryName } from './territories.ts';

type Terms = Pick<CoveringGrant, 'policy' | 'scope' | 'minimumRate'>;

const DAY_MS = 86_400_000;

/** The last day of a time that ends at an instant: ends are at midnight, so it is the day before. */
export const lastDay = (end: string): string => dayWords(new Date(Date.parse(end) - 1).toISOString());

/** "Germany and Austria", "everywhere", "everywhere but Japan". */
export function placeWords({ territories, excludeTerritories }: GrantScope): string {
  const places = territories.includes('WW') ? 'everywhere' : listWords(territories.map(territoryName));
  return excludeTerritories.length === 0
    ? places
    : `${places} but ${listWords(excludeTerritories.map(territoryName))}`;
}

/** "from 1 March 2026 until 4 April 2026"; nothing without dates. */
export function scheduleWords({ from, to }: Pick<GrantScope, 'from' | 'to'>): string {
  return [
    ...(from === null ? [] : [`from ${dayWords(from)}`]),
    ...(to === null ? [] : [`until ${lastDay(to)}`]),
  ].join(' ');
}

export const rateWords = (rate: CoveringGrant['minimumRate']): string =>
  rate === null ? 'nothing' : `${currencySign(rate.currency)}${formatMicros(rate.perPlayMicros, 6)} a play`;

const POLICY = {
  MONETISE: 'plays count and pay',
  REPORT_USAGE: 'plays are only reported',
  BLOCK: 'no flips are allowed',
} as const;

/** What a remixer must not do. */
export function refusedWords(scope: GrantScope): string[] {
  return [
    ...(scope.mixWithOthers ? [] : ['mix it with other music']),
    ...(scope.layers ? [] : ['add own recordings']),
    ...(scope.remixOfRemix ? [] : ['flip a flip of it']),
    ...(scope.commercialUse ? [] : ['earn with it']),
  ];
}

/** Each condition with the words for a scope, in the order they are told. */
const CONDITIONS: readonly (readonly [string, (terms: Terms) => string])[] = [
  ['', ({ policy }) => POLICY[policy]],
  ['parts', ({ scope }) => stemsWords(scope.allowedStems)],
  ['length', ({ scope }) => lengthWords(scope.maxSeconds)],
  ['tempo', ({ scope }) => tempoWords(scope.tempoPermille)],
  ['pitch', ({ scope }) => pitchWords(scope.pitchCents)],
  ['where', ({ scope }) => placeWords(scope)],
  ['when', ({ scope }) => scheduleWords(scope) || 'at any time'],
  ['mixing with other music', ({ scope }) => (scope.mixWithOthers ? 'allowed' : 'not allowed')],
  ['own recordings on top', ({ scope }) => (scope.layers ? 'allowed' : 'not allowed')],
  ['flips of flips', ({ scope }) => (scope.remixOfRemix ? 'allowed' : 'not allowed')],
  ['earning with it', ({ scope }) => (scope.commercialUse ? 'allowed' : 'not allowed')],
  [
    'approval',
    ({ scope }) => (scope.preApproved ? 'not needed inside these terms' : 'every flip is heard first'),
  ],
  ['at least', ({ minimumRate }) => rateWords(minimumRate)],
];

/** What differs between two versions, one sentence each. */
export function termChanges(before: Terms, after: Terms): string[] {
  return CONDITIONS.flatMap(([name, words]) => {
    const [was, is] = [words(before), words(after)];
    if (was === is) return [];
    return name === '' ? [`${is.charAt(0).toUpperCase()}${is.slice(1)}.`] : [`${name}: ${was}, now ${is}.`];
  }).map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
}

const HAPPENED: Record<GrantVersionView['state'], string> = {
  REQUESTED: 'Was asked for',
  GRANTED: 'Granted',
  DECLINED: 'Declined',
  SUSPENDED: 'Suspended',
  WITHDRAWN: 'Withdrawn',
  EXPIRED: 'Ended on its last day',
};

function headline(version: GrantVersionView, before: GrantVersionView | undefined): string {
  if (before === undefined) return HAPPENED[version.state];
  if (version.withdrawnFrom !== before.withdrawnFrom) {
    if (version.withdrawnFrom !== null) return `Withdrawal announced for ${dayWords(version.withdrawnFrom)}`;
    if (version.state === before.state) return 'Announced withdrawal taken back';
  }
  if (version.state === before.state) return 'Terms changed';
  if (version.state !== 'GRANTED') return HAPPENED[version.state];
  return before.state === 'SUSPENDED' ? 'Resumed' : 'Granted again';
}

/** A version as a line of history: what happened, and what is different since the one before. */
export function versionWords(
  version: GrantVersionView,
  before: GrantVersionView | undefined,
): { readonly happened: string; readonly changes: readonly string[] } {
  return {
    happened: headline(version, before),
    changes: before === undefined ? [] : termChanges(before, version),
  };
}

/** What a remixer may do, as an example anybody can picture. */
export function exampleWords({ policy, scope }: Pick<CoveringGrant, 'policy' | 'scope'>): string {
  if (policy === 'BLOCK') return 'Nobody can publish a flip of it.';
  const { tempoPermille: tempo, maxSeconds } = scope;
  const bpm = (permille: number) => Math.round((120 * permille) / 1000);
  const parts = scope.allowedStems === null ? 'all of it' : `its ${stemsWords(scope.allowedStems)}`;
  const length = maxSeconds === null ? '' : ` for up to ${lengthWords(maxSeconds)}`;
  const speed = tempo === null ? '' : `; at 120 BPM that is ${bpm(tempo.min)} to ${bpm(tempo.max)} BPM`;
  const others = scope.mixWithOthers ? ' over another track’s drums' : ' with nothing else beside it';
  const then = scope.preApproved ? 'It goes out at once.' : 'It goes out once you said yes to it.';
  return `Somebody lays ${parts}${others}${length}${speed}. ${then}`;
}

/** Days until an instant, for announcements: "in 3 days". */
export function daysUntil(instant: string, now = Date.now()): string {
  const days = Math.ceil((Date.parse(instant) - now) / DAY_MS);
  return days <= 1 ? 'within a day' : `in ${days} days`;
}

/** What a withdrawal at once means for the flips that are out; null where they are not counted. */
export function stoppedWords(flips: string | null): string {
  if (flips === '0') return 'No flip of it can be made from now on.';
  const out = flips === null ? 'those' : flips === '1' ? 'the one' : `the ${formatCount(flips)}`;
  return `No flip of it plays from now on, ${out} already out included.`;
}

/** What other terms mean for the flips that are out; null where they are not counted. */
export function newTermsWords(flips: string | null): string {
  if (flips === '0') return 'They hold for flips from now on; none is out yet.';
  if (flips === '1') return 'The flip already out plays on while it fits these terms; otherwise it stops.';
  const out = flips === null ? 'Flips' : `The ${formatCount(flips)} flips`;
  return `${out} already out play on while they fit these terms; those that do not stop.`;
}

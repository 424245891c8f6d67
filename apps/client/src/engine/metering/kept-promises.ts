import type { AuthenticTiles } from '@flipside/transparency';
import type { KeptPromise } from '../storage/device-records.ts';
import { checkPromise, isPromised, readPromise, type PromiseState } from '../verify/index.ts';

/** Promises of one instance that are looked at: those of some years of daily listening. */
export const MOST_KEPT = 20_000;
/** As many leaves as an instance answers for at a time. */
const MOST_ASKED = 100;
/** A leaf hash in hex; whatever else a kept promise names is nowhere. */
const HASH = /^[0-9a-f]{64}$/;

export type PromiseCounts = Readonly<Record<PromiseState, number>>;

/** The log of plays that promises are looked for in, after it was checked itself. */
export interface PromisedLog {
  readonly origin: string;
  readonly tiles: AuthenticTiles;
  /** The did:key that this device knows the instance by; null before it knows one. */
  readonly pinned: string | null;
  /** Where the instance says that these leaves are, by hash; it is not believed. */
  places(
    leaves: readonly string[],
  ): Promise<readonly { readonly hash: string; readonly index: number | null }[]>;
  now(): number;
}

export const stateOfPromise = ({ checked }: KeptPromise): PromiseState => checked?.state ?? 'waiting';

export function countPromises(kept: readonly KeptPromise[]): PromiseCounts {
  const counts = { included: 0, waiting: 0, missing: 0, invalid: 0, 'other-key': 0 };
  for (const one of kept) counts[stateOfPromise(one)] += 1;
  return counts;
}

/** The did:key of the first promise of an instance that holds: what it is known by from then on. */
export function firstKeyOf(kept: readonly KeptPromise[]): string | null {
  const first = kept
    .toSorted((a, b) => a.countedAt - b.countedAt)
    .map(({ promise }) => readPromise(promise))
    .find((promise) => promise !== null && isPromised(promise));
  return first?.key ?? null;
}

/**
 * The next promises to look for, so many at most, those first that were not looked for the longest. What was found once stays found: the log
 * is held to what it was.
 */
export const openPromises = (kept: readonly KeptPromise[], most: number): readonly KeptPromise[] =>
  kept
    .filter((one) => stateOfPromise(one) !== 'included')
    .toSorted((a, b) => (a.checked?.at ?? 0) - (b.checked?.at ?? 0))
    .slice(0, most);

/** What was just counted is in the log a moment later, so that absence is no error. */
async function placesOf(
  leaves: readonly string[],
  log: PromisedLog,
): Promise<ReadonlyMap<string, number | null>> {
  const places = new Map<string, number | null>();
  for (let from = 0; from < leaves.length; from += MOST_ASKED)
    for (const { hash, index } of await log.places(leaves.slice(from, from + MOST_ASKED)))
      places.set(hash, index);
  return places;
}

/** Looks for promises in the log; gives each with what was found. */
export async function* lookFor(
  open: readonly KeptPromise[],
  log: PromisedLog,
): AsyncGenerator<KeptPromise, void, undefined> {
  const promises = open.map((one) => ({ one, promise: readPromise(one.promise) }));
  const leaves = promises.flatMap(({ promise }) => (promise === null ? [] : [promise.leaf]));
  const places = await placesOf(
    [...new Set(leaves)].filter((leaf) => HASH.test(leaf)),
    log,
  );
  for (const { one, promise } of promises) {
    const at = log.now();
    const state =
      promise === null || promise.log !== log.origin
        ? 'invalid'
        : await checkPromise(promise, log.tiles, places.get(promise.leaf) ?? null, at, log.pinned);
    yield { ...one, checked: { state, at } };
  }
}

/**
 * Something to hand to anybody: what was promised, signed, and the log's own signed word on how far it goes.
 *
 * @param home address of the instance
 * @param log what this device remembers of its log
 * @returns JSON
 */
export function promiseEvidence(
  home: string,
  log: { readonly vkey: string; readonly checkpoint: string } | null,
  broken: readonly KeptPromise[],
): string {
  const document = {
    about:
      'Each promise is signed by the instance and names the hash of a leaf of its public log. The checkpoint is signed by the log; no tree of that size has these leaves.',
    home,
    log: log === null ? null : { vkey: log.vkey, checkpoint: log.checkpoint },
    promises: broken.map(({ promise, checked }) => ({
      promise,
      found: checked?.state,
      lookedAt: checked === undefined ? null : new Date(checked.at).toISOString(),
    })),
  };
  return JSON.stringify(document, null, 2);
}

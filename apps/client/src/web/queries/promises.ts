import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { DeviceReceiptStore } from '../../engine/storage/device-receipt-store.ts';
import type { KeptPromise } from '../../engine/storage/device-records.ts';
import { checkPromise, isPromised, readPromise, type PromiseState } from '../../engine/verify/index.ts';
import { unwrap } from './api-problem.ts';
import { checkInBrowser, rememberedLog } from './logs.ts';

const KEY = ['promises'] as const;
/** Promises that are looked at: those of some years of daily listening. */
const MOST_KEPT = 20_000;
/** Of which so many are asked for at a time. */
const MOST_CHECKED = 200;
/** As many leaves as the instance answers for at a time. */
const MOST_ASKED = 100;
/** A leaf hash in hex; whatever else a kept promise names is nowhere. */
const HASH = /^[0-9a-f]{64}$/;

const store = new DeviceReceiptStore();

export interface PromiseOverview {
  readonly counts: Readonly<Record<PromiseState, number>>;
  readonly broken: readonly KeptPromise[];
  /** Signed, and by another key than this device knows the instance by. */
  readonly strangers: readonly KeptPromise[];
  readonly lastCheckedAt: number | null;
}

/** The did:key of the instance, as this device saw it first. */
const PINNED = `flipside.instance-key.${window.location.origin}`;

/** What the instance is known by: the key of the first promise that it signed, for as long as this device remembers. */
function pinnedKey(kept: readonly KeptPromise[]): string | null {
  const known = window.localStorage.getItem(PINNED);
  if (known !== null) return known;
  const first = kept
    .filter(isHere)
    .toSorted((a, b) => a.countedAt - b.countedAt)
    .map(({ promise }) => readPromise(promise))
    .find((promise) => promise !== null && isPromised(promise));
  if (first === undefined || first === null) return null;
  window.localStorage.setItem(PINNED, first.key);
  return first.key;
}

const stateOf = ({ checked }: KeptPromise): PromiseState => checked?.state ?? 'waiting';
const isHere = ({ home }: KeptPromise): boolean => home === window.location.origin;

function overviewOf(kept: readonly KeptPromise[]): PromiseOverview {
  const counts = { included: 0, waiting: 0, missing: 0, invalid: 0, 'other-key': 0 };
  for (const one of kept) counts[stateOf(one)] += 1;
  const times = kept.flatMap(({ checked }) => (checked === undefined ? [] : [checked.at]));
  return {
    counts,
    broken: kept.filter((one) => ['missing', 'invalid'].includes(stateOf(one))),
    strangers: kept.filter((one) => stateOf(one) === 'other-key'),
    lastCheckedAt: times.length === 0 ? null : Math.max(...times),
  };
}

/** What this device was promised, and what it found of it. Nothing is asked of anybody. */
export function useKeptPromises() {
  return useQuery({
    queryKey: KEY,
    networkMode: 'always',
    queryFn: async () => overviewOf((await store.promises(MOST_KEPT)).filter(isHere)),
  });
}

/** Where the instance says that leaves are, by hash. What was just counted is there a moment later, so that absence is no error. */
async function placesOf(leaves: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
  const places = new Map<string, number | null>();
  for (let from = 0; from < leaves.length; from += MOST_ASKED) {
    const asked = leaves.slice(from, from + MOST_ASKED).join(',');
    const params = { path: { name: 'plays' as const }, query: { leaves: asked } };
    const answer = unwrap(await api.GET('/api/logs/{name}/places', { params }));
    for (const { hash, index } of answer.places) places.set(hash, index);
  }
  return places;
}

/**
 * Checks the log of plays against what this device remembers of it, and then whether what was promised is in that log. What was
 * found once stays found: the log is held to what it was.
 */
async function checkPromises(): Promise<void> {
  const kept = await store.promises(MOST_KEPT);
  const pinned = pinnedKey(kept);
  const open = kept
    .filter((one) => isHere(one) && stateOf(one) !== 'included')
    .sort((a, b) => (a.checked?.at ?? 0) - (b.checked?.at ?? 0))
    .slice(0, MOST_CHECKED);
  if (open.length === 0) return;
  const { logs } = unwrap(await api.GET('/api/logs'));
  const log = logs.find(({ name }) => name === 'plays');
  if (log === undefined) throw new Error('This instance shows no log of plays.');
  const checked = await checkInBrowser(log);
  if (!checked.ok)
    throw new Error(`The log of plays does not match what this device saw: ${checked.message}`);
  const promises = open.map((one) => ({ one, promise: readPromise(one.promise) }));
  const leaves = promises.flatMap(({ promise }) => (promise === null ? [] : [promise.leaf]));
  const places = await placesOf([...new Set(leaves)].filter((leaf) => HASH.test(leaf)));
  for (const { one, promise } of promises) {
    const at = Date.now();
    const state =
      promise === null || promise.log !== log.origin
        ? 'invalid'
        : await checkPromise(promise, checked.tiles, places.get(promise.leaf) ?? null, at, pinned);
    await store.keepPromise({ ...one, checked: { state, at } });
  }
}

export function useCheckPromises() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: checkPromises,
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/**
 * Takes the instance’s new key for its own: whoever runs it said so, somewhere else than here. What it signed is then looked
 * for in the log like any other promise.
 */
export function useBelieveKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (strangers: readonly KeptPromise[]) => {
      const newest = strangers.toSorted((a, b) => b.countedAt - a.countedAt)[0];
      const promise = readPromise(newest?.promise);
      if (promise === null) return;
      window.localStorage.setItem(PINNED, promise.key);
      await checkPromises();
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Something to hand to anybody: what was promised, signed, and the log's own signed word on how far it goes. */
export function evidenceOf(broken: readonly KeptPromise[]): string {
  const log = rememberedLog(`${window.location.host}/log/plays`);
  return JSON.stringify(
    {
      about:
        'Each promise is signed by the instance and names the hash of a leaf of its public log. The checkpoint is signed by the log; no tree of that size has these leaves.',
      home: window.location.origin,
      log: log === null ? null : { vkey: log.vkey, checkpoint: log.checkpoint },
      promises: broken.map(({ promise, checked }) => ({
        promise,
        found: checked?.state,
        lookedAt: checked === undefined ? null : new Date(checked.at).toISOString(),
      })),
    },
    null,
    2,
  );
}

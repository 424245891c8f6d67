import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { DeviceReceiptStore } from '../../engine/storage/device-receipt-store.ts';
import {
  countPromises,
  firstKeyOf,
  lookFor,
  MOST_KEPT,
  openPromises,
  promiseEvidence,
  stateOfPromise,
  type PromiseCounts,
} from '../../engine/metering/kept-promises.ts';
import type { KeptPromise } from '../../engine/storage/device-records.ts';
import { readPromise, type PromiseState } from '../../engine/verify/index.ts';
import { unwrap } from './api-problem.ts';
import { checkInBrowser, rememberedLog } from './logs.ts';

const KEY = ['promises'] as const;
/** Promises that one press of the button looks for. */
const MOST_CHECKED = 200;

const store = new DeviceReceiptStore();

export interface PromiseOverview {
  readonly counts: PromiseCounts;
  /** Signed, and not in the log. */
  readonly broken: readonly KeptPromise[];
  /** Not signed by what they name, so that they prove nothing. */
  readonly worthless: readonly KeptPromise[];
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
  const first = firstKeyOf(kept);
  if (first !== null) window.localStorage.setItem(PINNED, first);
  return first;
}

const isHere = ({ home }: KeptPromise): boolean => home === window.location.origin;

function overviewOf(kept: readonly KeptPromise[]): PromiseOverview {
  const inState = (state: PromiseState) => kept.filter((one) => stateOfPromise(one) === state);
  const times = kept.flatMap(({ checked }) => (checked === undefined ? [] : [checked.at]));
  return {
    counts: countPromises(kept),
    broken: inState('missing'),
    worthless: inState('invalid'),
    strangers: inState('other-key'),
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

async function places(leaves: readonly string[]) {
  const params = { path: { name: 'plays' as const }, query: { leaves: leaves.join(',') } };
  return unwrap(await api.GET('/api/logs/{name}/places', { params })).places;
}

/** Checks the log of plays against what this device remembers of it, and then whether what was promised is in that log. */
async function checkPromises(): Promise<void> {
  const kept = (await store.promises(MOST_KEPT)).filter(isHere);
  const pinned = pinnedKey(kept);
  const open = openPromises(kept, MOST_CHECKED);
  if (open.length === 0) return;
  const { logs } = unwrap(await api.GET('/api/logs'));
  const log = logs.find(({ name }) => name === 'plays');
  if (log === undefined) throw new Error('This instance shows no log of plays.');
  const checked = await checkInBrowser(log);
  if (!checked.ok)
    throw new Error(`The log of plays does not match what this device saw: ${checked.message}`);
  const { origin } = log;
  const found = lookFor(open, { origin, tiles: checked.tiles, pinned, places, now: () => Date.now() });
  for await (const one of found) await store.keepPromise(one);
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

/** What proves to anybody that promises were not kept. */
export const evidenceOf = (broken: readonly KeptPromise[]): string =>
  promiseEvidence(window.location.origin, rememberedLog(`${window.location.host}/log/plays`), broken);

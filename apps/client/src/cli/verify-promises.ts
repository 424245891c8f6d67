import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeyFromDidKey } from '@flipside/recipe';
import {
  countPromises,
  firstKeyOf,
  lookFor,
  MOST_KEPT,
  openPromises,
  promiseEvidence,
  stateOfPromise,
  type PromiseCounts,
} from '../engine/metering/kept-promises.ts';
import type { KeptPromise } from '../engine/storage/device-records.ts';
import { checkLog, type CheckedLog, type FailedLog, type PromiseState } from '../engine/verify/index.ts';
import { apiOf, expectData } from './api.ts';
import { httpOf, memoryOf, policyOf, stateOf } from './context.ts';
import type { CommonOptions, LogOptions, Outcome, World } from './context.ts';
import { EXIT, usageError } from './exit-codes.ts';
import { hasCode, writeWhole } from './files.ts';
import type { Http } from './http.ts';
import type { LogIdentity } from './log-check.ts';
import { identitiesOf } from './log-identity.ts';
import type { RememberedLog } from './log-memory.ts';
import { readLogResource } from './log-resource.ts';
import { FileReceiptStore } from './storage/receipt-files.ts';

export interface PromiseOptions extends LogOptions {
  /** The did:key that whoever runs the instance named when it was changed. */
  readonly believe?: string;
}

/** What became of the promises of one instance. */
interface InstanceReport {
  readonly instance: string;
  readonly ok: boolean;
  /** Why nothing was looked for: the log itself is not in order. */
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly counts: PromiseCounts;
  /** Plays that were promised and are not in the log, or are promised by another key. */
  readonly plays: readonly {
    readonly recipe: string;
    readonly countedAt: string;
    readonly found: PromiseState;
  }[];
  /** A file that proves to anybody what was not kept. */
  readonly evidence: string | null;
}

interface Place {
  readonly directory: string;
  readonly http: Http;
  readonly store: FileReceiptStore;
}

const FAULTY: ReadonlySet<PromiseState> = new Set(['missing', 'invalid', 'other-key']);
const NOTHING_READ: RememberedLog['entries'] = { size: 0, frontier: [] };

/** The log of plays, held to what this machine saw of it before. Its entries are not read: what was promised is looked up. */
async function checkedLog(
  http: Http,
  identity: LogIdentity,
  options: PromiseOptions,
  world: World,
): Promise<CheckedLog | FailedLog> {
  const memory = memoryOf(options, world);
  const known = await memory.get(http.host, 'plays');
  const remembering = {
    get: () => (known === null ? null : { ...known, at: Date.parse(known.at) }),
    set: (origin: string, { vkey, checkpoint, at }: { vkey: string; checkpoint: string; at: number }) => {
      const entries = known?.entries ?? NOTHING_READ;
      const record = { origin, vkey, checkpoint, at: new Date(at).toISOString(), entries };
      return memory.set(http.host, 'plays', record);
    },
  };
  const read = (path: string) => readLogResource(http, 'plays', path);
  const checked = await checkLog(read, identity, remembering, world.now().getTime());
  if (checked.ok || checked.evidence === null) return checked;
  const { remembered, served } = checked.evidence;
  const kept = await memory.keepEvidence(http.host, 'plays', [remembered, served], world.now());
  return { ...checked, message: `${checked.message} (both checkpoints are kept in ${kept})` };
}

async function pinnedKey(
  store: FileReceiptStore,
  kept: readonly KeptPromise[],
  { believe }: PromiseOptions,
): Promise<string | null> {
  const known = believe ?? (await store.knownKey());
  const pinned = known ?? firstKeyOf(kept);
  if (pinned !== null && (believe !== undefined || known === null)) await store.believeKey(pinned);
  return pinned;
}

async function look(
  { http, store }: Place,
  most: number,
  options: PromiseOptions,
  world: World,
): Promise<InstanceReport['fault']> {
  const kept = await store.promises(MOST_KEPT);
  const pinned = await pinnedKey(store, kept, options);
  const open = openPromises(kept, most);
  if (open.length === 0) return null;
  const policy = await policyOf(options);
  const identities = await identitiesOf(http, ['plays'], { keys: options.key, policy });
  const identity = identities.get('plays');
  if (identity === undefined) throw usageError('LOG_UNKNOWN', `${http.host} has no log of plays.`);
  const checked = await checkedLog(http, identity, options, world);
  if (!checked.ok) return { code: checked.code, message: checked.message };
  const places = async (leaves: readonly string[]) => {
    const params = { path: { name: 'plays' as const }, query: { leaves: leaves.join(',') } };
    return expectData('The log', await apiOf(http).GET('/api/logs/{name}/places', { params })).places;
  };
  const log = { ...identity, tiles: checked.tiles, pinned, places, now: () => world.now().getTime() };
  for await (const one of lookFor(open, log)) await store.keepPromise(one);
  return null;
}

/** What is proved is written where a person finds it, beside the promises. */
async function keepEvidence(
  { directory, http }: Place,
  faulty: readonly KeptPromise[],
  options: PromiseOptions,
  world: World,
): Promise<string | null> {
  if (faulty.length === 0) return null;
  const log = await memoryOf(options, world).get(http.host, 'plays');
  const name = `evidence-${world.now().toISOString().replaceAll(/[:.]/g, '')}.json`;
  const path = join(directory, name);
  await writeWhole(path, `${promiseEvidence(http.baseUrl, log, faulty)}\n`);
  return path;
}

/** Promises that a play looks for beside it. */
const MOST_BESIDE = 200;

/** What the promises of earlier plays at an instance came to, in a few words; null where there is nothing to say. */
export async function promisesBeside(
  instance: string,
  options: CommonOptions,
  world: World,
): Promise<string | null> {
  const at = { ...options, url: instance, key: [] };
  const [place] = await placesOf(at, world);
  if (place === undefined) return null;
  const fault = await look(place, MOST_BESIDE, at, world);
  if (fault !== null) return `The log of plays is not in order: ${fault.code}: ${fault.message}.`;
  const { missing, invalid, 'other-key': strange } = countPromises(await place.store.promises(MOST_KEPT));
  const wrong = missing + invalid + strange;
  if (wrong === 0) return null;
  const what = wrong === 1 ? 'One earlier play' : `${wrong} earlier plays`;
  return `✗ ${what} that ${place.http.host} promised ${wrong === 1 ? 'is' : 'are'} not as promised: see flipside verify promises.`;
}

async function reportOf(place: Place, options: PromiseOptions, world: World): Promise<InstanceReport> {
  const fault = await look(place, MOST_KEPT, options, world);
  const kept = await place.store.promises(MOST_KEPT);
  const faulty = kept.filter((one) => FAULTY.has(stateOfPromise(one)));
  return {
    instance: place.http.baseUrl,
    ok: fault === null && faulty.length === 0,
    fault,
    counts: countPromises(kept),
    plays: faulty.map((one) => ({
      recipe: one.recipe,
      countedAt: new Date(one.countedAt).toISOString(),
      found: stateOfPromise(one),
    })),
    // What nobody signed proves nothing.
    evidence: await keepEvidence(
      place,
      faulty.filter((one) => stateOfPromise(one) !== 'invalid'),
      options,
      world,
    ),
  };
}

async function foldersIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The one instance that is named, or every one that promised this machine something. */
async function placesOf(options: PromiseOptions, world: World): Promise<readonly Place[]> {
  const plays = join(stateOf(options, world), 'plays');
  const placeOf = (http: Http): Place => {
    const directory = join(plays, encodeURIComponent(http.host));
    return { directory, http, store: new FileReceiptStore(directory) };
  };
  if ((options.url ?? world.env['FLIPSIDE_URL'] ?? '') !== '') return [placeOf(httpOf(options, world))];
  if (options.believe !== undefined)
    throw usageError('URL_MISSING', 'Name the instance whose key it is with --url.');
  const places: Place[] = [];
  for (const folder of (await foldersIn(plays)).toSorted()) {
    const [one] = await new FileReceiptStore(join(plays, folder)).promises(1);
    if (one === undefined) continue;
    const place = placeOf(httpOf({ ...options, url: one.home }, world));
    if (place.directory !== join(plays, folder))
      throw usageError('STATE_BROKEN', `${join(plays, folder)} has promises of ${one.home}.`);
    places.push(place);
  }
  return places;
}

const FOUND: Readonly<Partial<Record<PromiseState, string>>> = {
  missing: 'is not in the log',
  invalid: 'has a promise that does not hold',
  'other-key': 'is promised with another key than this machine knows the instance by',
};

function describe({ instance, ok, fault, counts, plays, evidence }: InstanceReport): string[] {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0) return [`– ${instance}  no play of this machine was promised`];
  return [
    `${ok ? '✓' : '✗'} ${instance}  ${counts.included} of ${all} promised plays are in the log`,
    ...(fault === null ? [] : [`  ${fault.code}: ${fault.message}`]),
    ...(counts.waiting === 0 ? [] : [`  ${counts.waiting} may still come: an instance has an hour`]),
    ...plays.map(
      ({ recipe, countedAt, found }) => `  the play of ${countedAt} of ${recipe} ${FOUND[found] ?? found}`,
    ),
    ...(evidence === null ? [] : [`  what proves it to anybody is in ${evidence}`]),
  ];
}

/** `flipside verify promises`: whether the plays that instances promised this machine are in their public logs. */
export async function verifyPromises(options: PromiseOptions, world: World): Promise<Outcome> {
  if (options.believe !== undefined && publicKeyFromDidKey(options.believe) === null)
    throw usageError('KEY_INVALID', `"${options.believe}" is no did:key of an instance.`);
  const instances: InstanceReport[] = [];
  for (const place of await placesOf(options, world)) instances.push(await reportOf(place, options, world));
  const ok = instances.every((one) => one.ok);
  return {
    exitCode: ok ? EXIT.fine : EXIT.fault,
    document: { ok, instances },
    lines:
      instances.length === 0 ? ['No play of this machine was promised yet.'] : instances.flatMap(describe),
  };
}

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { canonicalBytes, didKeyFromPublicKey } from '@flipside/recipe';
import { HOME } from './fleet.ts';
import type { Fleet } from './fleet.ts';

export const TERRITORIES = ['GB', 'FR', 'US', 'DE', 'JP'] as const;
const PLAY_MS = 31_000;
/** Plays of one device follow each other; they began this long ago at most, so that all are over by now. */
const PLAYS_PER_DEVICE = 25;
const SPACING_MS = 40_000;

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** In another order, by the numbers. */
export function shuffled<T>(all: readonly T[], next: (below: number) => number): T[] {
  const list = [...all];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [list[last], list[other]] = [list[other]!, list[last]!];
  }
  return list;
}

class Device {
  readonly did: string;
  readonly #key: KeyObject;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.did = didKeyFromPublicKey(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  }

  sign(receipt: object): object {
    return { ...receipt, sig: sign(null, canonicalBytes(receipt), this.#key).toString('base64url') };
  }
}

/** A play that was heard: what the model counts, and the receipt that says so. */
export interface HeardPlay {
  readonly recipe: string;
  readonly territory: string;
  readonly grant: string;
  readonly receipt: object;
}

/**
 * Play grants as rows, for asking for twenty thousand of them is another test, and the receipts of what was heard
 * under them.
 */
export async function listen(
  fleet: Fleet,
  plays: number,
  next: (below: number) => number,
): Promise<HeardPlay[]> {
  const recipes = await fleet.query<{ hash: string; tariff: number }>(
    'SELECT hash, tariff_version AS tariff FROM recipe ORDER BY hash',
  );
  const [open] = await fleet.query<{ at: Date | null }>(
    `SELECT max(opens_at) AS at FROM period WHERE state = 'OPEN'`,
  );
  const now = Date.now();
  const begin = now - PLAYS_PER_DEVICE * SPACING_MS - PLAY_MS;
  // In the first minutes of a month what was heard before it would be late plays, which are another test.
  if (open?.at && begin < open.at.getTime())
    throw new Error('the month has just begun: wait for a quarter of an hour');
  const heard: HeardPlay[] = [];
  let device = new Device();
  const rows: object[] = [];
  for (let index = 0; index < plays; index += 1) {
    if (index % PLAYS_PER_DEVICE === 0) device = new Device();
    const { hash: recipe, tariff } = recipes[next(recipes.length)]!;
    const territory = TERRITORIES[next(TERRITORIES.length)]!;
    const grant = randomUUID();
    const start = new Date(begin + (index % PLAYS_PER_DEVICE) * SPACING_MS).toISOString();
    rows.push({ id: grant, recipe_hash: recipe, device: device.did, territory, tariff_version: tariff });
    const receipt = device.sign({
      ...{ v: 1, home: HOME, grant, recipe, start, heardMs: PLAY_MS },
      ...{ sources: [], app: 'fault-test/1', device: device.did },
    });
    heard.push({ recipe, territory, grant, receipt });
  }
  await fleet.query(
    `INSERT INTO play_grant (id, recipe_hash, device, territory, tariff_version, rules_version, issued_at, expires_at)
     SELECT id, recipe_hash, device, territory, tariff_version, 1, $2, $3
     FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, recipe_hash text, device text, territory text, tariff_version int)`,
    [JSON.stringify(rows), new Date(begin), new Date(now + 36e5)],
  );
  return heard;
}

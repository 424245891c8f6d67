import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type pg from 'pg';
import { canonicalBytes, didKeyFromPublicKey } from '@flipside/recipe';
import { newId } from '../../../apps/api/src/platform/ids/ids.ts';

const RECIPES = 200;
/** A play each, one after the other: more than any play lasts. */
const SLOT_MS = 40_000;
const HEARD_MS = 31_000;
/** Plays of a device in one run. */
const PER_DEVICE = 25;
const DAY_MS = 86_400_000;
const CHUNK = 50_000;

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('hex')}`;
const recipeOf = (number: number): string => hashOf(`recipe ${number % RECIPES}`);

interface BenchDevice {
  readonly did: string;
  readonly key: KeyObject;
  readonly publicKey: KeyObject;
}

function makeDevice(): BenchDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const x = publicKey.export({ format: 'jwk' }).x ?? '';
  return { did: didKeyFromPublicKey(Buffer.from(x, 'base64url')), key: privateKey, publicKey };
}

/** What a signature check needs, for the ceiling: nothing is parsed, looked up or kept. */
export interface SignedBytes {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  /** The device's public key, raw. */
  readonly publicKey: Uint8Array;
}

export interface Load {
  /** Bodies for `POST /plays`, ready to be sent. */
  readonly bodies: readonly Buffer[];
  readonly receipts: number;
  readonly signed: readonly SignedBytes[];
}

/** A tariff and recipes, as far as counting asks for them. */
export async function prepare(client: pg.Client): Promise<void> {
  await client.query(`INSERT INTO tariff (version, kind, currency, per_play_micros, master_ppm, composition_ppm, remixer_ppm,
      platform_ppm, minimum_ms, daily_cap, effective_from)
    VALUES (1, 'PER_PLAY', 'EUR', 4000, 500000, 150000, 250000, 100000, 30000, 50, '2020-01-01')`);
  const [user, party] = [randomUUID(), randomUUID()];
  await client.query(`INSERT INTO app_user (id, handle, display_name) VALUES ($1, 'bench', 'Bench')`, [user]);
  await client.query(
    `INSERT INTO party (id, kind, name, remixer_user_id) VALUES ($1, 'PERSON', 'Bench', $2)`,
    [party, user],
  );
  await client.query(
    `INSERT INTO recipe (hash, document, title, producer_id, remixer_party_id, signer, duration_ms, bpm, tariff_version, credits,
       print, published_at)
     SELECT hash, '{}', 'Flip', $2, $3, 'did:key:x', 120000, 120, 1, '{}', '{}', now() FROM unnest($1::text[]) AS hash`,
    [Array.from({ length: RECIPES }, (_, number) => recipeOf(number)), user, party],
  );
}

/**
 * Plays of earlier, as rows of the tables that counting reads, until `total` are stored. Their leaves are left out: what is
 * sequenced is no longer pending.
 */
export async function store(client: pg.Client, from: number, total: number): Promise<void> {
  await client.query(`SET session_replication_role = 'replica'`);
  for (let start = from; start < total; start += CHUNK) {
    const end = Math.min(total, start + CHUNK);
    await client.query(
      `WITH made AS (
         SELECT n, sha256(('stored ' || n)::bytea) AS id, uuidv7() AS grant_id, 'did:key:z6MkStored' || lpad((n / 25)::text, 38, '1') AS device,
           now() - interval '5 days' + (n % 25) * interval '40 seconds' AS started,
           (SELECT array_agg(hash ORDER BY hash) FROM recipe) AS recipes
         FROM generate_series($1::int, $2::int - 1) AS n
       ), keys AS (INSERT INTO play_key (grant_id) SELECT grant_id FROM made)
       INSERT INTO play (receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at,
         heard_ms, counted_at, period_id, salt, commitment, receipt)
       SELECT id, grant_id, recipes[1 + n % ${RECIPES}], device, 'GB', 1, 1, started, 31000, started + interval '1 minute',
         (SELECT id FROM period WHERE state = 'OPEN'), '\\x00112233445566778899aabbccddeeff', id,
         jsonb_build_object('v', 1, 'home', 'http://localhost:3000', 'grant', grant_id, 'recipe',
           recipes[1 + n % ${RECIPES}], 'start', started, 'heardMs', 31000, 'sources', '[]'::jsonb, 'app', 'bench/1', 'device',
           device, 'sig', encode(id, 'hex'))
       FROM made`,
      [start, end],
    );
  }
  await client.query(`SET session_replication_role = 'origin'`);
  await client.query('VACUUM ANALYZE play');
  await client.query('VACUUM ANALYZE play_key');
}

/** Grants, in the database, and receipts for them, signed, in batches of `batch`. */
export async function makeLoad(
  client: pg.Client,
  home: string,
  receipts: number,
  batch: number,
): Promise<Load> {
  const devices = Array.from({ length: Math.ceil(receipts / PER_DEVICE) }, makeDevice);
  const begin = Date.now() - DAY_MS / 4;
  const made: { text: string; signed: SignedBytes }[] = [];
  const grants: { id: string; recipe: string; device: string }[] = [];
  for (let index = 0; index < receipts; index += 1) {
    const device = devices[Math.floor(index / PER_DEVICE)] ?? makeDevice();
    const id = newId();
    const recipe = recipeOf(index);
    grants.push({ id, recipe, device: device.did });
    const unsigned = {
      v: 1,
      home,
      grant: id,
      recipe,
      start: new Date(begin + (index % PER_DEVICE) * SLOT_MS).toISOString(),
      heardMs: HEARD_MS,
      sources: [
        { isrc: 'GBTST2600001', provider: 'files', heardMs: HEARD_MS },
        { isrc: 'GBTST2600002', provider: 'files', heardMs: 20_000 },
      ],
      app: 'flipside-web/1',
      device: device.did,
    };
    const bytes = canonicalBytes(unsigned);
    const signature = sign(null, bytes, device.key);
    const x = device.publicKey.export({ format: 'jwk' }).x ?? '';
    made.push({
      text: JSON.stringify({ ...unsigned, sig: signature.toString('base64url') }),
      signed: { bytes, signature, publicKey: Buffer.from(x, 'base64url') },
    });
  }
  await client.query(
    `INSERT INTO play_grant (id, recipe_hash, device, territory, tariff_version, rules_version, issued_at, expires_at)
     SELECT id, recipe, device, 'GB', 1, 1, $4::timestamptz, $4::timestamptz + interval '1 day'
     FROM unnest($1::uuid[], $2::text[], $3::text[]) AS g (id, recipe, device)`,
    [
      grants.map(({ id }) => id),
      grants.map(({ recipe }) => recipe),
      grants.map(({ device }) => device),
      new Date(begin - 3_600_000).toISOString(),
    ],
  );
  // Their first grants are of days ago: most listeners are not new.
  await client.query(
    `INSERT INTO play_grant (id, recipe_hash, device, territory, tariff_version, rules_version, issued_at, expires_at)
     SELECT uuidv7(), $1, device, 'GB', 1, 1, $3::timestamptz, $3::timestamptz + interval '1 day'
     FROM unnest($2::text[]) AS device`,
    [recipeOf(0), devices.map(({ did }) => did), new Date(begin - 5 * DAY_MS).toISOString()],
  );
  await client.query('VACUUM ANALYZE play_grant');
  const bodies = Array.from({ length: Math.ceil(receipts / batch) }, (_, index) => {
    const texts = made.slice(index * batch, (index + 1) * batch).map(({ text }) => text);
    return Buffer.from(`{"receipts":[${texts.join(',')}]}`);
  });
  return { bodies, receipts, signed: made.map(({ signed }) => signed) };
}

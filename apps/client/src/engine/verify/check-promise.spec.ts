import { describe, expect, test } from '@jest/globals';
import { canonicalBytes, didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import { formatVkey, KEY_TYPES, leafHash, nodeHash, signerKey, toBase64 } from '@flipside/transparency';
import { hexOf, MemoryLog } from '../../../../../libs/transparency/src/memory-log.spec-support.ts';
import { checkLog } from './check-log.ts';
import { checkPromise, GRACE_MS, isPromised, readPromise } from './check-promise.ts';
import type { PlayPromise } from './check-promise.ts';

const COUNTED = '2026-11-10T12:00:00.000Z';
const SOON = Date.parse(COUNTED) + 60_000;
const LATE = Date.parse(COUNTED) + GRACE_MS + 1;
const logKey = signerKey('flips.example/log/plays', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const seed = new Uint8Array(32).fill(3);
const key = didKeyFromPublicKey(publicKeyOf(seed));
const text = (value: string) => new TextEncoder().encode(value);
const entries = Array.from({ length: 300 }, (_, index) => text(`{"n":${index}}`));

/** Two promises of one answer, as an instance signs them; the first is of the log's entry `at`. */
function promiseOf(at: number): PlayPromise {
  const play = (index: number, name: string) => ({
    leaf: hexOf(leafHash(entries[index] ?? text(`elsewhere ${index}`))),
    receiptId: name,
    recipe: 'sha256-x',
  });
  const [own, other] = [play(at, 'a'), play(at + 1, 'b')];
  const [left, right] = [leafHash(canonicalBytes(own)), leafHash(canonicalBytes(other))];
  const said = { v: 2, countedAt: COUNTED, log: logKey.name, size: 2, key } as const;
  const signed = signBytes(canonicalBytes({ ...said, root: toBase64(nodeHash(left, right)) }), seed);
  const sig = Buffer.from(signed).toString('base64url');
  return { ...said, ...own, index: 0, path: [toBase64(right)], sig };
}

async function tiles() {
  const log = new MemoryLog(logKey.name, logKey).append(...entries);
  log.publish();
  const memory = { get: () => null, set: () => undefined };
  const checked = await checkLog(log.read, { origin: logKey.name, vkey: formatVkey(logKey) }, memory, 1);
  if (!checked.ok) throw new Error(checked.message);
  return checked.tiles;
}

describe('a kept promise', () => {
  test('is signed by the instance, in every member', () => {
    const promise = promiseOf(7);
    expect(readPromise(JSON.parse(JSON.stringify(promise)))).toEqual(promise);
    expect(isPromised(promise)).toBe(true);
    const changes: Partial<PlayPromise>[] = [
      { leaf: promise.receiptId },
      { receiptId: 'c' },
      { recipe: 'sha256-y' },
      { countedAt: '2026-11-10T12:00:00.001Z' },
      { log: 'other.example/log/plays' },
      { index: 1 },
      { size: 3 },
      { path: [] },
      { path: ['no base 64'] },
      { key: didKeyFromPublicKey(publicKeyOf(new Uint8Array(32).fill(4))) },
      { key: 'did:key:x' },
      { sig: promise.sig.replace(/^../, 'AA') },
    ];
    for (const change of changes) expect(isPromised({ ...promise, ...change })).toBe(false);
  });

  test.each([null, 'text', {}, { v: 1 }, { ...promiseOf(1), path: [1] }, { ...promiseOf(1), size: '2' }])(
    'is not read from %p',
    (value) => expect(readPromise(value)).toBeNull(),
  );

  test('is kept when its leaf is where the log says, in tiles that lead to the root', async () => {
    expect(await checkPromise(promiseOf(7), await tiles(), 7, LATE)).toBe('included');
  });

  test('by another key than the instance is known by is told apart, wherever its leaf is', async () => {
    const other = didKeyFromPublicKey(publicKeyOf(new Uint8Array(32).fill(4)));
    expect(await checkPromise(promiseOf(7), await tiles(), 7, LATE, other)).toBe('other-key');
    expect(await checkPromise(promiseOf(7), await tiles(), 7, LATE, key)).toBe('included');
    const forged = { ...promiseOf(7), key: other };
    expect(await checkPromise(forged, await tiles(), 7, LATE, key)).toBe('invalid');
  });

  test.each([
    ['nowhere', null],
    ['at another place', 8],
    ['beyond the log', 300],
    ['before it', -1],
  ])('has time while the log has it %s, and is broken afterwards', async (_name, at) => {
    expect(await checkPromise(promiseOf(7), await tiles(), at, SOON)).toBe('waiting');
    expect(await checkPromise(promiseOf(7), await tiles(), at, LATE)).toBe('missing');
  });

  test('says so when it was never signed', async () => {
    const forged = { ...promiseOf(7), recipe: 'sha256-y' };
    expect(await checkPromise(forged, await tiles(), 7, SOON)).toBe('invalid');
  });
});

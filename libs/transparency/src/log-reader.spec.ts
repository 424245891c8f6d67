import { beforeEach, describe, expect, test } from '@jest/globals';
import { parseCheckpoint } from './checkpoint.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { KEY_TYPES, signerKey } from './keys.ts';
import { leafHash } from './hashing.ts';
import { readConsistency, readEntries, readHead, readInclusion } from './log-reader.ts';
import type { KnownLog } from './log-reader.ts';
import { MemoryLog, text } from './memory-log.spec-support.ts';
import { verifyConsistency, verifyInclusion } from './proofs.ts';

const key = signerKey('log.example/plays', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const known: KnownLog = { origin: key.name, logKeys: [key] };
const entries = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => text(`{"n":${from + index}}`));

function seen(bytes: Uint8Array): SignedCheckpoint {
  const parsed = parseCheckpoint(bytes);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
}

async function headOf(log: MemoryLog, remembered: SignedCheckpoint | null = null) {
  const head = await readHead(log.read, known, remembered);
  if (!head.ok) throw new Error(`${head.code}: ${head.message}`);
  return head.value;
}

async function allFrom(log: MemoryLog, from: number): Promise<string[]> {
  const { tiles } = await headOf(log);
  const found: string[] = [];
  for await (const batch of readEntries(log.read, tiles, from)) {
    if (!batch.ok) throw new Error(`${batch.code}: ${batch.message}`);
    expect(batch.value.index).toBe(from + found.length);
    found.push(...batch.value.entries.map((one) => new TextDecoder().decode(one)));
  }
  return found;
}

describe('reading a log', () => {
  let log: MemoryLog;
  beforeEach(() => {
    log = new MemoryLog(key.name, key).append(...entries(700));
    log.publish();
  });

  test('gives every entry from anywhere on, checked', async () => {
    for (const from of [0, 1, 255, 256, 300, 511, 699, 700]) {
      const found = await allFrom(log, from);
      expect(found).toHaveLength(700 - from);
      if (from < 700) expect(found[0]).toBe(`{"n":${from}}`);
    }
  });

  test('of nothing gives nothing', async () => {
    const empty = new MemoryLog(key.name, key);
    const first = empty.publish();
    expect(await allFrom(empty, 0)).toEqual([]);
    expect(await readHead(empty.read, known, seen(first))).toMatchObject({ ok: true });
    empty.append(...entries(1)).publish();
    expect(await readHead(empty.read, known, seen(first))).toMatchObject({ ok: true });
  });

  test('goes on where it was left, also where partial tiles have become full ones', async () => {
    const before = seen(log.publish());
    log.append(...entries(400, 700));
    log.publish(700);
    for (const path of log.files.keys())
      if (path.includes('.p/') && !path.endsWith('.p/76') && !path.endsWith('.p/4')) log.files.delete(path);
    const { tiles } = await headOf(log, before);
    const proof = await readConsistency(tiles, before.size);
    expect(proof.ok && verifyConsistency(before, { size: 1100, root: log.frontier.root }, proof.value)).toBe(
      true,
    );
    expect(await allFrom(log, before.size)).toHaveLength(400);
  });

  test('makes inclusion proofs that verify', async () => {
    const { tiles } = await headOf(log);
    for (const index of [0, 255, 256, 511, 512, 699]) {
      const proof = await readInclusion(tiles, index);
      expect(
        proof.ok &&
          verifyInclusion(leafHash(log.entries[index]!), index, 700, proof.value, log.frontier.root),
      ).toBe(true);
    }
  });

  test('an older checkpoint whose tiles were replaced by full ones is still read', async () => {
    const old = log.files.get('checkpoint')!;
    log.append(...entries(400, 700));
    log.publish(700);
    for (const path of [...log.files.keys()]) if (path.endsWith('.p/188')) log.files.delete(path);
    log.files.set('checkpoint', old);
    expect(await allFrom(log, 600)).toHaveLength(100);
  });
});

describe('a log that misbehaves', () => {
  const spoil = async (path: string, change: (bytes: Uint8Array) => Uint8Array | null, size = 700) => {
    const log = new MemoryLog(key.name, key).append(...entries(size));
    log.publish();
    const changed = change(log.files.get(path)!);
    if (changed === null) log.files.delete(path);
    else log.files.set(path, changed);
    const head = await readHead(log.read, known, null);
    if (!head.ok) return head.code;
    for await (const batch of readEntries(log.read, head.value.tiles, 0)) if (!batch.ok) return batch.code;
    return 'OK';
  };
  const flip = (at: number) => (bytes: Uint8Array) =>
    bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));

  test.each([
    ['tile/0/000', flip(100), 'TILE_WRONG'],
    ['tile/0/002.p/188', flip(187 * 32), 'TILE_WRONG'],
    ['tile/1/000.p/2', flip(0), 'TILE_WRONG'],
    ['tile/0/001', () => null, 'TILE_MISSING'],
    ['tile/0/001', (bytes: Uint8Array) => bytes.slice(32), 'TILE_MALFORMED'],
    ['tile/entries/000', flip(5), 'ENTRY_WRONG'],
    ['tile/entries/001', () => null, 'BUNDLE_MISSING'],
    ['tile/entries/001', (bytes: Uint8Array) => bytes.slice(0, -1), 'BUNDLE_TRUNCATED'],
    ['tile/entries/002.p/188', flip(2_000), 'ENTRY_WRONG'],
    ['checkpoint', () => null, 'CHECKPOINT_MISSING'],
    ['checkpoint', flip(3), 'ORIGIN_UNEXPECTED'],
    ['checkpoint', flip(key.name.length + 1), 'SIGNATURE_INVALID'],
    ['checkpoint', (bytes: Uint8Array) => bytes.slice(1), 'ORIGIN_UNEXPECTED'],
  ] as const)('in %s is found out', async (path, change, code) => {
    expect(await spoil(path, change)).toBe(code);
  });

  test('a rolled back log is told with both checkpoints', async () => {
    const log = new MemoryLog(key.name, key).append(...entries(700));
    const newer = seen(log.publish());
    const shorter = new MemoryLog(key.name, key).append(...entries(699));
    shorter.publish();
    expect(await readHead(shorter.read, known, newer)).toMatchObject({
      ok: false,
      code: 'ROLLED_BACK',
      remembered: { size: 700 },
      served: { size: 699 },
    });
  });

  test.each([700, 701, 5_000])('a fork at %i leaves is told with both checkpoints', async (size) => {
    const log = new MemoryLog(key.name, key).append(...entries(700));
    const before = seen(log.publish());
    const forked = new MemoryLog(key.name, key).append(
      ...entries(300),
      text('another'),
      ...entries(size - 301, 301),
    );
    forked.publish();
    const answer = await readHead(forked.read, known, before);
    expect(answer).toMatchObject({ ok: false, code: 'FORKED', remembered: { size: 700 }, served: { size } });
  });

  test('signed by another key is nobody', async () => {
    const other = signerKey(key.name, KEY_TYPES.ed25519, new Uint8Array(32).fill(8));
    const log = new MemoryLog(key.name, other).append(...entries(3));
    log.publish();
    expect(await readHead(log.read, known, null)).toMatchObject({ code: 'SIGNATURE_MISSING' });
  });
});

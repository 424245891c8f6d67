import { beforeEach, describe, expect, test } from '@jest/globals';
import { formatTlogProof, formatVkey, inclusionPlan, KEY_TYPES, signerKey } from '@flipside/transparency';
import { MemoryLog } from '../../../../../libs/transparency/src/memory-log.spec-support.ts';
import { checkLeaf, checkLog } from './index.ts';
import type { LogMemory, RememberedLog } from './index.ts';

const key = signerKey('log.example/plays', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const named = { origin: key.name, vkey: formatVkey(key) };
const bytes = (text: string) => new TextEncoder().encode(text);
const entries = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => bytes(`{"n":${from + index}}`));

describe('checking a log on a device', () => {
  let kept: Map<string, RememberedLog>;
  let memory: LogMemory;
  beforeEach(() => {
    kept = new Map();
    memory = { get: (origin) => kept.get(origin) ?? null, set: (origin, log) => void kept.set(origin, log) };
  });
  const check = (log: MemoryLog, now = 1, vkey = named.vkey) =>
    checkLog(log.read, { ...named, vkey }, memory, now);

  test('remembers what it saw and says what is continued', async () => {
    const log = new MemoryLog(key.name, key).append(...entries(300));
    log.publish();
    expect(await check(log, 5)).toMatchObject({ ok: true, size: 300, since: null });
    log.append(...entries(20, 300)).publish(300);
    expect(await check(log, 9)).toMatchObject({ ok: true, size: 320, since: { size: 300, at: 5 } });
    expect(kept.get(key.name)).toMatchObject({ at: 9, vkey: named.vkey });
  });

  test('tells a fork, a rollback and another key, and keeps what it remembered', async () => {
    const log = new MemoryLog(key.name, key).append(...entries(300));
    log.publish();
    await check(log);
    const before = kept.get(key.name);
    const forked = new MemoryLog(key.name, key).append(...entries(299), bytes('another'), ...entries(5));
    forked.publish();
    const answer = await check(forked, 2);
    expect(answer).toMatchObject({ ok: false, code: 'FORKED', evidence: { remembered: before!.checkpoint } });
    expect(!answer.ok && answer.evidence?.served).toContain('\n305\n');
    const shorter = new MemoryLog(key.name, key).append(...entries(10));
    shorter.publish();
    expect(await check(shorter, 3)).toMatchObject({ ok: false, code: 'ROLLED_BACK' });
    const other = formatVkey(signerKey(key.name, KEY_TYPES.ed25519, new Uint8Array(32).fill(8)));
    expect(await check(log, 4, other)).toMatchObject({ ok: false, code: 'KEY_CHANGED' });
    expect(kept.get(key.name)).toEqual(before);
  });

  test('does not take a log that cannot be reached for one that is wrong', async () => {
    const away = () => Promise.reject(new Error('offline'));
    await expect(checkLog(away, named, memory, 1)).rejects.toThrow('offline');
  });
});

describe('checking a leaf on a device', () => {
  const log = new MemoryLog(key.name, key).append(...entries(20));
  const proof = new TextDecoder().decode(
    formatTlogProof({
      extra: null,
      index: 7,
      hashes: log.run(inclusionPlan(7, 20)),
      checkpoint: log.publish(),
    }),
  );

  test('shows the path from the leaf to the root', () => {
    const checked = checkLeaf(proof, '{"n":7}', named.vkey);
    expect(checked).toMatchObject({ ok: true, index: 7, size: 20 });
    expect(checked.ok && checked.path.length).toBe(5);
  });

  test('fails for another entry, key or proof', () => {
    const other = formatVkey(signerKey(key.name, KEY_TYPES.ed25519, new Uint8Array(32).fill(8)));
    expect(checkLeaf(proof, '{"n":8}', named.vkey)).toMatchObject({ ok: false });
    expect(checkLeaf(proof, '{"n":7}', other)).toMatchObject({ ok: false });
    expect(checkLeaf(proof.replace('index 7', 'index 8'), '{"n":7}', named.vkey)).toMatchObject({
      ok: false,
    });
    expect(checkLeaf('', '{"n":7}', named.vkey)).toMatchObject({ ok: false });
  });
});

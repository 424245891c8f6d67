import { describe, expect, test } from '@jest/globals';
import {
  cosign,
  checkpointText,
  formatCheckpoint,
  formatVkey,
  KEY_TYPES,
  parsePolicy,
  signerKey,
  signText,
} from '@flipside/transparency';
import { MemoryLog } from '../../../../libs/transparency/src/memory-log.spec-support.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { checkLog } from './log-check.ts';
import type { LogCheck, LogReport } from './log-check.ts';
import type { RememberedLog } from './log-memory.ts';
import { NO_PROGRESS } from './progress.ts';

const ORIGIN = 'flipside.example/log/plays';
const key = signerKey(ORIGIN, KEY_TYPES.ed25519, new Uint8Array(32).fill(7));
const witness = signerKey('witness.example/w1', KEY_TYPES.cosignature, new Uint8Array(32).fill(8));
const identity = { origin: ORIGIN, vkey: formatVkey(key) };
const entry = (index: number): Uint8Array => new TextEncoder().encode(`{"n":${index}}`);
const entries = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, offset) => entry(from + offset));

/** A device: what it keeps, and what it asks for. */
class Reader {
  remembered: RememberedLog | null = null;
  evidence: readonly string[] = [];
  asked: string[] = [];
  /** After so many answers the line is cut. */
  answersLeft = Number.POSITIVE_INFINITY;

  async look(log: MemoryLog, more: Partial<LogCheck> = {}): Promise<LogReport> {
    this.asked = [];
    return await checkLog(
      {
        name: 'plays',
        http: { host: 'flipside.example', bytes: (path) => this.#fetch(log, path) },
        memory: {
          get: () => Promise.resolve(this.remembered),
          set: (_host, _log, remembered) => {
            this.remembered = structuredClone(remembered);
            return Promise.resolve();
          },
          keepEvidence: (_host, _log, checkpoints) => {
            this.evidence = checkpoints;
            return Promise.resolve('evidence.txt');
          },
        },
        policy: null,
        progress: NO_PROGRESS,
        now: () => new Date('2026-11-25T12:00:00Z'),
        isFull: false,
        ...more,
      },
      identity,
    );
  }

  get bundles(): string[] {
    return this.asked.filter((path) => path.startsWith('tile/entries/'));
  }

  async #fetch(log: MemoryLog, path: string): Promise<Uint8Array | null> {
    if (this.answersLeft <= 0) throw new CommandError(EXIT.unreachable, 'UNREACHABLE', 'cut off');
    this.answersLeft -= 1;
    const name = path.replace('log/plays/', '');
    this.asked.push(name);
    return await log.read(name);
  }
}

function published(log: MemoryLog, from = 0): MemoryLog {
  log.publish(from);
  return log;
}
const logOf = (size: number): MemoryLog => published(new MemoryLog(ORIGIN, key).append(...entries(0, size)));

describe('a log that is looked at', () => {
  test('for the first time is read whole, and its key is trusted', async () => {
    const reader = new Reader();
    const seen: number[] = [];
    const report = await reader.look(logOf(600), {
      onEntries: (batch, index) => seen.push(...batch.map((_one, offset) => index + offset)),
    });
    expect(report).toMatchObject({
      ok: true,
      fault: null,
      size: 600,
      entriesRead: 600,
      isFirstSight: true,
      since: null,
    });
    expect(seen).toEqual(Array.from({ length: 600 }, (_, index) => index));
    expect(reader.remembered).toMatchObject({ vkey: identity.vkey, entries: { size: 600 } });
  });

  test('again is read from where it ended', async () => {
    const reader = new Reader();
    const log = logOf(600);
    await reader.look(log);
    published(log.append(...entries(600, 1_100)), 600);
    const report = await reader.look(log);
    expect(report).toMatchObject({
      ok: true,
      size: 1_100,
      entriesRead: 500,
      isFirstSight: false,
      since: { size: 600 },
    });
    expect(reader.bundles).toEqual(['tile/entries/002', 'tile/entries/003', 'tile/entries/004.p/76']);
    await reader.look(log, { isFull: true });
    expect(reader.bundles).toHaveLength(5);
  });

  test('goes on where a run was cut off', async () => {
    const reader = new Reader();
    const log = logOf(70_000);
    reader.answersLeft = 545;
    await expect(reader.look(log)).rejects.toThrow('cut off');
    expect(reader.remembered?.entries.size).toBe(65_536);
    reader.answersLeft = Number.POSITIVE_INFINITY;
    expect(await reader.look(log)).toMatchObject({ ok: true, size: 70_000, entriesRead: 70_000 - 65_536 });
  });

  test('and has leaves that were rewritten, or are gone, is named with both checkpoints', async () => {
    const reader = new Reader();
    await reader.look(logOf(300));
    const before = reader.remembered;
    const forked = published(
      new MemoryLog(ORIGIN, key).append(...entries(0, 10), entry(-1), ...entries(11, 400)),
    );
    expect(await reader.look(forked)).toMatchObject({
      ok: false,
      fault: { code: 'FORKED', evidence: 'evidence.txt' },
    });
    expect(await reader.look(logOf(299))).toMatchObject({ ok: false, fault: { code: 'ROLLED_BACK' } });
    expect(reader.evidence).toHaveLength(2);
    expect(reader.remembered).toEqual(before);
  });

  test('under another key is refused, whoever names it', async () => {
    const reader = new Reader();
    await reader.look(logOf(3));
    const other = signerKey(ORIGIN, KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
    const foreign = published(new MemoryLog(ORIGIN, other).append(...entries(0, 3)));
    expect(await reader.look(foreign)).toMatchObject({ fault: { code: 'SIGNATURE_MISSING' } });
    expect(await new Reader().look(foreign)).toMatchObject({ fault: { code: 'SIGNATURE_MISSING' } });
    reader.remembered = { ...reader.remembered!, vkey: formatVkey(other) };
    expect(await reader.look(logOf(3))).toMatchObject({ fault: { code: 'KEY_CHANGED' } });
  });

  test.each([
    ['an entry is another', 'tile/entries/000', (bytes: Uint8Array) => bytes.fill(65, 2, 3), 'ENTRY_WRONG'],
    [
      'a bundle is cut off',
      'tile/entries/001',
      (bytes: Uint8Array) => bytes.slice(0, -1),
      'BUNDLE_TRUNCATED',
    ],
    ['a hash is another', 'tile/0/000', (bytes: Uint8Array) => bytes.fill(1, 0, 1), 'TILE_WRONG'],
    ['a tile is not served', 'tile/0/001', () => null, 'TILE_MISSING'],
    ['there is no checkpoint', 'checkpoint', () => null, 'CHECKPOINT_MISSING'],
  ])('is at fault where %s', async (_what, path, forge, code) => {
    const log = logOf(600);
    const forged = forge(log.files.get(path)?.slice() ?? new Uint8Array());
    if (forged === null) log.files.delete(path);
    else log.files.set(path, forged);
    const reader = new Reader();
    expect(await reader.look(log)).toMatchObject({ ok: false, fault: { code } });
    expect(reader.remembered?.entries.size ?? 0).toBe(0);
  });

  test('needs the cosignatures that a policy asks for', async () => {
    const log = logOf(5);
    const parsed = parsePolicy(`log ${identity.vkey}\nwitness w1 ${formatVkey(witness)}\nquorum w1\n`);
    if (!parsed.ok) throw new Error(parsed.message);
    const policy = parsed.value;
    expect(await new Reader().look(log, { policy })).toMatchObject({
      ok: false,
      fault: { code: 'QUORUM_NOT_MET' },
    });
    const checkpoint = { origin: ORIGIN, size: 5, root: log.frontier.root, extensions: [] };
    const text = checkpointText(checkpoint);
    log.files.set(
      'checkpoint',
      formatCheckpoint(checkpoint, [signText(text, key), cosign(text, 1_764_072_000, witness)]),
    );
    expect(await new Reader().look(log, { policy })).toMatchObject({
      ok: true,
      witnesses: ['witness.example/w1'],
    });
  });
});

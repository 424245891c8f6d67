import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkpointText, formatCheckpoint } from './checkpoint.ts';
import { EMPTY_ROOT } from './hashing.ts';
import { KEY_TYPES, signerKey } from './keys.ts';
import { MemoryLog, text } from './memory-log.spec-support.ts';
import { consistencyPlan } from './plan.ts';
import { signText } from './signatures.ts';
import { decideAddCheckpoint, formatAddCheckpoint, NOTHING_RECORDED, parseAddCheckpoint } from './witness.ts';
import type { AddCheckpoint, RecordedHead, WitnessedLog } from './witness.ts';

const key = signerKey('log.example', KEY_TYPES.ed25519, new Uint8Array(32).fill(9));
const stranger = signerKey('log.example', KEY_TYPES.ed25519, new Uint8Array(32).fill(7));
const log = new MemoryLog('log.example', key).append(
  ...Array.from({ length: 20 }, (_, index) => text(`${index}`)),
);
const headAt = (size: number): RecordedHead => ({
  size,
  root: new MemoryLog('log.example', key).append(...log.entries.slice(0, size)).frontier.root,
});
const signedAt = (size: number, { root = headAt(size).root, signer = key, origin = 'log.example' } = {}) => {
  const checkpoint = { origin, size, root, extensions: [] };
  return formatCheckpoint(checkpoint, [signText(checkpointText(checkpoint), signer)]);
};
const request = (oldSize: number, size: number, more: Partial<AddCheckpoint> = {}): AddCheckpoint => ({
  oldSize,
  proof: oldSize <= size ? log.run(consistencyPlan(oldSize, size)) : [],
  checkpoint: signedAt(size),
  ...more,
});
const ask = (one: AddCheckpoint, recorded: RecordedHead = NOTHING_RECORDED) =>
  decideAddCheckpoint(one, (origin): WitnessedLog | null =>
    origin === 'log.example' ? { origin, keys: [key], recorded } : null,
  );

describe('a witness', () => {
  test('cosigns what continues its record, and keeps it', () => {
    expect(ask(request(0, 5))).toMatchObject({ status: 200, store: headAt(5) });
    expect(ask(request(5, 20), headAt(5))).toMatchObject({ status: 200, store: headAt(20) });
    expect(ask(request(20, 20), headAt(20))).toMatchObject({ status: 200, store: headAt(20) });
    expect(ask(request(0, 0, { checkpoint: signedAt(0, { root: EMPTY_ROOT }) }))).toMatchObject({
      status: 200,
    });
  });

  test.each([
    [
      'a checkpoint that cannot be read',
      400,
      request(0, 5, { checkpoint: text('nothing') }),
      NOTHING_RECORDED,
    ],
    ['an old size above the new one', 400, request(6, 5), headAt(6)],
    [
      'a key that it does not know',
      403,
      request(0, 5, { checkpoint: signedAt(5, { signer: stranger }) }),
      NOTHING_RECORDED,
    ],
    [
      'a log that it does not follow',
      404,
      request(0, 5, { checkpoint: signedAt(5, { origin: 'other.example' }) }),
      NOTHING_RECORDED,
    ],
    ['an old size that is not its record', 409, request(4, 9), headAt(5)],
    ['an old size of zero after its first', 409, request(0, 9), headAt(5)],
    ['a proof too few', 422, request(5, 9, { proof: [] }), headAt(5)],
    ['a proof from the empty tree', 422, request(0, 5, { proof: [EMPTY_ROOT] }), NOTHING_RECORDED],
    [
      'another root at the same size',
      422,
      request(5, 5, { checkpoint: signedAt(5, { root: headAt(6).root }) }),
      headAt(5),
    ],
    ['another past', 422, request(5, 9, { checkpoint: signedAt(9, { root: headAt(8).root }) }), headAt(5)],
    [
      'a tree of nothing with leaves in its root',
      422,
      request(0, 0, { checkpoint: signedAt(0, { root: headAt(1).root }) }),
      NOTHING_RECORDED,
    ],
  ])('refuses %s', (_what, status, one, recorded) => {
    const decision = ask(one, recorded);
    expect(decision).toMatchObject({ status });
    expect(decision).not.toHaveProperty('store');
    if (decision.status === 409) expect(decision.recordedSize).toBe(recorded.size);
  });

  test('reads the request that a log writes', () => {
    const one = request(5, 20);
    expect(parseAddCheckpoint(formatAddCheckpoint(one))).toEqual({ ok: true, value: one });
  });

  test.each([
    ['', 'nothing'],
    ['old 05\n\nx\n', 'a leading zero'],
    ['old -1\n\nx\n', 'a sign'],
    ['5\n\nx\n', 'no word'],
    ['old 1\nAAAA\n\nx\n', 'a short hash'],
    [`old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nx\n`, 'too many hashes'],
    ['old 1\nx\n', 'no blank line'],
    [`old 1\n\n${'x'.repeat(100_000)}`, 'too many bytes'],
  ])('refuses a body with %2$s', (body) => {
    expect(parseAddCheckpoint(text(body))).toMatchObject({ ok: false, code: 'REQUEST_MALFORMED' });
  });

  test('never throws for bytes that anybody sends', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400 }).map(text)),
        (bytes) => {
          expect(parseAddCheckpoint(bytes)).toHaveProperty('ok');
          expect(ask({ oldSize: 0, proof: [], checkpoint: bytes })).toMatchObject({ status: 400 });
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCheckpoint, parseCheckpointText, checkpointText } from './checkpoint.ts';
import { KEY_TYPES, formatVkey, parseVkey, signerKey, verifierKey } from './keys.ts';
import { text } from './memory-log.spec-support.ts';
import { formatNote, parseNote } from './note.ts';
import { meetsQuorum, parsePolicy } from './policy.ts';
import { cosign, signText, verifyCheckpoint, verifyNote } from './signatures.ts';
import { parseTlogProof } from './tlog-proof.ts';

const key = (fill: number, type: 1 | 4 = KEY_TYPES.ed25519, name = `k${fill}.example`) =>
  signerKey(name, type, new Uint8Array(32).fill(fill));
const log = key(1);
const BODY = 'k1.example\n7\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n';

describe('a signed note', () => {
  test('is read as it was written, with blank lines in its text', () => {
    const note = { text: 'one\n\n\ntwo\n', signatures: [signText('one\n\n\ntwo\n', log)] };
    const parsed = parseNote(formatNote(note));
    expect(parsed).toEqual({ ok: true, value: note });
    expect(parsed.ok && verifyNote(parsed.value, [log])).toMatchObject({ ok: true });
  });

  test('ignores unknown keys and refuses a known one that fails', () => {
    const good = signText(BODY, log);
    const unknown = signText('else\n', key(2));
    const forged = { ...good, signature: signText('else\n', log).signature };
    const verify = (...signatures: (typeof good)[]) => verifyNote({ text: BODY, signatures }, [log]);
    expect(verify(unknown, good)).toMatchObject({ ok: true, value: [{ key: log, time: null }] });
    expect(verify(good, forged)).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect(verify(unknown)).toMatchObject({ code: 'SIGNATURE_MISSING' });
    // The same name with another key, and the same key id under another name, are both unknown.
    expect(verify(signText(BODY, key(3, 1, 'k1.example')))).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(verify({ ...good, name: 'k9.example' })).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(verify({ ...good, signature: good.signature.slice(1) })).toMatchObject({
      code: 'SIGNATURE_INVALID',
    });
  });

  test.each([
    ['a\n', 'NOTE_MALFORMED'],
    ['a\n\n', 'NOTE_SIGNATURE_MALFORMED'],
    ['a\n\n— k AAAAAA==', 'NOTE_MALFORMED'],
    ['a\n\n- k AAAAAAA=\n', 'NOTE_SIGNATURE_MALFORMED'],
    ['a\n\n— k+l AAAAAAA=\n', 'NOTE_SIGNATURE_MALFORMED'],
    ['a\n\n— k AAAA\n', 'NOTE_SIGNATURE_MALFORMED'],
    ['a\n\n— k AAAAAAB=\n', 'NOTE_SIGNATURE_MALFORMED'],
    ['a\u0000\n\n— k AAAAAAA=\n', 'NOTE_NOT_TEXT'],
    ['a\r\n\n— k AAAAAAA=\n', 'NOTE_NOT_TEXT'],
    [`a\n\n${'— k AAAAAAA=\n'.repeat(65)}`, 'NOTE_TOO_LARGE'],
    [`${'a'.repeat(70_000)}\n\n— k AAAAAAA=\n`, 'NOTE_TOO_LARGE'],
  ])('of the form %j is refused', (note, code) => {
    expect(parseNote(text(note))).toMatchObject({ ok: false, code });
  });

  test('is UTF-8 or nothing', () => {
    expect(parseNote(Uint8Array.of(0xff, 0x0a, 0x0a, 0x61, 0x0a))).toMatchObject({ code: 'NOTE_NOT_TEXT' });
    expect(() => formatNote({ text: 'a', signatures: [signText('a', log)] })).toThrow(RangeError);
    expect(() => formatNote({ text: 'a\n', signatures: [] })).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  test.each([
    'k\n1\n',
    '\n1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n',
    'k\n01\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n',
    'k\n-1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n',
    'k\n9007199254740993\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n',
    'k\n1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHg==\n',
    'k\n1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=\n\n',
    'k\n1\nNmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=',
  ])('of the form %j is refused', (body) => {
    expect(parseCheckpointText(body)).toMatchObject({ ok: false, code: 'CHECKPOINT_MALFORMED' });
  });

  test('keeps extension lines, which are signed too', () => {
    const root = new Uint8Array(32).fill(5);
    const checkpoint = { origin: 'k1.example', size: 3, root, extensions: ['more', 'and more'] };
    const body = checkpointText(checkpoint);
    expect(parseCheckpointText(body)).toEqual({ ok: true, value: checkpoint });
    const signed = parseCheckpoint(formatNote({ text: body, signatures: [signText(body, log)] }));
    const expected = { origin: 'k1.example', logKeys: [log] };
    expect(signed.ok && verifyCheckpoint(signed.value, expected)).toMatchObject({ ok: true });
    expect(() => checkpointText({ ...checkpoint, extensions: ['a\nb'] })).toThrow(RangeError);
    expect(() => checkpointText({ ...checkpoint, size: -1 })).toThrow(RangeError);
  });

  test('is not believed for a witness alone, nor with the keys in each other’s place', () => {
    const witness = key(4, KEY_TYPES.cosignature);
    const signed = parseCheckpoint(formatNote({ text: BODY, signatures: [cosign(BODY, 5, witness)] }));
    if (!signed.ok) throw new Error(signed.message);
    const verify = (logKeys: (typeof log)[], witnesses: (typeof log)[]) =>
      verifyCheckpoint(signed.value, { origin: 'k1.example', logKeys }, witnesses);
    expect(verify([log], [witness])).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(verify([witness], [])).toMatchObject({ code: 'SIGNATURE_MISSING' });
    expect(() => cosign(BODY, 5, log)).toThrow(RangeError);
    expect(() => signText(BODY, witness)).toThrow(RangeError);
    expect(() => cosign(BODY, -1, witness)).toThrow(RangeError);
  });

  test('carries a cosignature that holds for its time and text alone', () => {
    const witness = key(4, KEY_TYPES.cosignature);
    const line = cosign(BODY, 1_700_000_000, witness);
    const verify = (body: string, signature: Uint8Array) =>
      verifyNote({ text: body, signatures: [{ ...line, signature }] }, [witness]);
    expect(verify(BODY, line.signature)).toMatchObject({ ok: true, value: [{ time: 1_700_000_000 }] });
    expect(verify(`${BODY}x\n`, line.signature)).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect(line.signature).toHaveLength(72);
    for (const at of [0, 7, 8, 71])
      expect(
        verify(
          BODY,
          line.signature.map((byte, index) => (index === at ? byte ^ 1 : byte)),
        ),
      ).toMatchObject({
        code: 'SIGNATURE_INVALID',
      });
    expect(verify(BODY, line.signature.slice(0, 8))).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });
});

describe('a verifier key', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom(1 as const, 4 as const),
        (bytes, type) => {
          const one = verifierKey('a.example/x', type, bytes);
          expect(parseVkey(formatVkey(one))).toEqual({ ok: true, value: one });
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['k1.example+00000000+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c', 'VKEY_ID_WRONG'],
    ['remix.example/log+e974f61e+AoqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c', 'VKEY_TYPE_UNKNOWN'],
    ['remix.example/log+E974F61E+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c', 'VKEY_MALFORMED'],
    ['remix.example/log+e974f61e+AYqI4910CfGV', 'VKEY_MALFORMED'],
    ['remix example+e974f61e+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c', 'VKEY_MALFORMED'],
    ['', 'VKEY_MALFORMED'],
  ])('%j is refused', (vkey, code) => {
    expect(parseVkey(vkey)).toMatchObject({ ok: false, code });
  });
});

describe('a policy', () => {
  const witness = (fill: number) => key(fill, KEY_TYPES.cosignature);
  const line = (fill: number) => `witness w${fill} ${formatVkey(witness(fill))}`;
  const read = (...lines: string[]) => parsePolicy(lines.join('\n'));

  test('counts groups of groups', () => {
    const policy = read(
      `log ${formatVkey(log)} https://log.example/`,
      '',
      '  # the first house',
      line(11),
      line(12),
      line(13),
      'group x 2 w11 w12 w13',
      line(21),
      line(22),
      'group y any w21 w22',
      'group both\tall x y',
      'quorum both',
    );
    if (!policy.ok) throw new Error(policy.message);
    const meets = (...fills: number[]) =>
      meetsQuorum(
        policy.value.quorum,
        fills.map((fill) => witness(fill)),
      );
    expect(policy.value.logs).toMatchObject([{ url: 'https://log.example/' }]);
    expect(meets(11, 12, 21)).toBe(true);
    expect(meets(11, 13, 22)).toBe(true);
    expect(meets(11, 12)).toBe(false);
    expect(meets(11, 21, 22)).toBe(false);
    expect(meets(11, 11, 21)).toBe(false);
    expect(meets()).toBe(false);
  });

  test('may ask for nobody', () => {
    const policy = read('quorum none');
    expect(policy.ok && meetsQuorum(policy.value.quorum, [])).toBe(true);
  });

  test.each([
    [[], /no quorum/],
    [['quorum none', 'quorum none'], /line 2/],
    [['quorum w11', line(11)], /line 1/],
    [[line(11), line(11).replace('w11', 'w12'), 'quorum w11'], /twice/],
    [[line(11), line(12).replace('w12', 'w11'), 'quorum w11'], /taken/],
    [[line(11), 'group g any w11 w11', 'quorum g'], /twice/],
    [[line(11), 'group g any w11', 'group h any w11', 'quorum g'], /twice/],
    [[line(11), 'group g 2 w11', 'quorum g'], /number of its members/],
    [[line(11), 'group g 0 w11', 'quorum g'], /number of its members/],
    [[line(11), 'group g any', 'quorum g'], /no line before/],
    [['group g any none', 'quorum g'], /no line before/],
    [[line(11).replace('w11', 'none'), 'quorum none'], /taken/],
    [[`log ${formatVkey(witness(11))}`, 'quorum none'], /another use/],
    [['frobnicate x', 'quorum none'], /begins with/],
    [['quorum none\u0000'], /control/],
    [['log nonsense', 'quorum none'], /key/],
  ])('%# is refused with its line', (lines, message) => {
    expect(read(...lines)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });
});

test('nothing that is read throws for bytes that anybody sends', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ maxLength: 300, unit: 'binary' }).map(text),
    fc.string({ maxLength: 80 }).map((rest) => text(`${BODY}\n— k1.example ${rest}\n`)),
    fc.string({ maxLength: 80 }).map((rest) => text(`c2sp.org/tlog-proof@v1\nindex ${rest}\n\n${BODY}`)),
  );
  fc.assert(
    fc.property(bytes, (sent) => {
      for (const parse of [parseNote, parseCheckpoint, parseTlogProof])
        expect(parse(sent)).toHaveProperty('ok');
      const words = `${new TextDecoder().decode(sent)}\uD800`;
      expect(
        parseVkey(`\uD800${words}+00000000+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c`),
      ).toHaveProperty('ok');
      for (const parse of [parseVkey, parsePolicy]) expect(parse(words)).toHaveProperty('ok');
    }),
    { numRuns: 10_000 },
  );
});

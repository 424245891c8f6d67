import { describe, expect, test } from '@jest/globals';
import { formatVkey, KEY_TYPES, signerKey } from '@flipside/transparency';
import { logWitnesses, witnessedLogs } from './log-keys.ts';

const log = signerKey('log.example/plays', KEY_TYPES.ed25519, new Uint8Array(32).fill(1));
const witness = signerKey('w.example/1', KEY_TYPES.cosignature, new Uint8Array(32).fill(2));

describe('keys in settings', () => {
  test('witnesses are lines of a policy, or semicolons between them', () => {
    const other = signerKey('w.example/2', KEY_TYPES.cosignature, new Uint8Array(32).fill(3));
    const line = `witness one ${formatVkey(witness)} https://w.example/`;
    const two = `${line}; witness two ${formatVkey(other)} https://w2.example/`;
    expect(logWitnesses.parse(two)).toMatchObject([
      { name: 'one' },
      { name: 'two', url: 'https://w2.example/' },
    ]);
    expect(logWitnesses.parse(two.replace('; ', '\n'))).toHaveLength(2);
  });

  test.each([
    ['witness one nonsense https://w.example/', /line 1/],
    [`witness one ${formatVkey(witness)}`, /no address/],
    [`witness one ${formatVkey(log)} https://w.example/`, /another use/],
  ])('%s is refused', (value, message) => {
    expect(logWitnesses.safeParse(value).error?.issues[0]?.message).toMatch(message);
  });

  test('witnessed logs are their keys', () => {
    expect(witnessedLogs.parse(`${formatVkey(log)}\n  `)).toMatchObject([{ name: 'log.example/plays' }]);
    for (const value of ['nonsense', formatVkey(witness)])
      expect(witnessedLogs.safeParse(value).success).toBe(false);
  });
});

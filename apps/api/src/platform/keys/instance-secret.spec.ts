import { describe, expect, test } from '@jest/globals';
import { deriveKey, seal, unseal } from './instance-secret.ts';

const SECRET = 'an instance secret that guards nothing';

describe('instance secret', () => {
  test('gives each purpose its own key, always the same', () => {
    expect(deriveKey(SECRET, 'a')).toEqual(deriveKey(SECRET, 'a'));
    expect(deriveKey(SECRET, 'a')).toHaveLength(32);
    expect(deriveKey(SECRET, 'a')).not.toEqual(deriveKey(SECRET, 'b'));
  });

  test('opens what it sealed, and nothing else', () => {
    const sealed = seal(SECRET, 'p', 'words');
    expect(unseal(SECRET, 'p', sealed)).toBe('words');
    expect(seal(SECRET, 'p', 'words')).not.toBe(sealed);
    expect(() => unseal(SECRET, 'q', sealed)).toThrow();
    expect(() => unseal(`${SECRET}!`, 'p', sealed)).toThrow();
    const changed = Buffer.from(sealed, 'base64url');
    changed[changed.length - 1]! ^= 1;
    expect(() => unseal(SECRET, 'p', changed.toString('base64url'))).toThrow();
  });
});

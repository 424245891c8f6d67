import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forgetSecret, openSecret, sealSecret } from './sealed-secrets.ts';

const LOGIN = { url: 'https://music.example', password: 'a päss-word' };

async function stored(): Promise<{ key: CryptoKey; sealed: { iv: Uint8Array; bytes: ArrayBuffer } }> {
  const database = await openDB('flipside-secrets', 1);
  const found = {
    key: (await database.get('key', 'device')) as CryptoKey,
    sealed: (await database.get('secrets', 'subsonic')) as { iv: Uint8Array; bytes: ArrayBuffer },
  };
  database.close();
  return found;
}

afterEach(() => forgetSecret('subsonic'));

describe('secrets of this device', () => {
  test('come back as they were, and are in no byte of what is kept', async () => {
    await sealSecret('subsonic', LOGIN);
    expect(await openSecret('subsonic')).toEqual(LOGIN);
    const { key, sealed } = await stored();
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    expect(Buffer.from(sealed.bytes).includes('music.example')).toBe(false);
    expect(Buffer.from(sealed.bytes).includes(LOGIN.password)).toBe(false);
  });

  test('are encrypted with a new nonce every time', async () => {
    await sealSecret('subsonic', LOGIN);
    const before = (await stored()).sealed.iv;
    await sealSecret('subsonic', LOGIN);
    expect((await stored()).sealed.iv).not.toEqual(before);
  });

  test('that were changed, or stand under another name, open as nothing', async () => {
    await sealSecret('subsonic', LOGIN);
    const { sealed } = await stored();
    const bytes = sealed.bytes.slice(0);
    new Uint8Array(bytes)[3]! ^= 1;
    const database = await openDB('flipside-secrets', 1);
    await database.put('secrets', { iv: sealed.iv, bytes }, 'subsonic');
    await database.put('secrets', sealed, 'tidal');
    database.close();
    expect(await openSecret('subsonic')).toBeNull();
    expect(await openSecret('tidal')).toBeNull();
  });

  test('that were forgotten are gone', async () => {
    await sealSecret('subsonic', LOGIN);
    await forgetSecret('subsonic');
    expect(await openSecret('subsonic')).toBeNull();
  });
});

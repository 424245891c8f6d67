import { describe, expect, test } from '@jest/globals';
import { loginAddress, readLoginRequest } from './login-request.ts';
import { isPublicKey, makeLoginKey, openToken, sealToken, wordsOfKey } from './sealed-token.ts';

const STATE = 'state-of-one-login-000000000000';
const TOKEN = 'flip_0123456789';

describe('a token on its way to the command line', () => {
  test('is read by the command that asked, and by nobody else', async () => {
    const [asked, other] = [await makeLoginKey(), await makeLoginKey()];
    const sealed = await sealToken(TOKEN, asked.publicKey, STATE);
    expect(sealed).not.toContain(TOKEN);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain(TOKEN);
    expect(await openToken(sealed, asked, STATE)).toBe(TOKEN);
    expect(await openToken(sealed, other, STATE)).toBeNull();
    expect(await openToken(sealed, asked, `${STATE}1`)).toBeNull();
    for (const broken of ['', 'x', `${sealed.slice(0, -2)}AA`, sealed.slice(4), 'A'.repeat(200), '%'])
      expect(await openToken(broken, asked, STATE)).toBeNull();
  });

  test('is sealed anew every time, and to real keys alone', async () => {
    const { publicKey } = await makeLoginKey();
    expect(await sealToken(TOKEN, publicKey, STATE)).not.toBe(await sealToken(TOKEN, publicKey, STATE));
    expect(isPublicKey(publicKey)).toBe(true);
    await expect(sealToken(TOKEN, 'nonsense', STATE)).rejects.toThrow(TypeError);
  });

  test('page and terminal show the same letters for one key, and others for another', async () => {
    const [a, b] = [await makeLoginKey(), await makeLoginKey()];
    expect(await wordsOfKey(a.publicKey)).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
    expect(await wordsOfKey(a.publicKey)).not.toBe(await wordsOfKey(b.publicKey));
  });
});

describe('what a command asks of the page', () => {
  test('comes through the address as it was', async () => {
    const { publicKey: key } = await makeLoginKey();
    for (const port of [null, 4711]) {
      const asked = { key, state: STATE, port, name: 'studio-pc' };
      const { searchParams, pathname } = new URL(loginAddress('https://flipside.example', asked));
      expect(pathname).toBe('/account/command-line');
      expect(readLoginRequest(searchParams)).toEqual(asked);
    }
  });

  test('is refused when a part is missing or no such thing, and its name cannot write on the page', async () => {
    const { publicKey: key } = await makeLoginKey();
    const good = { key, state: STATE, name: 'pc' };
    const read = (change: Record<string, string>) =>
      readLoginRequest(new URLSearchParams({ ...good, ...change }));
    expect(read({})).not.toBeNull();
    for (const bad of [
      { key: '' },
      { key: 'AAAA' },
      { state: 'short' },
      { port: '0' },
      { port: '70000' },
      { port: '1e3.5' },
    ])
      expect(read(bad)).toBeNull();
    expect(read({ name: 'your bank </b>\u202e!' })?.name).toBe('your bank b');
    expect(read({ name: '' })?.name).toBe('a computer');
  });
});

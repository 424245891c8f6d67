import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { doneAddress, readLoginRequest } from '../../connect/login-request.ts';
import { sealToken } from '../../connect/sealed-token.ts';
import type { World } from '../context.ts';
import { tokenByBrowser, tokenByCode } from './browser-login.ts';

const TOKEN = 'flip_of-a-test';
const stop = new AbortController();
let timer: NodeJS.Timeout;

/** A world whose error stream is watched for the page's address, as a person would. */
function watched(onAddress: (address: URL) => void, env: NodeJS.ProcessEnv = {}): World {
  return {
    env,
    now: () => new Date(),
    out: () => undefined,
    err: (line) => {
      const address = /https:\S+/.exec(line)?.[0];
      if (address !== undefined) onAddress(new URL(address));
    },
    terminal: null,
    signal: stop.signal,
  };
}

function asked(address: URL) {
  const request = readLoginRequest(address.searchParams);
  if (request === null) throw new Error(`no request in ${address.href}`);
  return request;
}

beforeAll(() => {
  timer = setTimeout(() => stop.abort(), 60_000);
});
afterAll(() => clearTimeout(timer));

describe('signing in by a page', () => {
  test('the token comes through the loopback; strangers at the door are turned away', async () => {
    const visits: number[] = [];
    const visit = async (address: URL): Promise<void> => {
      const { key, state, port } = asked(address);
      if (port === null) throw new Error('no port');
      const good = doneAddress(port, state, await sealToken(TOKEN, key, state));
      const status = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).status;
      visits.push(await status(doneAddress(port, `${state}x`, 'AAAA')));
      visits.push(await status(doneAddress(port, state, 'AAAA')));
      visits.push(await status(good.replace('127.0.0.1', 'localhost')).catch(() => 404));
      visits.push(await status(good, { method: 'POST' }));
      visits.push(await status(good.replace('/flipside-login', '/else')));
      visits.push(await status(good));
    };
    const done: Promise<void>[] = [];
    const world = watched((address) => void done.push(visit(address)));
    expect(await tokenByBrowser('https://flipside.example', world)).toBe(TOKEN);
    await Promise.all(done);
    expect(visits).toEqual([404, 404, 404, 404, 404, 200]);
  });

  test('a code is good for the login that it was made for', async () => {
    const env: NodeJS.ProcessEnv = { FLIPSIDE_LOGIN_CODE: 'of-another-login' };
    const world = watched((address) => expect(asked(address).port).toBeNull(), env);
    await expect(tokenByCode('https://flipside.example', world)).rejects.toMatchObject({
      code: 'CODE_REFUSED',
    });
  });

  test('Ctrl-C ends the waiting', async () => {
    const end = new AbortController();
    const world = { ...watched(() => end.abort()), signal: end.signal };
    await expect(tokenByBrowser('https://flipside.example', world)).rejects.toThrow();
    expect(end.signal.aborted).toBe(true);
  });
});

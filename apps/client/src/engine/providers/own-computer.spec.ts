import { afterEach, describe, expect, test } from '@jest/globals';
import { keptFromOwnComputer } from './own-computer.ts';

const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
const PROXY = 'http://127.0.0.1:4533/token/rest/ping.view';

/** A browser's answers by name; it does not know other names. */
function browserWith(states: Readonly<Record<string, string>>): void {
  const query = ({ name }: { name: string }): Promise<{ state: string }> => {
    const state = states[name];
    return state === undefined ? Promise.reject(new TypeError('no such name')) : Promise.resolve({ state });
  };
  Object.defineProperty(globalThis, 'navigator', { value: { permissions: { query } }, configurable: true });
}

afterEach(() => {
  if (before !== undefined) Object.defineProperty(globalThis, 'navigator', before);
});

describe('a site that may not reach this computer', () => {
  test.each([
    ['denied', 'settings beside the address'],
    ['prompt', 'Allow it, then try again'],
  ])('%s: says what helps', async (state, words) => {
    browserWith({ 'loopback-network': state });
    expect(await keptFromOwnComputer(PROXY)).toMatchObject({
      code: 'blocked',
      message: expect.stringContaining(words),
    });
    expect(await keptFromOwnComputer(PROXY.replace('127.0.0.1', 'localhost'))).not.toBeNull();
  });

  test('an older name of the question counts, too', async () => {
    browserWith({ 'local-network-access': 'denied' });
    expect(await keptFromOwnComputer(PROXY)).toMatchObject({ code: 'blocked' });
  });

  test('nothing is said where it was allowed, where nobody asks, and of other addresses', async () => {
    browserWith({ 'loopback-network': 'granted', 'local-network-access': 'prompt' });
    expect(await keptFromOwnComputer(PROXY)).toBeNull();
    browserWith({});
    expect(await keptFromOwnComputer(PROXY)).toBeNull();
    browserWith({ 'loopback-network': 'denied' });
    for (const url of ['https://music.example/rest', 'http://127.0.0.1.example/', 'nonsense'])
      expect(await keptFromOwnComputer(url)).toBeNull();
  });
});

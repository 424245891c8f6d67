import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { loginAddress } from '../../connect/login-request.ts';
import { makeLoginKey, openToken, wordsOfKey } from '../../connect/sealed-token.ts';
import { secretFor } from '../ask.ts';
import type { World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import { openBrowser } from './open-browser.ts';
import { TokenDoor } from './wait-for-token.ts';

/** How long somebody may take to sign in. */
const PATIENCE_MS = 600_000;

const newState = (): string => randomBytes(24).toString('base64url');

function invite(address: string, words: string, world: World): void {
  world.err(`Open this page, see that it shows ${words}, and allow it:\n\n  ${address}\n`);
}

/**
 * Has a page of the instance make a token, and takes it at the loopback: this computer's browser and this command alone see it.
 *
 * @throws {CommandError} when nobody comes within ten minutes
 */
export async function tokenByBrowser(instance: string, world: World): Promise<string> {
  const key = await makeLoginKey();
  const state = newState();
  const door = await TokenDoor.open(key, state);
  try {
    const request = { key: key.publicKey, state, port: door.port, name: hostname() };
    const address = loginAddress(instance, request);
    invite(address, await wordsOfKey(key.publicKey), world);
    if (world.terminal !== null) openBrowser(address);
    const late = AbortSignal.timeout(PATIENCE_MS);
    try {
      return await door.token(world.signal === undefined ? late : AbortSignal.any([world.signal, late]));
    } catch (error) {
      if (!late.aborted) throw error;
      throw new CommandError(EXIT.unreachable, 'LOGIN_EXPIRED', 'Nobody signed in within ten minutes.');
    }
  } finally {
    door.close();
  }
}

/**
 * The same for a computer without a browser: the page, opened anywhere, shows a code that only this command can read.
 *
 * @throws {CommandError} when the code was not made for this command
 */
export async function tokenByCode(instance: string, world: World): Promise<string> {
  const key = await makeLoginKey();
  const state = newState();
  const request = { key: key.publicKey, state, port: null, name: hostname() };
  invite(loginAddress(instance, request), await wordsOfKey(key.publicKey), world);
  const token = await openToken(
    await secretFor('Code that it shows', 'FLIPSIDE_LOGIN_CODE', world),
    key,
    state,
  );
  if (token === null)
    throw usageError(
      'CODE_REFUSED',
      'This code was not made for this login. Start again and copy all of it.',
    );
  return token;
}

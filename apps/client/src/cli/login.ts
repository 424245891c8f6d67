import { apiOf, expectData } from './api.ts';
import { secretFor } from './ask.ts';
import { httpOf } from './context.ts';
import type { CommonOptions, Outcome, World } from './context.ts';
import { EXIT, usageError } from './exit-codes.ts';
import { tokenByBrowser, tokenByCode } from './login/browser-login.ts';
import { rememberToken } from './logins.ts';

export interface LoginOptions extends CommonOptions {
  readonly browser?: boolean;
  readonly code?: boolean;
}

/** By the way that was asked for; else what was given or piped in, and a page where somebody sits at a terminal. */
async function tokenFor(options: LoginOptions, instance: string, world: World): Promise<string> {
  if (options.token !== undefined) return options.token;
  if (options.code === true) return tokenByCode(instance, world);
  const isGiven = (world.env['FLIPSIDE_TOKEN'] ?? '') !== '';
  const canAsk = world.input?.isTTY === true && world.terminal !== null;
  if (options.browser === true || (canAsk && !isGiven)) return tokenByBrowser(instance, world);
  return secretFor('API token', 'FLIPSIDE_TOKEN', world);
}

/** `flipside login`: keeps an API token for an instance, after the instance has said whose it is. */
export async function login(options: LoginOptions, world: World): Promise<Outcome> {
  const instance = httpOf({ ...options, token: '' }, world).baseUrl;
  const token = await tokenFor(options, instance, world);
  const http = httpOf({ ...options, token }, world);
  const { user } = expectData('Login', await apiOf(http).GET('/api/me'));
  if (user === null) throw usageError('TOKEN_REFUSED', `${http.host} does not know this token.`);
  const path = await rememberToken(world.env, new URL(http.baseUrl), token);
  const { handle, displayName } = user;
  return {
    exitCode: EXIT.fine,
    document: { ok: true, instance: http.baseUrl, handle, displayName, kept: path },
    lines: [`✓ ${displayName} (${handle}) at ${http.host}; the token is kept in ${path}`],
  };
}

/** `flipside logout`: forgets the token on this machine. It stays valid: revoke it on the account page. */
export async function logout(options: CommonOptions, world: World): Promise<Outcome> {
  const http = httpOf(options, world);
  await rememberToken(world.env, new URL(http.baseUrl), null);
  return {
    exitCode: EXIT.fine,
    document: { ok: true, instance: http.baseUrl },
    lines: [
      `✓ The token for ${http.host} is forgotten here. To make it invalid, revoke it on your account page.`,
    ],
  };
}

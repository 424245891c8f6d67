import { apiOf, expectData } from './api.ts';
import { secretFor } from './ask.ts';
import { httpOf } from './context.ts';
import type { CommonOptions, Outcome, World } from './context.ts';
import { EXIT, usageError } from './exit-codes.ts';
import { rememberToken } from './logins.ts';

/** `flipside login`: keeps an API token for an instance, after the instance has said whose it is. */
export async function login(options: CommonOptions, world: World): Promise<Outcome> {
  httpOf({ ...options, token: '' }, world);
  const token = options.token ?? (await secretFor('API token', 'FLIPSIDE_TOKEN', world));
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

import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './create-app.ts';
import {
  ApiTokenService,
  LocalAccountService,
  LOCAL,
  OperatorService,
  SignInService,
  UserService,
} from './modules/identity/index.ts';
import { Principal } from './platform/auth/principal.ts';
import { SCOPES } from './platform/auth/scopes.ts';
import { loadConfig } from './platform/config/config.ts';
import { createOpenApi } from './platform/http/openapi.ts';

export { createApp, startJobs } from './create-app.ts';
export { loadConfig } from './platform/config/config.ts';

/** What the scripts of an embedded instance use of the server: nothing else is reached into. */
export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly operator: boolean;
}

/**
 * Adds a local account and its user, with an API token for everything the user may do.
 *
 * @returns the user's id and token, or null when the login name is taken
 */
export async function addAccount(
  app: NestFastifyApplication,
  account: NewAccount,
): Promise<{ userId: string; token: string } | null> {
  const { login, name, password, operator } = account;
  const local = await app.get(LocalAccountService).add({ login, name, email: null, password });
  if (local === null) return null;
  const userId = await app.get(SignInService).signIn({ issuer: LOCAL, subject: local.id, name, email: null });
  if (operator) await app.get(OperatorService).appoint(userId);
  const principal = new Principal({ userId, operator });
  const scopes = SCOPES.filter((scope) => scope !== 'operator' || operator);
  const { token } = await app
    .get(ApiTokenService)
    .create(principal, { name: 'Demo', scopes, expiresInDays: null });
  return { userId, token };
}

/** Whether nobody has ever had an account here. */
export async function isEmpty(app: NestFastifyApplication): Promise<boolean> {
  return !(await app.get(UserService).anyoneEver());
}

/** The OpenAPI document, without a database or a port. */
export async function describeApi(): Promise<object> {
  const unused = 'x'.repeat(32);
  const config = loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    SESSION_SECRET: unused,
    INSTANCE_SECRET: `${unused}y`,
  });
  const app = await createApp(config);
  const document = createOpenApi(app);
  await app.close();
  return document;
}

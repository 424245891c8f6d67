import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_PATH, loginSchema, registrationSchema } from '../../../modules/identity/index.ts';
import type { LocalAccountService, LocalIssuer } from '../../../modules/identity/index.ts';
import { isSameOrigin } from '../../../platform/auth/same-origin.ts';
import type { Config } from '../../../platform/config/config.ts';
import { RateLimitedError } from '../../../platform/problem/errors.ts';
import { loginErrorPage, loginPage, registerPage } from './login.page.ts';
import type { Values } from './login.page.ts';

interface Dependencies {
  config: Config;
  issuer: LocalIssuer;
  accounts: LocalAccountService;
}

type Route = (request: FastifyRequest, reply: FastifyReply, uid: string) => Promise<unknown>;

const FORM_LIMIT = 8 * 1_024;
const PATH = `${ISSUER_PATH}/interaction/:uid`;

/** The issuer's own pages. They work without scripts, and only for the browser that began the login. */
export async function interactionRoutes(scope: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const { config, issuer, accounts } = dependencies;
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const guarded = (route: Route) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isSameOrigin(request.method, request.headers, config.baseUrl))
      return await answer(reply, 403, loginErrorPage('The form came from another site.'));
    const uid = await interactionOf(issuer, request, reply);
    if (uid === null)
      return await answer(reply, 400, loginErrorPage('This sign-in is too old, or another one began.'));
    return await route(request, reply, uid);
  };
  scope.get(
    PATH,
    guarded((_request, reply, uid) => answer(reply, 200, loginPage({ uid }))),
  );
  scope.get(
    `${PATH}/register`,
    guarded((_request, reply, uid) => answer(reply, 200, registerPage({ uid }))),
  );
  scope.post(
    PATH,
    guarded((request, reply, uid) => login({ issuer, accounts }, request, reply, uid)),
  );
  scope.post(
    `${PATH}/register`,
    guarded((request, reply, uid) => register({ issuer, accounts }, request, reply, uid)),
  );
}

type Parts = Pick<Dependencies, 'issuer' | 'accounts'>;

async function login({ issuer, accounts }: Parts, request: FastifyRequest, reply: FastifyReply, uid: string) {
  const values = request.body as Values;
  const form = loginSchema.safeParse(values);
  const wrong = { uid, values, faults: { form: 'Login name and password do not belong together.' } };
  if (!form.success) return await answer(reply, 400, loginPage(wrong));
  try {
    const account = await accounts.verify(form.data.login, form.data.password, request.ip);
    if (account === null) return await answer(reply, 400, loginPage(wrong));
    return await reply.redirect(await issuer.finishLogin(request.raw, reply.raw, account.id), 303);
  } catch (error) {
    const faults = { form: tooOften(error) };
    return await answer(reply, 429, loginPage({ uid, values, faults }));
  }
}

async function register(
  { issuer, accounts }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
) {
  const values = request.body as Values;
  const form = registrationSchema.safeParse(values);
  if (!form.success) {
    const faults = Object.fromEntries(
      form.error.issues.map((issue) => [String(issue.path[0]), issue.message]),
    );
    return await answer(reply, 400, registerPage({ uid, values, faults }));
  }
  try {
    const account = await accounts.register(form.data, request.ip);
    const faults = { login: 'This login name is taken. Choose another.' };
    if (account === null) return await answer(reply, 409, registerPage({ uid, values, faults }));
    return await reply.redirect(await issuer.finishLogin(request.raw, reply.raw, account.id), 303);
  } catch (error) {
    const faults = { form: tooOften(error) };
    return await answer(reply, 429, registerPage({ uid, values, faults }));
  }
}

/** @throws whatever is no rate limit. */
function tooOften(error: unknown): string {
  if (!(error instanceof RateLimitedError)) throw error;
  const minutes = Math.ceil(error.retryAfterSeconds / 60);
  return `Too many attempts. Try again in ${minutes} minute${minutes === 1 ? '' : 's'}.`;
}

/** The id of the login this browser is in, or `null` when it is in none or in another one. */
async function interactionOf(issuer: LocalIssuer, request: FastifyRequest, reply: FastifyReply) {
  const { uid } = request.params as { uid: string };
  try {
    const provider = await issuer.provider();
    const details = await provider.interactionDetails(request.raw, reply.raw);
    return details.uid === uid ? uid : null;
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return null;
    throw error;
  }
}

async function answer(reply: FastifyReply, status: number, html: string): Promise<FastifyReply> {
  return await reply
    .status(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html);
}

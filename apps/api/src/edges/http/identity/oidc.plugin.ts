import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_PATH } from '../../../modules/identity/index.ts';
import type { IssuerRegistry, LocalAccountService, LocalIssuer } from '../../../modules/identity/index.ts';
import type { Config } from '../../../platform/config/config.ts';
import { interactionRoutes } from './interaction.routes.ts';
import { loginErrorPage } from './login.page.ts';

export interface OidcPluginOptions {
  config: Config;
  issuer: LocalIssuer;
  issuers: IssuerRegistry;
  accounts: LocalAccountService;
}

const BODY_LIMIT = 56 * 1_024;

/** Mounts the built-in issuer under `/oidc`, with its own pages. */
export async function oidcPlugin(fastify: FastifyInstance, options: OidcPluginOptions): Promise<void> {
  const { config, issuer, issuers } = options;
  issuer.useErrorPage(({ description }) =>
    loginErrorPage(
      description === '' ? 'This sign-in cannot go on.' : `This sign-in cannot go on: ${description}.`,
    ),
  );
  issuers.reachLocalBy(async (url, request) => await callInside(fastify, url, request));
  await fastify.register(async (scope) => await interactionRoutes(scope, options));
  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The provider reads the body itself.
    scope.addContentTypeParser('*', { bodyLimit: BODY_LIMIT }, (_request, _body, done) => done(null));
    scope.all(`${ISSUER_PATH}/*`, async (request, reply) => {
      const provider = await issuer.provider();
      const raw = toMounted(request, config.baseUrl);
      keepHeaders(reply);
      reply.hijack();
      await provider.callback()(raw, reply.raw);
    });
  });
}

/** The request as the provider expects it under a mount path; the public origin comes from the configuration. */
function toMounted(request: FastifyRequest, baseUrl: string): IncomingMessage {
  const { protocol, host } = new URL(baseUrl);
  const raw: IncomingMessage & { originalUrl?: string } = request.raw;
  raw.originalUrl = raw.url ?? '/';
  raw.url = raw.originalUrl.slice(ISSUER_PATH.length);
  raw.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  raw.headers['x-forwarded-host'] = host;
  raw.headers.host = host;
  return raw;
}

/** A hijacked reply loses what hooks have set so far, such as the security headers. */
function keepHeaders(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
}

interface Outgoing {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
}

/** The relying party's call to the token endpoint, without a socket. */
async function callInside(fastify: FastifyInstance, url: string, request: Outgoing): Promise<Response> {
  const { pathname, search } = new URL(url);
  const { body } = request;
  const response = await fastify.inject({
    method: request.method === 'POST' ? 'POST' : 'GET',
    url: pathname + search,
    headers: request.headers,
    ...(body instanceof URLSearchParams && { payload: body.toString() }),
  });
  const headers = Object.entries(response.headers).map(
    ([name, value]) => [name, String(value)] as [string, string],
  );
  return new Response(new Uint8Array(response.rawPayload), { status: response.statusCode, headers });
}

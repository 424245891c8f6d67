import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SocialAddresses } from '../../modules/social/index.ts';
import type { LocalProducerView } from '../../modules/social/index.ts';
import type { FederationFront } from './federation.ts';
import type { Inbox } from './inbox.ts';
import type { ObjectPages } from './object-pages.ts';

const BODY_LIMIT = 1_048_576;
const ACTIVITY_JSON = 'application/activity+json; charset=utf-8';

export interface ActivityPubOptions {
  readonly baseUrl: string;
  readonly front: FederationFront;
  readonly inbox: Inbox;
  readonly objects: ObjectPages;
  readonly producers: LocalProducerView;
}

/** A request as the web platform has it, with the bytes that were signed. */
function toRequest({ raw, method, body }: FastifyRequest, baseUrl: string): Request {
  const headers = new Headers();
  for (let index = 0; index < raw.rawHeaders.length; index += 2)
    headers.append(raw.rawHeaders[index] ?? '', raw.rawHeaders[index + 1] ?? '');
  const url = new URL(raw.url ?? '/', baseUrl);
  return new Request(url, { method, headers, ...(Buffer.isBuffer(body) && { body: new Uint8Array(body) }) });
}

const wantsActivity = ({ headers }: FastifyRequest): boolean =>
  /application\/(?:activity\+json|ld\+json)|\*\/\*/.test(headers.accept ?? '*/*') &&
  headers.accept?.startsWith('text/html') !== true;

/**
 * The addresses by which other servers know this instance. They are outside the API, take raw bodies in a scope of
 * their own, and know no sign-in.
 */
export async function activityPubPlugin(
  fastify: FastifyInstance,
  options: ActivityPubOptions,
): Promise<void> {
  const { baseUrl, front, inbox, objects, producers } = options;
  const addresses = new SocialAddresses(baseUrl);

  const read = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    let page = false;
    const response = await front.federation.fetch(toRequest(request, baseUrl), {
      contextData: undefined,
      onNotAcceptable: () => {
        page = true;
        return new Response(null, { status: 406 });
      },
    });
    if (page) return await reply.redirect((await pageOf(request)) ?? '/', 303);
    return await reply
      .code(response.status)
      .headers(Object.fromEntries(response.headers))
      .send(Buffer.from(await response.arrayBuffer()));
  };

  /** People who open the address of an account see its flips. */
  const pageOf = async ({ url }: FastifyRequest): Promise<string | null> => {
    const thing = addresses.parse(`${baseUrl}${url.split('?', 1)[0] ?? ''}`);
    const producer = thing?.kind === 'user' ? await producers.byId(thing.id) : null;
    return producer === null ? null : addresses.producer(producer.handle);
  };

  const take = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
    const { status, words, retryAfter } = await inbox.receive(toRequest(request, baseUrl), text, request.ip);
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    return await reply.code(status).type('text/plain; charset=utf-8').send(words);
  };

  const show = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const shown = await objects.find(`${baseUrl}${request.url.split('?', 1)[0] ?? ''}`);
    if (shown === null) return reply.callNotFound();
    void reply.header('vary', 'accept').header('cache-control', 'public, max-age=60');
    if (!wantsActivity(request) && shown.page !== null) return await reply.redirect(shown.page, 303);
    return await reply.code(shown.status).type(ACTIVITY_JSON).send(shown.body);
  };

  await fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    for (const path of ['/.well-known/webfinger', '/.well-known/nodeinfo', '/nodeinfo/2.1'])
      scope.get(path, read);
    for (const path of ['', '/outbox', '/followers', '/following'])
      scope.get(`/ap/users/:identifier${path}`, read);
    for (const path of ['/ap/inbox', '/ap/users/:identifier/inbox'])
      scope.post(path, { bodyLimit: BODY_LIMIT }, take);
    for (const path of ['/ap/flips/:hash', '/ap/flips/:hash/:revival', '/ap/comments/:id'])
      scope.get(path, show);
  });
}

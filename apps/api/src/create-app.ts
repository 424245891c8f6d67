import helmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.ts';
import { activityPubPlugin } from './edges/activitypub/activitypub.plugin.ts';
import type { ActivityPubOptions } from './edges/activitypub/activitypub.plugin.ts';
import { DeliveryLoop } from './edges/activitypub/delivery-loop.ts';
import { FederationFront } from './edges/activitypub/federation.ts';
import { Inbox } from './edges/activitypub/inbox.ts';
import { ObjectPages } from './edges/activitypub/object-pages.ts';
import { oidcPlugin } from './edges/http/identity/oidc.plugin.ts';
import type { OidcPluginOptions } from './edges/http/identity/oidc.plugin.ts';
import { registerSessions } from './edges/http/identity/session.plugin.ts';
import { witnessPlugin } from './edges/http/transparency/witness.plugin.ts';
import { PeriodicJobs } from './edges/jobs/periodic-jobs.ts';
import {
  IssuerRegistry,
  LocalAccountService,
  LocalIssuer,
  SessionRepository,
} from './modules/identity/index.ts';
import { TailLoop } from './modules/federation/index.ts';
import { LocalProducerView } from './modules/social/index.ts';
import { SequencerLoop, WitnessService } from './modules/transparency/index.ts';
import type { Config } from './platform/config/config.ts';
import { registerCompression } from './platform/http/compression.ts';
import { createFastifyAdapter, registerRouteHooks } from './platform/http/fastify.adapter.ts';
import { serveOpenApi } from './platform/http/openapi.ts';
import { securityHeaders } from './platform/http/security-headers.ts';
import { webAppPlugin } from './platform/http/web-app.plugin.ts';
import { Log, nestLogger } from './platform/logging/log.ts';
import { OutboxRelay } from './platform/outbox/outbox.relay.ts';
import { JobQueue } from './platform/queue/job-queue.ts';

/** Addresses that belong to pages and protocols, not to the API. */
const OUTSIDE_API = [
  'r/*rest',
  'r',
  'embed/*rest',
  '.well-known/*rest',
  'oembed',
  'feed.atom',
  'feed.json',
  'log/*rest',
];

/**
 * The whole HTTP application, ready for `listen` or `inject`. It touches the database only when a request does.
 *
 * Routes of controllers are under `/api`, except those in `OUTSIDE_API`.
 */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config),
    createFastifyAdapter(config),
    { bodyParser: false, bufferLogs: true, abortOnError: false },
  );
  app.useLogger(nestLogger(app.get(Log)));
  app.setGlobalPrefix('api', { exclude: OUTSIDE_API });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  registerRouteHooks(fastify);
  await fastify.register(helmet, { global: false });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.helmet(securityHeaders(request.url, config.baseUrl));
    done();
  });
  await registerCompression(fastify);
  await registerSessions(fastify, app.get(SessionRepository), config);
  const identity: OidcPluginOptions = {
    config,
    issuer: app.get(LocalIssuer),
    issuers: app.get(IssuerRegistry),
    accounts: app.get(LocalAccountService),
  };
  if (config.localAccounts) await fastify.register(oidcPlugin, identity);
  await fastify.register(witnessPlugin, { witness: app.get<WitnessService>(WitnessService) });
  const activityPub: ActivityPubOptions = {
    baseUrl: config.baseUrl,
    front: app.get(FederationFront),
    inbox: app.get(Inbox),
    objects: app.get(ObjectPages),
    producers: app.get(LocalProducerView),
  };
  await fastify.register(activityPubPlugin, activityPub);
  serveOpenApi(app);
  if (config.webDist !== null) await fastify.register(webAppPlugin, { root: config.webDist });
  await app.init();
  await fastify.ready();
  return app;
}

/** Begins to run jobs and to hand over events, in the HTTP process or in a worker. */
export async function startJobs(app: INestApplicationContext): Promise<void> {
  await app.get(JobQueue).start();
  await app.get(PeriodicJobs).start();
  app.get(OutboxRelay).start();
  app.get(SequencerLoop).start();
  app.get(TailLoop).start();
  app.get(DeliveryLoop).start();
}

/** The job process: everything but HTTP. */
export async function createWorker(config: Config): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.forRoot(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(nestLogger(app.get(Log)));
  return app;
}

import { createHash, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import parser, { Sha256Signer } from 'activitypub-http-signatures';

export interface PlainActivity {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly object: unknown;
}

const ACTIVITY = 'application/activity+json';

/**
 * A small server of somebody else: plain JSON, and requests signed and checked by a library that knows the older
 * signatures only. Nothing of it is the implementation that it is to get along with.
 */
export class PlainServer {
  readonly received: PlainActivity[] = [];
  /** What it shows at which path, beside the account itself. */
  readonly documents = new Map<
    string,
    { readonly body: unknown; readonly headers?: Record<string, string> }
  >();
  /** What its one account is called. */
  called = '';
  /** How many requests it could not read a signature in. */
  unreadable = 0;
  readonly origin: string;
  private readonly server: Server;
  private readonly privateKey: string;
  private readonly publicKeyPem: string;
  private serial = 0;

  private constructor(server: Server) {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    this.privateKey = pair.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    this.publicKeyPem = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.server = server;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request).then(
        ({ status, body, headers }) =>
          response.writeHead(status, { 'content-type': ACTIVITY, ...headers }).end(JSON.stringify(body)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  static async start(): Promise<PlainServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PlainServer(server);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get actor(): string {
    return `${this.origin}/u/zoe`;
  }

  /** Signs and posts; gives the answer's status. */
  async send(inbox: string, type: string, object: unknown): Promise<number> {
    this.serial += 1;
    const activity = { id: `${this.origin}/a/${this.serial}`, type, actor: this.actor, object };
    const body = JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', ...activity });
    const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const signer = new Sha256Signer({
      publicKeyId: `${this.actor}#key`,
      privateKey: this.privateKey,
      headerNames: ['(request-target)', 'host', 'date', 'digest'],
    });
    const sent = signer.generateHeaders({
      url: inbox,
      method: 'POST',
      headers: { 'content-type': ACTIVITY, digest, date: new Date().toUTCString() },
    });
    return (await fetch(inbox, { method: 'POST', headers: sent, body })).status;
  }

  async read(url: string): Promise<Record<string, unknown>> {
    const answer = await fetch(url, { headers: { accept: ACTIVITY } });
    return (await answer.json()) as Record<string, unknown>;
  }

  private async answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body: unknown; headers?: Record<string, string> }> {
    const { url = '/', method } = request;
    if (method === 'POST' && url === '/u/zoe/inbox') return await this.take(request);
    if (url === '/u/zoe') return { status: 200, body: this.describe() };
    const shown = this.documents.get(url);
    return shown === undefined ? { status: 404, body: {} } : { status: 200, ...shown };
  }

  private async take(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const { url = '/', method = 'POST', headers } = request;
    let signature: ReturnType<typeof parser.parse>;
    try {
      signature = parser.parse({ url, method, headers });
    } catch {
      signature = null;
    }
    const keyId = signature?.keyId;
    if (signature === null || keyId === undefined) {
      this.unreadable += 1;
      return { status: 401, body: {} };
    }
    const owner = await this.read(keyId.replace(/#.*$/, ''));
    const keys = [owner['publicKey']].flat() as { id: string; publicKeyPem: string }[];
    const pem = keys.find(({ id }) => id === keyId)?.publicKeyPem;
    const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`;
    const activity = JSON.parse(body.toString('utf8')) as PlainActivity;
    const holds = pem !== undefined && signature.verify(pem) && headers['digest'] === digest;
    if (!holds || activity.actor !== owner['id']) return { status: 401, body: {} };
    this.received.push(activity);
    return { status: 202, body: {} };
  }

  describe() {
    return {
      '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'],
      id: this.actor,
      type: 'Person',
      preferredUsername: 'zoe',
      ...(this.called !== '' && { name: this.called }),
      inbox: `${this.actor}/inbox`,
      outbox: `${this.actor}/outbox`,
      publicKey: { id: `${this.actor}#key`, owner: this.actor, publicKeyPem: this.publicKeyPem },
    };
  }
}

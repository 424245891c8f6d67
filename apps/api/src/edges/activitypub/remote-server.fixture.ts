import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportSpki, generateCryptoKeyPair, signRequest } from '@fedify/fedify';
import type { FlipWorld } from '../http/common/flip-world.fixture.ts';
import { toInstant } from './instant.ts';

export const CONTEXT = 'https://www.w3.org/ns/activitystreams';
type Keys = Awaited<ReturnType<typeof generateCryptoKeyPair>>;

interface Signed {
  readonly keyId?: string;
  readonly keys?: Keys;
  readonly at?: Date;
  readonly spec?: 'rfc9421' | 'draft-cavage-http-signatures-12';
  /** What arrives instead of what was signed. */
  readonly tampered?: string;
}

/** A server of other people on loopback, which says whatever a test lets it say. */
export class RemoteServer {
  readonly documents = new Map<
    string,
    { type: string; body: string; headers?: Record<string, string>; status?: number }
  >();
  readonly hits: string[] = [];
  /** Whether a request is answered; the others get 401. */
  admits: (request: Request) => Promise<boolean> = () => Promise.resolve(true);
  readonly origin: string;
  readonly keys: Keys;
  private readonly server: Server;

  private constructor(server: Server, keys: Keys) {
    this.server = server;
    this.keys = keys;
    this.origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(): Promise<RemoteServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RemoteServer(server, await generateCryptoKeyPair('RSASSA-PKCS1-v1_5'));
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  put(
    path: string,
    value: object,
    headers: Record<string, string> = {},
    type = 'application/activity+json',
  ): void {
    this.documents.set(path, { type, body: JSON.stringify(value), headers });
  }

  /** An account, with the server's key unless told otherwise. @returns its address */
  async actor(name: string, over: object = {}): Promise<string> {
    const uri = `${this.origin}/users/${name}`;
    const publicKeyPem = await exportSpki(this.keys.publicKey);
    this.put(`/users/${name}`, {
      '@context': [CONTEXT, 'https://w3id.org/security/v1'],
      id: uri,
      type: 'Person',
      preferredUsername: name,
      name: `Name of ${name}`,
      inbox: `${uri}/inbox`,
      publicKey: { id: `${uri}#main-key`, owner: uri, publicKeyPem },
      ...over,
    });
    return uri;
  }

  /** Posts an activity to the shared inbox as its actor would. */
  async post(world: FlipWorld, activity: Record<string, unknown>, signed: Signed = {}) {
    const body = JSON.stringify({ '@context': CONTEXT, ...activity });
    const url = 'http://flipside.test/ap/inbox';
    const headers = { 'content-type': 'application/activity+json' };
    const keyId = new URL(signed.keyId ?? `${String(activity['actor'])}#main-key`);
    const request = await signRequest(
      new Request(url, { method: 'POST', headers, body }),
      (signed.keys ?? this.keys).privateKey,
      keyId,
      {
        spec: signed.spec ?? 'rfc9421',
        ...(signed.at !== undefined && { currentTime: toInstant(signed.at) }),
      },
    );
    const answer = await world.app.inject({
      method: 'POST',
      url: '/ap/inbox',
      headers: Object.fromEntries(request.headers),
      payload: signed.tampered ?? body,
    });
    return { status: answer.statusCode, text: answer.body };
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '/', rawHeaders } = request;
    this.hits.push(url);
    const headers = new Headers();
    for (let index = 0; index < rawHeaders.length; index += 2)
      headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
    if (!(await this.admits(new Request(`${this.origin}${url}`, { headers }))))
      return void response.writeHead(401).end();
    const found = this.documents.get(url);
    if (found === undefined) return void response.writeHead(404).end();
    response.writeHead(found.status ?? 200, { 'content-type': found.type, ...found.headers }).end(found.body);
  }
}

import { signRequest } from '@fedify/fedify';
import { Inject, Injectable } from '@nestjs/common';
import { RemoteActorRepository } from '../../modules/social/index.ts';
import type { Delivery } from '../../modules/social/index.ts';
import { Log } from '../../platform/logging/log.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import type { SafeResponse } from '../../platform/net/safe-fetch.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';
import { SigningKeys } from './signing-keys.ts';

const TIMEOUT_MS = 10_000;
const MOST_ANSWER = 262_144;
const LONGEST_ASKED_MS = 24 * 3_600_000;
const OLD = 'draft-cavage-http-signatures-12';
const NEW = 'rfc9421';

/** The server did not take it, and will not take the next one either: later. */
export class HostFailed extends Error {
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs = 0) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Brought {
  readonly state: 'DELIVERED' | 'FAILED';
  /** Whether the server takes the older signatures only. */
  readonly draft: boolean;
}

/** Signs a request (RFC 9421, else the older draft) and sends it by `SafeFetch`, so that no inbox leads inside. */
@Injectable()
export class Courier {
  private readonly log: Log;

  constructor(
    @Inject(SigningKeys) private readonly keys: SigningKeys,
    @Inject(SafeFetch) private readonly net: SafeFetch,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('courier');
  }

  /** @throws {HostFailed} when the server is to be left alone for a while. */
  async bring(delivery: Delivery, draft: boolean): Promise<Brought> {
    const first = await this.post(delivery, draft);
    if (isTaken(first)) return { state: 'DELIVERED', draft };
    // Which signatures a server knows shows only by knocking (double-knocking, SWICG HTTP signature report).
    if (first.status === 401 || first.status === 403 || first.status === 400) {
      const second = await this.post(delivery, !draft);
      if (isTaken(second)) return { state: 'DELIVERED', draft: !draft };
      return await this.refused(delivery, second, draft);
    }
    return await this.refused(delivery, first, draft);
  }

  private async refused(delivery: Delivery, answer: SafeResponse, draft: boolean): Promise<Brought> {
    const words = `${delivery.inbox} answered ${answer.status}`;
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408)
      throw new HostFailed(words, retryAfterOf(answer));
    if (answer.status === 410) await this.actors.dropFollowersOf(delivery.inbox);
    this.log.info({ inbox: delivery.inbox, status: answer.status }, 'an activity was refused');
    return { state: 'FAILED', draft };
  }

  private async post({ inbox, owner, body }: Delivery, draft: boolean): Promise<SafeResponse> {
    const { request: signer } = await this.keys.of(owner);
    const headers = { 'content-type': 'application/activity+json', accept: 'application/activity+json' };
    const unsigned = new Request(inbox, { method: 'POST', headers, body });
    const signed = await signRequest(unsigned, signer.privateKey, signer.keyId, {
      spec: draft ? OLD : NEW,
      body: new TextEncoder().encode(body).buffer,
    });
    const sent = Object.fromEntries([...signed.headers].filter(([name]) => name !== 'content-length'));
    try {
      return await this.net.fetch(inbox, {
        method: 'POST',
        headers: sent,
        body,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MOST_ANSWER,
        keepAlive: true,
      });
    } catch (error) {
      if (error instanceof UpstreamFailedError) throw new HostFailed(error.message);
      throw error;
    }
  }
}

const isTaken = ({ status }: SafeResponse): boolean => status >= 200 && status < 300;

function retryAfterOf({ headers }: SafeResponse): number {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(LONGEST_ASKED_MS, seconds * 1_000) : 0;
}

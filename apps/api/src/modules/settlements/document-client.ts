import { Inject, Injectable } from '@nestjs/common';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';

const MOST_BYTES = 64 * 1_048_576;
const TIMEOUT_MS = 30_000;

/** Fetches documents that a peer's log names. */
@Injectable()
export class DocumentClient {
  constructor(@Inject(SafeFetch) private readonly net: SafeFetch) {}

  /** @throws {UpstreamFailedError} when it cannot be had now: to be tried again. */
  async get(url: string, sha256: string): Promise<string> {
    const answer = await this.net.fetch(`${url}/api/federation/settlement-documents/${sha256}`, {
      ...{ maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS, redirects: 0 },
    });
    if (answer.status !== 200)
      throw new UpstreamFailedError(
        `${new URL(url).host} answered ${answer.status} to a settlement that its log names.`,
      );
    return answer.body.toString('utf8');
  }
}

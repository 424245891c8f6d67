import { Inject, Injectable } from '@nestjs/common';
import { KEY_TYPES, parseVkey } from '@flipside/transparency';
import type { KeyType, LogReader } from '@flipside/transparency';
import { z } from 'zod';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import type { SafeResponse } from '../../platform/net/safe-fetch.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';
import { LOG_NAMES } from '../transparency/index.ts';
import type { LogName } from '../transparency/index.ts';
import type { InstanceKeys } from './fingerprint.ts';

const vkey = z.string().max(512);
const Overview = z.object({
  logs: z.array(z.object({ name: z.enum(LOG_NAMES), origin: z.string().max(300), vkey })).max(16),
  witness: vkey,
});
const party = z.object({ id: z.uuid(), name: z.string().min(1).max(500) });
const line = z.object({ party });
const Recording = z.object({
  title: z.string().min(1).max(200),
  artist: z.string().min(1).max(200),
  durationMs: z.int().min(1).max(14_400_000).nullish(),
  bpm: z.number().min(20).max(400).nullish(),
  key: z
    .string()
    .regex(/^[A-G][#b]?:(maj|min)$/)
    .nullish(),
  shares: z.array(line).max(2_000),
  contributors: z.array(line).max(2_000),
  works: z
    .array(z.object({ id: z.uuid(), title: z.string().min(1).max(500), shares: z.array(line).max(2_000) }))
    .max(200),
});

const state = z.enum(['CLEARED', 'NEEDS_APPROVAL', 'NOT_CLEARED', 'CONFLICT', 'BLOCKED']);
const Listing = z.object({
  items: z
    .array(
      z.object({
        isrc: z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/),
        ...{ title: z.string().min(1).max(200), artist: z.string().min(1).max(200) },
        ...{ durationMs: Recording.shape.durationMs, bpm: Recording.shape.bpm, key: Recording.shape.key },
        clearance: state,
      }),
    )
    .max(100),
});
const Clearance = z.object({
  sides: z
    .array(
      z.object({
        side: z.enum(['MASTER', 'COMPOSITION']),
        state,
        title: z.string().max(500).nullable(),
        reasons: z
          .array(
            z.object({
              party: z.object({ name: z.string().max(500) }).nullable(),
              ...{ detail: z.string().max(1_000), action: z.string().max(1_000) },
            }),
          )
          .max(500),
      }),
    )
    .max(200),
});

/** A recording in a list of another instance. */
export interface FoundRecording {
  readonly isrc: string;
  readonly title: string;
  readonly artist: string;
  readonly durationMs: number | null;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly clearance: z.infer<typeof state>;
}

/** Why a recording may be used or not, side by side, as another instance says. */
export type RemoteClearance = z.infer<typeof Clearance>;

/** What another instance calls a party or a work of its own. */
export interface RemoteName {
  readonly id: string;
  readonly name: string;
}

/** What another instance says of a recording, and what it calls its people and works. */
export interface RemoteRecording {
  readonly title: string;
  readonly artist: string;
  readonly durationMs: number | null;
  readonly bpm: number | null;
  readonly key: string | null;
  readonly names: readonly RemoteName[];
}

const KIB = 1_024;
/** A bundle has 256 entries of up to 64 KiB. */
const MOST_BUNDLE_BYTES = 17 * KIB * KIB;
const TIMEOUT_MS = 15_000;
/** Somebody waits for what is found. */
const SEARCH_MS = 5_000;
const MOST_FOUND = 10;

/** Speaks to other instances of Flipside over their public API and their logs. */
@Injectable()
export class InstanceClient {
  constructor(@Inject(SafeFetch) private readonly http: SafeFetch) {}

  /**
   * The keys that an instance says it has.
   *
   * @throws {UpstreamFailedError} when it cannot be reached, is no instance, or its keys are not its own.
   */
  async keys(url: string): Promise<InstanceKeys & { readonly origin: string }> {
    const { host } = new URL(url);
    const overview = this.read(await this.get(`${url}/api/logs`, 64 * KIB), Overview, host);
    const keyOf = (name: LogName): string => {
      const log = overview.logs.find((one) => one.name === name);
      if (log === undefined) throw new UpstreamFailedError(`${host} has no ${name} log.`);
      return checkedKey(log.vkey, `${host}/log/${name}`, KEY_TYPES.ed25519);
    };
    return {
      origin: `${host}/log/consent`,
      consentKey: keyOf('consent'),
      playsKey: keyOf('plays'),
      witnessKey: checkedKey(overview.witness, `${host}/witness`, KEY_TYPES.cosignature),
    };
  }

  /** Reads a log's resources; null for what is not there. */
  reader(url: string, log: LogName): LogReader {
    return async (path) => {
      const response = await this.get(`${url}/log/${log}/${path}`, MOST_BUNDLE_BYTES);
      return response.status === 404 ? null : this.whole(response, new URL(url).host).body;
    };
  }

  /** A recording as the public catalogue there has it, with the names of parties and works; null when it is unknown. */
  async recording(url: string, isrc: string): Promise<RemoteRecording | null> {
    const response = await this.get(`${url}/api/recordings/${isrc}`, 4 * KIB * KIB);
    if (response.status === 404) return null;
    const { title, artist, durationMs, bpm, key, ...recording } = this.read(
      response,
      Recording,
      new URL(url).host,
    );
    const lines = [
      ...recording.shares,
      ...recording.contributors,
      ...recording.works.flatMap(({ shares }) => shares),
    ];
    const names = [
      ...new Map(lines.map(({ party: one }) => [one.id, one])).values(),
      ...recording.works.map((work) => ({ id: work.id, name: work.title })),
    ];
    return { title, artist, durationMs: durationMs ?? null, bpm: bpm ?? null, key: key ?? null, names };
  }

  /** What its public catalogue has by that text, whether it may be used or not. */
  async search(url: string, text: string, territory: string | undefined): Promise<FoundRecording[]> {
    const query = new URLSearchParams({
      ...{ q: text, limit: String(MOST_FOUND) },
      ...(territory !== undefined && { territory }),
    });
    const { items } = this.read(
      await this.get(`${url}/api/recordings?${query.toString()}`, 512 * KIB, SEARCH_MS),
      Listing,
      new URL(url).host,
    );
    return items.slice(0, MOST_FOUND).map(({ durationMs, bpm, key, ...item }) => ({
      ...item,
      ...{ durationMs: durationMs ?? null, bpm: bpm ?? null, key: key ?? null },
    }));
  }

  /** Why a recording may be used there or not; null when it is unknown. */
  async clearance(url: string, isrc: string, territory: string | undefined): Promise<RemoteClearance | null> {
    const query = territory === undefined ? '' : `?${new URLSearchParams({ territory }).toString()}`;
    const response = await this.get(`${url}/api/recordings/${isrc}/clearance${query}`, 4 * KIB * KIB);
    return response.status === 404 ? null : this.read(response, Clearance, new URL(url).host);
  }

  /** Tells an instance of a signed checkpoint of ours. @throws {UpstreamFailedError} unless it has taken it. */
  async hint(url: string, checkpoint: string): Promise<void> {
    const response = await this.http.fetch(`${url}/api/federation/hints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ checkpoint }),
      maxBytes: 64 * KIB,
      timeoutMs: TIMEOUT_MS,
      redirects: 0,
    });
    if (response.status !== 204)
      throw new UpstreamFailedError(`${new URL(url).host} answered ${response.status} to news of our log.`);
  }

  private async get(url: string, maxBytes: number, timeoutMs = TIMEOUT_MS): Promise<SafeResponse> {
    return await this.http.fetch(url, { maxBytes, timeoutMs, redirects: 0 });
  }

  private whole(response: SafeResponse, host: string): SafeResponse {
    if (response.status !== 200) throw new UpstreamFailedError(`${host} answered ${response.status}.`);
    return response;
  }

  private read<T>(response: SafeResponse, schema: z.ZodType<T>, host: string): T {
    let value: unknown;
    try {
      value = JSON.parse(this.whole(response, host).body.toString('utf8'));
    } catch (error) {
      if (error instanceof UpstreamFailedError) throw error;
      throw new UpstreamFailedError(`${host} does not answer like a Flipside instance.`, error);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw new UpstreamFailedError(`${host} does not answer like a Flipside instance.`);
    return parsed.data;
  }
}

/** A key speaks for the host that serves it and for no other. */
function checkedKey(text: string, name: string, type: KeyType): string {
  const key = parseVkey(text);
  if (!key.ok) throw new UpstreamFailedError(`The key of ${name} cannot be read: it ${key.message}.`);
  if (key.value.name !== name || key.value.type !== type)
    throw new UpstreamFailedError(
      `The key of ${name} is in the name of ${key.value.name}, or of another type.`,
    );
  return text;
}

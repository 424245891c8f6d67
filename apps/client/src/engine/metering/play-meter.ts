import type { Recipe } from '@flipside/recipe';
import { Emitter } from '../playback/emitter.ts';
import type { HeardTotals, SessionEvents, SessionState, SourceStatus } from '../playback/session.types.ts';
import { deviceSigner } from '../storage/signing-keys.ts';
import { deviceOutbox } from './device-outbox.ts';
import type { GrantAnswer, MeteringApi, PlayGrant, PlayReceipt, ReceiptSource } from './metering-api.ts';
import { qualifyingMs } from './qualify.ts';
import { signReceipt, type DeviceSigner } from './receipt.ts';
import type { ReceiptOutbox } from './receipt-outbox.ts';
import { retryDelayMs } from './retry-delay.ts';
import { toError } from '../to-error.ts';

/** Name and version of the client, as receipts carry it. */
export const APP_NAME = 'flipside-web/1';

/** What a meter needs of a session. */
export interface MeteredSession {
  readonly state: SessionState;
  readonly recipe: Recipe | null;
  readonly sources: readonly SourceStatus[];
  heard(): HeardTotals;
  on<K extends keyof SessionEvents>(name: K, listener: (event: SessionEvents[K]) => void): () => void;
}

export type PlayPhase =
  /** Nothing is playing yet. */
  | 'idle'
  /** Playing; the home instance is asked for a grant. */
  | 'asking'
  /** Playing on a grant; heard time is counted. */
  | 'counting'
  /** Heard long enough; the receipt is safe on this device and on its way. */
  | 'queued'
  | 'counted'
  /** The home will not count this: no grant, or the receipt was rejected. */
  | 'refused';

export interface PlayMeterState {
  readonly phase: PlayPhase;
  readonly heardMs: number;
  readonly neededMs: number;
}

export interface PlayMeterEvents {
  state: PlayMeterState;
  refused: { readonly reason: string; readonly detail: string };
  queued: PlayReceipt;
  counted: PlayReceipt;
  error: Error;
}

export interface PlayMeterOptions {
  readonly session: MeteredSession;
  readonly api: MeteringApi;
  /** `sha256-<hex>` of the recipe that plays. */
  readonly recipeHash: string;
  /** Default: this device's, see `deviceOutbox`. */
  readonly outbox?: ReceiptOutbox;
  /** Default: this device's key, see `deviceSigner`. */
  readonly signer?: DeviceSigner;
  readonly app?: string;
  /** Milliseconds since 1970 by the device's clock. */
  readonly now?: () => number;
}

interface Count {
  readonly grant: PlayGrant;
  /** Milliseconds since 1970 by the device's clock, when the home's says `expiresAt`. */
  readonly expiresAt: number;
  /** What had been heard before: counting begins when the grant is there. */
  readonly before: HeardTotals;
}

/** What a person is told beside "not counted"; all else is the instance's own affair. */
const DETAILS: Readonly<Record<string, string>> = {
  quarantined: 'Not yet: the instance keeps it, and counts it later.',
};

/**
 * Turns listening into one counted play: asks for a grant when sound starts, counts what was really output from then
 * on, and once enough was heard signs a receipt and hands it to the outbox. The next play begins when the remix is
 * started again after its end.
 */
export class PlayMeter extends Emitter<PlayMeterEvents> {
  readonly #options: PlayMeterOptions;
  readonly #outbox: ReceiptOutbox;
  readonly #now: () => number;
  readonly #unsubscribe: (() => void)[] = [];
  #phase: PlayPhase = 'idle';
  #count: Count | null = null;
  #failures = 0;
  #askAgainAt = 0;
  #ended = false;
  #closed = false;

  constructor(options: PlayMeterOptions) {
    super();
    this.#options = options;
    this.#now = options.now ?? (() => Date.now());
    const { session, outbox = deviceOutbox(options.api) } = options;
    this.#outbox = outbox;
    this.#unsubscribe.push(
      session.on('state', (state) => this.#onState(state)),
      session.on('heard', () => this.#onHeard()),
      outbox.on('counted', ({ receipt }) => this.#onAnswer(receipt, null)),
      outbox.on('rejected', ({ receipt, reason }) => this.#onAnswer(receipt, reason)),
      outbox.on('aside', ({ receipt }) => this.#onAnswer(receipt, 'quarantined')),
    );
    this.#onState(session.state);
  }

  get state(): PlayMeterState {
    const { recipe } = this.#options.session;
    const neededMs = recipe === null ? 0 : qualifyingMs(recipe);
    return { phase: this.#phase, heardMs: this.#heardSinceStart().totalMs, neededMs };
  }

  close(): void {
    this.#closed = true;
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.dropListeners();
  }

  #onState({ playing, ended }: SessionState): void {
    if (playing && this.#ended && this.#phase !== 'counting' && this.#phase !== 'asking') {
      this.#count = null;
      this.#enter('idle');
    }
    this.#ended = ended;
    if (playing && this.#phase === 'idle') this.#ask();
  }

  #onHeard(): void {
    if (this.#phase === 'asking' && this.#askAgainAt > 0 && this.#now() >= this.#askAgainAt) this.#ask();
    if (this.#phase !== 'counting' || this.#count === null) return;
    const { heardMs, neededMs } = this.state;
    if (this.#now() >= this.#count.expiresAt) {
      this.#count = null;
      this.#ask();
    } else if (heardMs >= neededMs && neededMs > 0) {
      this.#finish(this.#count);
    } else {
      this.emit('state', this.state);
    }
  }

  #ask(): void {
    this.#askAgainAt = 0;
    this.#enter('asking');
    const { api, recipeHash } = this.#options;
    const ask = async (): Promise<GrantAnswer> =>
      api.requestGrant({ recipe: recipeHash, device: (await this.#signer()).did });
    ask().then(
      (answer) => this.#onGrantAnswer(answer),
      (error: unknown) => this.#onGrantFailure(toError(error)),
    );
  }

  async #signer(): Promise<DeviceSigner> {
    return this.#options.signer ?? (await deviceSigner());
  }

  #onGrantAnswer(answer: GrantAnswer): void {
    if (this.#closed) return;
    this.#failures = 0;
    if (answer.kind === 'refused') {
      this.#enter('refused');
      this.emit('refused', { reason: answer.reason, detail: answer.detail });
      return;
    }
    const { grant } = answer;
    const lifetime = Date.parse(grant.expiresAt) - Date.parse(grant.issuedAt);
    this.#count = { grant, expiresAt: this.#now() + lifetime, before: this.#options.session.heard() };
    this.#enter('counting');
  }

  /** Offline, or the instance is down: asked again while sound goes on. */
  #onGrantFailure(error: Error): void {
    if (this.#closed) return;
    this.#failures += 1;
    this.#askAgainAt = this.#now() + retryDelayMs(this.#failures, Math.random());
    this.emit('error', error);
  }

  #heardSinceStart(): HeardTotals {
    const { session } = this.#options;
    if (this.#count === null) return { totalMs: 0, sources: {} };
    const { before } = this.#count;
    const heard = session.heard();
    const sources = Object.entries(heard.sources).map(
      ([id, ms]) => [id, ms - (before.sources[id] ?? 0)] as const,
    );
    return { totalMs: heard.totalMs - before.totalMs, sources: Object.fromEntries(sources) };
  }

  #heardSources(heard: HeardTotals): readonly ReceiptSource[] {
    const { session } = this.#options;
    const found: ReceiptSource[] = [];
    for (const { id, isrc } of session.recipe?.sources ?? []) {
      const heardMs = heard.sources[id] ?? 0;
      const provider = session.sources.find(({ sourceId }) => sourceId === id)?.provider;
      if (heardMs > 0 && provider !== undefined && isrc[0] !== undefined) {
        found.push({ isrc: isrc[0], provider, heardMs: Math.min(heardMs, heard.totalMs) });
      }
    }
    return found;
  }

  #finish({ grant }: Count): void {
    const heard = this.#heardSinceStart();
    const sources = this.#heardSources(heard);
    this.#enter('queued');
    this.#store(grant, heard.totalMs, sources).catch((error: unknown) => this.emit('error', toError(error)));
  }

  async #store(grant: PlayGrant, heardMs: number, sources: readonly ReceiptSource[]): Promise<void> {
    const { recipeHash, app = APP_NAME } = this.#options;
    const signer = await this.#signer();
    const receipt = await signReceipt(
      {
        v: 1,
        home: grant.home,
        grant: grant.id,
        recipe: recipeHash,
        // Counting began as the grant came: its date is the home's own, and no wrong device clock disturbs it.
        start: new Date(grant.issuedAt).toISOString(),
        heardMs,
        sources,
        app,
        device: signer.did,
      },
      signer,
    );
    await this.#outbox.add(receipt);
    this.emit('queued', receipt);
  }

  #onAnswer(receipt: PlayReceipt, rejected: string | null): void {
    if (receipt.grant !== this.#count?.grant.id) return;
    this.#enter(rejected === null ? 'counted' : 'refused');
    if (rejected === null) this.emit('counted', receipt);
    else
      this.emit('refused', {
        reason: rejected,
        detail: DETAILS[rejected] ?? 'The instance did not count this play.',
      });
  }

  #enter(phase: PlayPhase): void {
    this.#phase = phase;
    this.emit('state', this.state);
  }
}

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { didKeyFromPublicKey, publicKeyOf, signBytes, type Recipe } from '@flipside/recipe';
import { HeardMeter } from '../../engine/metering/heard-meter.ts';
import { isRefusal, type MeteringApi } from '../../engine/metering/metering-api.ts';
import { PlayMeter, type MeteredSession, type PlayPhase } from '../../engine/metering/play-meter.ts';
import type { DeviceSigner } from '../../engine/metering/receipt.ts';
import { ReceiptOutbox } from '../../engine/metering/receipt-outbox.ts';
import { Emitter } from '../../engine/playback/emitter.ts';
import type {
  HeardTotals,
  SessionEvents,
  SessionState,
  SourceStatus,
} from '../../engine/playback/session.types.ts';
import { toError } from '../../engine/to-error.ts';
import { SAMPLE_RATE } from '../../engine/types.ts';
import { apiOf, expectData, type Schemas } from '../api.ts';
import { httpOf, stateOf } from '../context.ts';
import type { CommonOptions, World } from '../context.ts';
import type { Http } from '../http.ts';
import { keptSeed } from '../kept-seed.ts';
import { FileReceiptStore } from '../storage/receipt-files.ts';
import { promisesBeside } from '../verify-promises.ts';
import type { LoadedRecipe } from './recipe-input.ts';
import type { SourceAccount } from './source-stems.ts';

const APP_NAME = 'flipside-cli/1';
/** How long the command waits at its end for the instance's answer; the receipt is kept if it does not come. */
const ANSWER_MS = 5_000;

/** What a play by this command came to, in the words of the meter; `uncounted` where nobody was asked. */
export type PlayCount = PlayPhase | 'uncounted';

export interface CountedEnd {
  readonly count: PlayCount;
  /** Why it was not counted, where it was not. */
  readonly refusal: string | null;
  /** What is wrong with what the instance promised for earlier plays. */
  readonly promises: string | null;
}

function meteringApi(http: Http): MeteringApi {
  const api = apiOf(http);
  return {
    async requestGrant(request) {
      const answer = await api.POST('/api/plays/grants', { body: request });
      const { status } = answer.response;
      if (!isRefusal(status)) return { kind: 'granted', grant: expectData('The play', answer) };
      const problem: Partial<Schemas['Problem']> | undefined = answer.error;
      const detail = problem?.detail ?? `The instance answers ${String(status)}.`;
      return { kind: 'refused', reason: problem?.code ?? 'refused', detail };
    },
    async submitReceipts(receipts) {
      const body = { receipts: receipts.map((receipt) => ({ ...receipt, sources: [...receipt.sources] })) };
      return expectData('The receipt', await api.POST('/api/plays', { body })).results;
    },
  };
}

/** The key of this machine by which plays are told; as in a browser it has no name and no account. */
async function playSigner(directory: string): Promise<DeviceSigner> {
  const seed = await keptSeed(join(directory, 'keys', 'device'));
  return {
    did: didKeyFromPublicKey(publicKeyOf(seed)),
    sign: (bytes) => Promise.resolve(signBytes(bytes, seed)),
  };
}

function statusOf({ sourceId, provider, cached }: SourceAccount): SourceStatus {
  const base = { sourceId, stage: 'ready', progress: 1, secondsLeft: 0, cached } as const;
  return provider === null ? base : { ...base, provider };
}

/** A play by a program outside, as the meter sees it: it is told which frames have left. */
export class PipedSession extends Emitter<SessionEvents> implements MeteredSession {
  readonly recipe: Recipe;
  readonly sources: readonly SourceStatus[];
  readonly #meter = new HeardMeter();
  readonly #duration: number;
  #at: number;
  #playing = false;
  #ended = false;

  /** @param from frame at which it begins, of so many */
  constructor(recipe: Recipe, accounts: readonly SourceAccount[], from: number, frames: number) {
    super();
    this.recipe = recipe;
    this.sources = accounts.filter(({ state }) => state === 'ready').map(statusOf);
    this.#at = from;
    this.#duration = frames;
    const present = new Set(this.sources.map(({ sourceId }) => sourceId));
    const mixes = { stems: new Map(), tracks: new Map() };
    this.#meter.setHearing({ recipe, mixes, present, volume: 1 });
  }

  get state(): SessionState {
    return {
      playing: this.#playing,
      positionSeconds: this.#at / SAMPLE_RATE,
      durationSeconds: this.#duration / SAMPLE_RATE,
      buffering: false,
      underruns: 0,
      ended: this.#ended,
      loop: null,
    };
  }

  heard(): HeardTotals {
    return this.#meter.totals();
  }

  start(): void {
    this.#playing = true;
    this.emit('state', this.state);
  }

  /** Everything before this frame has been played. */
  advance(to: number): void {
    if (to <= this.#at) return;
    const span = { from: this.#at, to };
    this.#at = to;
    this.#meter.add([span]);
    this.emit('heard', [span]);
  }

  end(): void {
    this.#playing = false;
    this.#ended = true;
    this.emit('state', this.state);
  }
}

/** Counts one play at the instance that the flip came from. */
export class CountedPlay {
  readonly session: PipedSession;
  readonly #meter: PlayMeter | null;
  readonly #outbox: ReceiptOutbox | null;
  #refusal: string | null = null;
  /** What the instance promised for earlier plays, looked for while this one sounds. */
  #promises: Promise<string | null> = Promise.resolve(null);
  /** The instance could not be told; the receipt waits here. */
  #isPostponed = false;

  private constructor(session: PipedSession, meter: PlayMeter | null, outbox: ReceiptOutbox | null) {
    this.session = session;
    this.#meter = meter;
    this.#outbox = outbox;
    meter?.on('refused', ({ detail }) => (this.#refusal = detail));
    outbox?.on('postponed', () => (this.#isPostponed = true));
  }

  /** @param isHeard whether somebody listens: what goes into a file or another program is not a play */
  static async open(
    { hash, instance }: LoadedRecipe,
    session: PipedSession,
    isHeard: boolean,
    options: CommonOptions,
    world: World,
  ): Promise<CountedPlay> {
    if (instance === null || !isHeard) return new CountedPlay(session, null, null);
    const http = httpOf({ ...options, url: instance }, world);
    const directory = stateOf(options, world);
    const store = new FileReceiptStore(join(directory, 'plays', encodeURIComponent(http.host)));
    const api = meteringApi(http);
    const outbox = new ReceiptOutbox(store, api);
    outbox.on('error', ({ message }) => world.err(`flipside: ${message}`));
    // What an earlier play could not send.
    outbox.wake();
    const signer = await playSigner(directory);
    const meter = new PlayMeter({ session, api, recipeHash: hash, outbox, signer, app: APP_NAME });
    const counted = new CountedPlay(session, meter, outbox);
    counted.#promises = promisesBeside(instance, options, world).catch(
      (error: unknown) => `Earlier promises could not be looked for: ${toError(error).message}`,
    );
    return counted;
  }

  /** Waits for the answer, a while; tells how it ended and why it was not counted, where it was not. */
  async finish(): Promise<CountedEnd> {
    if (this.#meter === null) return { count: 'uncounted', refusal: null, promises: null };
    if (this.#meter.state.phase === 'queued' && !this.#isPostponed) await this.#answer(this.#meter);
    const { phase } = this.#meter.state;
    this.#meter.close();
    this.#outbox?.close();
    const promises = await Promise.race([this.#promises, sleep(ANSWER_MS, null, { ref: false })]);
    return { count: phase, refusal: this.#refusal, promises };
  }

  #answer(meter: PlayMeter): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ANSWER_MS);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      meter.on('counted', done);
      meter.on('refused', done);
      meter.on('error', done);
      this.#outbox?.on('postponed', done);
    });
  }
}

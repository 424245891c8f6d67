import type { ListenerMix, LoopRegion } from '../../engine/playback/session.types.ts';
import type { Provider } from '../../engine/types.ts';
import { ExternalStore } from '../external-store.ts';
import type { Playback } from './playback.ts';
import {
  EMPTY_PLAYER,
  laneKey,
  NEUTRAL_MIX,
  type LaneId,
  type PlayableFlip,
  type PlayerState,
} from './player.types.ts';

/**
 * The one player of the page. It holds at most one flip, outlasts screens, and brings the engine in only when
 * something is to be heard.
 */
class Player {
  readonly state = new ExternalStore<PlayerState>(EMPTY_PLAYER);
  /** Apart from the rest, because it changes thirty times a second. */
  readonly position = new ExternalStore({ seconds: 0 });
  #playback: Playback | null = null;
  #generation = 0;

  /** A draft and the flip it became are two things to the player: only the one is counted. */
  holds({ hash, code }: Pick<PlayableFlip, 'hash' | 'code'>): boolean {
    const { flip } = this.state.get();
    return flip?.hash === hash && flip.code === code;
  }

  /** Takes a flip in and makes its sources ready, in place of what was there. */
  prepare(flip: PlayableFlip, providers: readonly Provider[]): Promise<void> {
    return this.#take(flip, providers, this.holds(flip) && this.state.get().wanted);
  }

  /** Plays a flip from wherever it stands: prepares it first when it must. */
  async start(flip: PlayableFlip, providers: readonly Provider[]): Promise<void> {
    const { phase } = this.state.get();
    if (!this.holds(flip) || phase === 'failed') {
      await this.#take(flip, providers, true);
      return;
    }
    this.state.set({ wanted: true });
    if (phase === 'ready') await this.#play();
  }

  pause(): void {
    this.state.set({ wanted: false });
    this.#playback?.pause();
  }

  /** Play or pause what the player holds. */
  async toggle(): Promise<void> {
    const { wanted, phase } = this.state.get();
    if (wanted) {
      this.pause();
      return;
    }
    this.state.set({ wanted: true });
    if (phase === 'ready') await this.#play();
  }

  seek(seconds: number): void {
    this.position.set({ seconds });
    this.#playback?.seek(seconds);
  }

  setLoop(region: LoopRegion | null): void {
    this.#playback?.setLoop(region);
  }

  setMix(lane: LaneId, change: Partial<ListenerMix>): void {
    const { mixes } = this.state.get();
    const key = laneKey(lane);
    const mix = { ...(mixes[key] ?? NEUTRAL_MIX), ...change };
    this.state.set({ mixes: { ...mixes, [key]: mix } });
    this.#playback?.setMix(lane, mix);
  }

  resetMix(lanes: readonly LaneId[]): void {
    for (const lane of lanes) this.#playback?.setMix(lane, NEUTRAL_MIX);
    this.state.set({ mixes: {} });
  }

  async close(): Promise<void> {
    this.state.set({ ...EMPTY_PLAYER, volume: this.state.get().volume });
    await this.#end();
  }

  async #take(flip: PlayableFlip, providers: readonly Provider[], wanted: boolean): Promise<void> {
    const { mixes, volume } = this.state.get();
    const kept = this.holds(flip) ? mixes : {};
    this.state.set({ ...EMPTY_PLAYER, flip, phase: 'preparing', wanted, volume, mixes: kept });
    const generation = await this.#end();
    try {
      const { Playback: Made } = await import('./playback.ts');
      if (generation !== this.#generation) return;
      const playback = new Made(
        (change) => this.state.set(change),
        (seconds) => this.position.set({ seconds }),
      );
      this.#playback = playback;
      playback.setVolume(volume);
      await playback.prepare(flip, providers, kept);
      if (generation === this.#generation && this.state.get().wanted) await this.#play();
    } catch (error) {
      if (generation === this.#generation) this.state.set({ phase: 'failed', wanted: false, error });
    }
  }

  /** Ends whatever is there; work that was under way for it finds its generation gone. */
  async #end(): Promise<number> {
    this.#generation += 1;
    const generation = this.#generation;
    const closing = this.#playback;
    this.#playback = null;
    this.position.set({ seconds: 0 });
    await closing?.close();
    return generation;
  }

  async #play(): Promise<void> {
    try {
      await this.#playback?.play();
    } catch (error) {
      this.state.set({ wanted: false, error });
    }
  }
}

export const player = new Player();

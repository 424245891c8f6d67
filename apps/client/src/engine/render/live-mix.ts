import { STEMS, type Stem } from '@flipside/recipe';
import { levelToGain } from './clip-plan.ts';

/** What a listener does to one track or stem while it plays. Left out means as the recipe has it. */
export interface LiveMix {
  readonly gainDb?: number;
  readonly mute?: boolean;
  readonly solo?: boolean;
}

/** Quanta a fader takes from silence to unity: about 10 ms. */
const TRAVEL = 7;

/** A gain that moves to its goal without a click; exactly 1 while nobody touches it. */
export class LiveGain {
  /** Value at the start and at the end of the current quantum. */
  from = 1;
  to = 1;
  private goal = 1;

  aim(goal: number): void {
    this.goal = goal;
  }

  step(): void {
    this.from = this.to;
    const distance = this.goal - this.to;
    const most = Math.max(1, this.goal) / TRAVEL;
    this.to = Math.abs(distance) <= most ? this.goal : this.to + (distance > 0 ? most : -most);
  }

  /** Goes to its goal at once: after a seek there is nothing to be smooth with. */
  settle(): void {
    this.from = this.to = this.goal;
  }
}

/** The faders of a listener or of the studio, over what the recipe says. */
export class LiveFaders {
  /** One for each stem, applied to its clips before the effects. */
  readonly stems: ReadonlyMap<Stem, LiveGain> = new Map(STEMS.map((stem) => [stem, new LiveGain()]));
  /** For what is no stem of a recording, instruments and layers: silent only while a stem is soloed. */
  readonly added = new LiveGain();
  private readonly tracks = new Map<string, LiveGain>();
  private readonly stemMix = new Map<Stem, LiveMix>();
  private readonly trackMix = new Map<string, LiveMix>();

  track(id: string): LiveGain {
    const known = this.tracks.get(id);
    if (known !== undefined) return known;
    const gain = new LiveGain();
    this.tracks.set(id, gain);
    this.aim();
    gain.settle();
    return gain;
  }

  setTrack(id: string, mix: LiveMix): void {
    this.trackMix.set(id, { ...this.trackMix.get(id), ...mix });
    this.track(id);
    this.aim();
  }

  setStem(stem: Stem, mix: LiveMix): void {
    this.stemMix.set(stem, { ...this.stemMix.get(stem), ...mix });
    this.aim();
  }

  private aim(): void {
    const trackSolo = [...this.trackMix.values()].some(({ solo }) => solo === true);
    const stemSolo = [...this.stemMix.values()].some(({ solo }) => solo === true);
    for (const [id, gain] of this.tracks) gain.aim(gainOf(this.trackMix.get(id), trackSolo));
    for (const [stem, gain] of this.stems) gain.aim(gainOf(this.stemMix.get(stem), stemSolo));
    this.added.aim(stemSolo ? 0 : 1);
  }

  step(): void {
    for (const gain of this.tracks.values()) gain.step();
    for (const gain of this.stems.values()) gain.step();
    this.added.step();
  }

  settle(): void {
    for (const gain of this.tracks.values()) gain.settle();
    for (const gain of this.stems.values()) gain.settle();
    this.added.settle();
  }
}

function gainOf(mix: LiveMix | undefined, anySolo: boolean): number {
  if (mix?.mute === true || (anySolo && mix?.solo !== true)) return 0;
  return mix?.gainDb === undefined ? 1 : levelToGain(mix.gainDb);
}

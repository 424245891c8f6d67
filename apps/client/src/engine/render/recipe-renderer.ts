import type { Recipe, Stem } from '@flipside/recipe';
import { BLOCK_SIZE, SAMPLE_RATE, type StereoPcm } from '../types.ts';
import type { StemLibrary } from './clip-plan.ts';
import { EffectChain } from './effect-chain.ts';
import { Limiter } from './effects/limiter.ts';
import { LiveFaders, type LiveMix } from './live-mix.ts';
import { QUANTUM, quantumBuffer, type QuantumTime } from './quantum.ts';
import { planRecipe, type RecipePlan } from './recipe-plan.ts';
import { StretchPool } from './stretch-pool.ts';
import { TrackStrip } from './track-strip.ts';

/**
 * Before a place that is sought, this much is rendered and thrown away, so that echoes, rooms and compressors are
 * as full as they would be.
 */
const PRE_ROLL_FRAMES = 2 * SAMPLE_RATE;
const LIMITER_RELEASE_MS = 100;

/**
 * Renders a recipe from stems, in order, in constant memory. The same recipe and stems give the same bytes on every
 * JavaScript engine, however the output is cut into blocks; rendering from frame 0 without live faders is the
 * reference. After a seek the output is the same music with effects that remember only the last two seconds.
 */
export class RecipeRenderer {
  private readonly faders = new LiveFaders();
  private readonly strips = new Map<string, TrackStrip>();
  private readonly master: EffectChain;
  private readonly mix = quantumBuffer();
  private limiter: Limiter | null = null;
  private limiterKey = '';
  private time: QuantumTime;
  /** Frames of the graph's output still to be dropped: latency and pre-roll. */
  private drop = 0;
  private ready = 0;
  private cursor = 0;
  private updates = 0;

  private plan: RecipePlan;
  private readonly library: StemLibrary;
  private readonly pool: StretchPool;

  private constructor(plan: RecipePlan, library: StemLibrary, pool: StretchPool) {
    this.plan = plan;
    this.library = library;
    this.pool = pool;
    this.master = new EffectChain(plan.recipe.master.effects ?? [], []);
    this.time = { frame: 0, beat: 0, bpm: 120, tempo: plan.tempo };
    this.arrange();
    this.seek(0);
  }

  /**
   * @throws RangeError when the recipe stretches more than 128 clips at the same moment.
   */
  static async create(recipe: Recipe, library: StemLibrary): Promise<RecipeRenderer> {
    const plan = planRecipe(recipe);
    const pool = new StretchPool();
    await pool.reserve(plan.stretched);
    return new RecipeRenderer(plan, library, pool);
  }

  /** Length of the output in frames, with the tails of the effects. */
  get frames(): number {
    return this.plan.frames;
  }

  /** The frame that `render` will write next. */
  get position(): number {
    return this.cursor;
  }

  /** Goes to a frame; live faders keep their places. */
  seek(frame: number): void {
    this.cursor = Math.max(0, Math.min(Math.floor(frame), this.frames));
    const start = Math.max(0, Math.floor((this.cursor - PRE_ROLL_FRAMES) / QUANTUM) * QUANTUM);
    this.time.frame = start;
    this.drop = this.cursor - start + this.latency;
    this.ready = 0;
    for (const strip of this.strips.values()) strip.seek(start);
    this.master.reset();
    this.limiter?.reset();
    this.faders.settle();
  }

  /**
   * Writes the next frames, at most 4,096 and at most what `out` holds.
   * @returns frames written; 0 at the end.
   */
  render(out: StereoPcm): number {
    const wanted = Math.min(out.left.length, BLOCK_SIZE, this.frames - this.cursor);
    let written = 0;
    while (written < wanted) {
      if (this.ready === 0) this.produce();
      const count = Math.min(this.ready, wanted - written);
      const from = QUANTUM - this.ready;
      for (let i = 0; i < count; i++) {
        out.left[written + i] = this.mix.left[from + i] ?? 0;
        out.right[written + i] = this.mix.right[from + i] ?? 0;
      }
      this.ready -= count;
      written += count;
    }
    this.cursor += written;
    return written;
  }

  /** Moves a track's live fader, over what the recipe says. Values left out stay. */
  setTrackMix(trackId: string, mix: LiveMix): void {
    this.faders.setTrack(trackId, mix);
  }

  /** Moves the live fader of one stem of all recordings. While a stem is soloed, instruments and layers are silent. */
  setStemMix(stem: Stem, mix: LiveMix): void {
    this.faders.setStem(stem, mix);
  }

  /**
   * Takes over an edited recipe without a gap: clips, effects and instruments that did not change go on as they are.
   * Resolves when the edit will be heard in the next block; until then the recipe before plays.
   */
  async update(recipe: Recipe): Promise<void> {
    const order = ++this.updates;
    const plan = planRecipe(recipe);
    await this.pool.reserve(plan.stretched);
    // A later edit may have overtaken this one while the stretchers started.
    if (order !== this.updates) return;
    const before = this.latency;
    this.plan = plan;
    this.master.adopt(recipe.master.effects ?? [], []);
    this.arrange();
    this.drop = Math.max(0, this.drop + this.latency - before);
    this.time = { ...this.time, tempo: plan.tempo };
    this.cursor = Math.min(this.cursor, this.frames);
  }

  /** Brings strips and limiter to the plan. */
  private arrange(): void {
    const ids = new Set(this.plan.tracks.map(({ track }) => track.id));
    for (const [id, strip] of this.strips) {
      if (ids.has(id)) continue;
      strip.close();
      this.strips.delete(id);
    }
    const known = [...this.strips.keys()];
    const frame = this.time.frame;
    // Clips that ended must give their stretchers back before new ones ask for them.
    for (const plan of this.plan.tracks) this.strips.get(plan.track.id)?.adopt(plan, frame);
    const strips = this.plan.tracks.map((plan) => {
      const { id } = plan.track;
      const strip = this.strips.get(id) ?? new TrackStrip(plan, this.pool, this.faders.track(id));
      if (!known.includes(id)) strip.seek(frame);
      return [id, strip] as const;
    });
    this.strips.clear();
    for (const [id, strip] of strips) this.strips.set(id, strip);
    const longest = this.trackLatency;
    for (const strip of this.strips.values()) strip.alignTo(longest);
    this.arrangeLimiter();
  }

  private arrangeLimiter(): void {
    const { limiter } = this.plan.recipe.master;
    const key = JSON.stringify(limiter ?? null);
    if (key === this.limiterKey) return;
    this.limiterKey = key;
    this.limiter =
      limiter === undefined ? null : new Limiter(limiter.ceilingDb, limiter.releaseMs ?? LIMITER_RELEASE_MS);
  }

  private get trackLatency(): number {
    let longest = 0;
    for (const strip of this.strips.values()) longest = Math.max(longest, strip.latency);
    return longest;
  }

  private get latency(): number {
    return this.trackLatency + this.master.latency + (this.limiter?.latency ?? 0);
  }

  /** Makes the next quantum that is not dropped whole. */
  private produce(): void {
    do {
      this.quantum();
      const dropped = Math.min(this.drop, QUANTUM);
      this.drop -= dropped;
      this.ready = QUANTUM - dropped;
    } while (this.ready === 0);
  }

  private quantum(): void {
    const { mix, time } = this;
    const seconds = time.frame / SAMPLE_RATE;
    time.beat = time.tempo.secondsToBeat(seconds);
    time.bpm = time.tempo.bpmAt(time.beat);
    mix.left.fill(0);
    mix.right.fill(0);
    this.faders.step();
    for (const strip of this.strips.values()) strip.addTo(mix, time, this.library, this.faders);
    this.master.process(mix, time);
    this.limiter?.process(mix);
    time.frame += QUANTUM;
  }
}

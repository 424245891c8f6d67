import type { Recipe } from '@flipside/recipe';
import { RemixSession } from '../../../../apps/client/src/engine/playback/remix-session.ts';
import { WorkerDemoProvider } from '../../../../apps/client/src/engine/workers/worker-demo-provider.ts';
import { capture, type Captured } from './capture.ts';

/** A session in a page, everything as in the app, with what leaves for the loudspeaker captured. */
class Bench {
  #session = new RemixSession();
  readonly #provider = new WorkerDemoProvider();
  readonly capture: Captured = capture();

  get session(): RemixSession {
    return this.#session;
  }

  /** Prepares a recipe in a fresh session; gives the milliseconds that it took. */
  async prepare(recipe: Recipe): Promise<number> {
    await this.#session.close();
    this.#session = new RemixSession();
    const started = performance.now();
    const statuses = await this.#session.prepare(recipe, [this.#provider]);
    const problem = statuses.find(({ stage }) => stage !== 'ready');
    if (problem !== undefined) throw new Error(JSON.stringify(problem));
    return performance.now() - started;
  }

  /** Presses play; gives the milliseconds until a sample that is not silent leaves for the device. */
  async play(): Promise<number> {
    const audible = this.capture.nextAudible();
    const pressed = performance.now();
    await this.#session.play();
    await audible;
    return performance.now() - pressed;
  }

  /** Plays for so long and tells how often the player ran dry. */
  async listen(seconds: number): Promise<number> {
    const before = this.#session.state.underruns;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return this.#session.state.underruns - before;
  }
}

declare global {
  var flipside: Bench;
}

globalThis.flipside = new Bench();
document.title = 'ready';

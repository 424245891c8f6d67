/** Blocks kept ready while all goes well and a change can be spliced in: 740 ms. */
const LEAST = 16;
/** The same where blocks cannot be taken back: 370 ms, which is then also how late a fader is heard. */
const LEAST_WITHOUT_SPLICE = 8;
/** Blocks kept ready in a hidden page, or on a device that falls behind: 2.2 s. */
const MOST = 48;

/** How far ahead the renderer works: as little as the device allows, more after every gap. */
export class RenderLead {
  #blocks: number;
  #background = false;

  /** @param canSplice blocks that are ready can still be replaced */
  constructor(canSplice: boolean) {
    this.#blocks = canSplice ? LEAST : LEAST_WITHOUT_SPLICE;
  }

  get blocks(): number {
    return this.#background ? MOST : this.#blocks;
  }

  /** A hidden page is served more rarely, and nobody looks at its faders. */
  setBackground(background: boolean): void {
    this.#background = background;
  }

  /** There was a gap. */
  underrun(): void {
    this.#blocks = Math.min(MOST, this.#blocks * 2);
  }
}

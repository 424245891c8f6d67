/** A report this close to where a jump went has made the jump, in frames. */
const NEAR_FRAMES = 22_050;
/** Reports are believed again after this long, whatever they say. */
const LONGEST_WAIT_MS = 1000;

/** Where the listener is. After a jump the player's reports are of the old place for a moment: they are passed over. */
export class HeardPosition {
  #frame = 0;
  #awaitedUntil = 0;

  get frame(): number {
    return this.#frame;
  }

  /** @param now milliseconds of a clock that never goes back */
  jump(frame: number, now: number): void {
    this.#frame = frame;
    this.#awaitedUntil = now + LONGEST_WAIT_MS;
  }

  /** Takes over what the player says it plays. */
  report(frame: number, now: number): void {
    const isNear = frame >= this.#frame && frame - this.#frame < NEAR_FRAMES;
    if (now < this.#awaitedUntil && !isNear) return;
    this.#awaitedUntil = 0;
    this.#frame = frame;
  }
}

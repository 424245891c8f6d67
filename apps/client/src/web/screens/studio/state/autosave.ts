const QUIET_MS = 700;
const LONGEST_MS = 5000;

/** Saves some time after the last change, and at the latest five seconds after the first. */
export class Autosave<Value> {
  readonly #save: (value: Value) => Promise<void>;
  #waiting: { value: Value; since: number } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(save: (value: Value) => Promise<void>) {
    this.#save = save;
  }

  change(value: Value): void {
    const since = this.#waiting?.since ?? Date.now();
    this.#waiting = { value, since };
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET_MS, since + LONGEST_MS - Date.now()));
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  /** Saves at once what is not saved yet. `save` tells its own failures. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) await this.#save(waiting.value);
  }

  /** Forgets what is not saved yet. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#waiting = null;
  }
}

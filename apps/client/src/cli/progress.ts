const EVERY_MS = 100;
const WIDTH = 24;

/** Tells how far something long has come. */
export interface Progress {
  report(what: string, done: number, total: number): void;
  /** Takes the bar away. */
  end(): void;
}

export const NO_PROGRESS: Progress = { report: () => undefined, end: () => undefined };

/** A bar on the last line of a terminal. */
export class ProgressBar implements Progress {
  readonly #stream: NodeJS.WriteStream;
  #drawn = 0;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  report(what: string, done: number, total: number): void {
    const now = performance.now();
    if (done < total && now - this.#drawn < EVERY_MS) return;
    this.#drawn = now;
    this.#isShown = true;
    const part = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(part * WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
    const line = `${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${what}`;
    this.#stream.write(`\r\u001B[2K${line.slice(0, (this.#stream.columns || 80) - 1)}`);
  }

  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001B[2K');
    this.#isShown = false;
  }
}

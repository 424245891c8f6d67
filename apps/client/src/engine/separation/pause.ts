/**
 * Lets the event loop run once, so that a worker can receive messages in the middle of long work. A message channel
 * is used because timers are held back to some milliseconds in browsers.
 */
export class EventLoopPause {
  readonly #channel = new MessageChannel();
  #resume: (() => void) | null = null;

  constructor() {
    this.#channel.port1.addEventListener('message', () => {
      const resume = this.#resume;
      this.#resume = null;
      resume?.();
    });
    this.#channel.port1.start();
  }

  /** Resolves in a later turn of the event loop. One call at a time. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#channel.port2.postMessage(null);
    });
  }

  /** Gives the channel back; without it Node would not exit. */
  close(): void {
    this.#channel.port1.close();
  }
}

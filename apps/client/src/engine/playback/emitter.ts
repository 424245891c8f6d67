/** Functions that take an event of each name. */
export type Listener<E> = (event: E) => void;

/**
 * A typed event source without DOM: what the session and the meters speak through. A listener that throws is
 * reported to the host (`reportError`) and the others still run.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  /** Adds a listener and gives back the function that removes it. */
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void {
    const known = this.#listeners.get(name) ?? new Set();
    known.add(listener);
    this.#listeners.set(name, known);
    return () => {
      known.delete(listener);
    };
  }

  protected emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of Array.from(this.#listeners.get(name) ?? [])) {
      try {
        (listener as Listener<Events[K]>)(event);
      } catch (error) {
        reportError(error);
      }
    }
  }

  protected dropListeners(): void {
    this.#listeners.clear();
  }
}

import { useSyncExternalStore } from 'react';

/** State that lives outside React and outlasts screens: the player and the providers. */
export class ExternalStore<State> {
  #state: State;
  readonly #listeners = new Set<() => void>();

  constructor(initial: State) {
    this.#state = initial;
  }

  readonly get = (): State => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  set(change: Partial<State> | ((state: State) => Partial<State>)): void {
    const part = typeof change === 'function' ? change(this.#state) : change;
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

/** The part of a store that a component needs; it renders again only when that part changes. */
export function useStore<State, Part>(store: ExternalStore<State>, select: (state: State) => Part): Part {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(store.get()),
  );
}

/** Steps that can be taken back; older ones are forgotten. */
const DEPTH = 200;

/** A value with its past and its future. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  readonly future: readonly Value[];
  /** Name of the gesture that made the present, while it may still go on. */
  readonly gesture: string | null;
}

export const startHistory = <Value>(present: Value): History<Value> => ({
  past: [],
  present,
  future: [],
  gesture: null,
});

/**
 * Makes `next` the present. Changes of one gesture (a drag, a fader, a field being typed in) are one step, so that one
 * undo takes all of it back.
 */
export function record<Value>(
  history: History<Value>,
  next: Value,
  gesture: string | null = null,
): History<Value> {
  if (next === history.present) return history;
  if (gesture !== null && gesture === history.gesture) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-DEPTH), present: next, future: [], gesture };
}

/** Ends a gesture: the next change is a step of its own. */
export const settle = <Value>(history: History<Value>): History<Value> =>
  history.gesture === null ? history : { ...history, gesture: null };

export function undo<Value>(history: History<Value>): History<Value> {
  const previous = history.past.at(-1);
  if (previous === undefined) return settle(history);
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

export function redo<Value>(history: History<Value>): History<Value> {
  const [next, ...future] = history.future;
  if (next === undefined) return settle(history);
  return { past: [...history.past, history.present], present: next, future, gesture: null };
}

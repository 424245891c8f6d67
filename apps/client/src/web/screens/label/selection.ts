/** What is chosen in a list that may be longer than what is loaded: some rows, or all that match but some. */
export interface Selection {
  readonly mode: 'SOME' | 'ALL';
  /** Chosen ones with `SOME`, left out ones with `ALL`. */
  readonly keys: ReadonlySet<string>;
  /** Where a range begins. */
  readonly anchor: number;
}

export const NOTHING: Selection = { mode: 'SOME', keys: new Set(), anchor: 0 };
export const EVERYTHING: Selection = { mode: 'ALL', keys: new Set(), anchor: 0 };

export const isChosen = ({ mode, keys }: Selection, key: string): boolean =>
  keys.has(key) === (mode === 'SOME');

export const countChosen = ({ mode, keys }: Selection, total: number): number =>
  mode === 'SOME' ? keys.size : Math.max(0, total - keys.size);

function withKeys(selection: Selection, keys: readonly string[], chosen: boolean): ReadonlySet<string> {
  const next = new Set(selection.keys);
  for (const key of keys)
    if (chosen === (selection.mode === 'SOME')) next.add(key);
    else next.delete(key);
  return next;
}

/** Chooses a row or lets it go; the next range begins there. */
export function toggled(selection: Selection, key: string, index: number): Selection {
  return { ...selection, keys: withKeys(selection, [key], !isChosen(selection, key)), anchor: index };
}

/** Chooses everything between the anchor and a row, both included. `keyAt` is undefined for rows not loaded yet. */
export function extended(
  selection: Selection,
  index: number,
  keyAt: (index: number) => string | undefined,
): Selection {
  const [from, to] = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
  const keys = Array.from({ length: to - from + 1 }, (_, offset) => keyAt(from + offset));
  return {
    ...selection,
    keys: withKeys(
      selection,
      keys.flatMap((key) => key ?? []),
      true,
    ),
  };
}

export const anchored = (selection: Selection, anchor: number): Selection => ({ ...selection, anchor });

/** Where a key moves the row that is spoken about; `null` for keys that do not move it. */
export function moved(key: string, index: number, last: number, page: number): number | null {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: last,
  };
  const target = to[key];
  return target === undefined ? null : Math.max(0, Math.min(last, target));
}

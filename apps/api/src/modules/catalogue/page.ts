/** Where a page ended: the sort key of its last row and the row's id. */
export interface PagePosition {
  readonly key: string;
  readonly id: string;
}

/** When what is listed began; `before` does not belong to it. */
export interface PageSpan {
  readonly from: Date | null;
  readonly before: Date | null;
}

export interface PageRequest {
  readonly after: PagePosition | null;
  readonly limit: number;
  /** Of listings that can be asked for a time. */
  readonly span?: PageSpan;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** `null` on the last page. */
  readonly next: PagePosition | null;
}

/** Makes a page of rows that were asked for with one more than the limit: the extra row says that there is more. */
export function toPage<T>(rows: readonly T[], limit: number, positionOf: (row: T) => PagePosition): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? positionOf(last) : null };
}

/** Half-open stretches `[start, end)` in one unit. */
export type Interval = readonly [start: number, end: number];

/** The union: sorted, disjoint, touching stretches joined, empty ones dropped. */
export function unite(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const united: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = united.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else united.push([start, end]);
  }
  return united;
}

/** Sum of the lengths; of a union, the time it covers. */
export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [start, end]) => sum + (end - start), 0);
}

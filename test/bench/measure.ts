/** One figure of a bench, against a limit measured in the same run. */
export interface Measure {
  /** Such as `feed.read_ratio`. */
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** What the machine could do at best in this run, in the same unit. */
  readonly limit: number;
  readonly ratio: number;
}

export interface Bench {
  readonly name: string;
  run(options: { readonly full: boolean; readonly small: boolean }): Promise<readonly Measure[]>;
}

export function measure(id: string, unit: string, value: number, limit: number): Measure {
  return { id, unit, value, limit, ratio: limit === 0 ? 0 : value / limit };
}

/** Calls `work` until `seconds` have passed, `parallel` at a time; answers calls per second. */
export async function rate(
  work: () => Promise<unknown>,
  options: { readonly seconds: number; readonly parallel: number },
): Promise<number> {
  const started = performance.now();
  const end = started + options.seconds * 1000;
  let calls = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await work();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, lane));
  return (calls * 1000) / (performance.now() - started);
}

/** What one play comes to, in millionths, by the tariff of {@link Trio}: 65 % to the label, 25 % to the producer. */
export const OF_A_PLAY = { c: 2_600n, a: 1_000n } as const;
type Owed = keyof typeof OF_A_PLAY;

/** What three instances come to when nothing ever fails: one after the other, in one place. */
export class Model {
  /** Hashes of flips that A published and did not take back. */
  readonly standing = new Set<string>();
  /** Plays on B by the month in which they were counted, closed months first. */
  readonly closed: { readonly period: string; readonly plays: number }[] = [];
  /** Plays by flip, of all months. */
  readonly plays = new Map<string, number>();
  #open = 0;

  publish(hash: string): void {
    this.standing.add(hash);
  }

  takeDown(hash: string): void {
    this.standing.delete(hash);
  }

  play(hash: string): void {
    this.plays.set(hash, (this.plays.get(hash) ?? 0) + 1);
    this.#open += 1;
  }

  close(period: string): void {
    this.closed.push({ period, plays: this.#open });
    this.#open = 0;
  }

  get feed(): string[] {
    return [...this.standing].sort();
  }

  /** What B states to another instance, by month. */
  statements(to: Owed): { period: string; total: string }[] {
    return this.closed.map(({ period, plays }) => ({
      period,
      total: String(OF_A_PLAY[to] * BigInt(plays)),
    }));
  }

  /** Of all months, as one sum. */
  owed(to: Owed): string {
    return String(this.closed.reduce((sum, { plays }) => sum + OF_A_PLAY[to] * BigInt(plays), 0n));
  }
}

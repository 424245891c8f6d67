/** What a device keeps of a log from one look to the next: without it nothing can be caught being rewritten. */
export interface RememberedLog {
  readonly vkey: string;
  /** The last checkpoint that was checked, as it was served. */
  readonly checkpoint: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LogMemory {
  get(origin: string): RememberedLog | null | Promise<RememberedLog | null>;
  set(origin: string, log: RememberedLog): void | Promise<void>;
}

export type PeriodState = 'OPEN' | 'CLOSING' | 'CLOSED' | 'STATED' | 'LOCKED';

export interface Progress {
  step: string;
  done: number;
  total: number;
}

export interface Period {
  id: string;
  state: PeriodState;
  opensAt: Date;
  /** When its month ends; it may be closed earlier or later. */
  closesAt: Date;
  /** When counting into it stopped. Rights are resolved at this instant. */
  closedAt: Date | null;
  statedAt: Date | null;
  progress: Progress | null;
}

export interface PeriodOverview extends Period {
  plays: bigint;
  /** `null` before anything was booked, and when it was booked in several currencies. */
  poolMicros: bigint | null;
  currency: string | null;
  statements: bigint;
}

/** A period whose close was asked for: it has an end. */
export interface ClosingPeriod extends Period {
  closedAt: Date;
}

/** One pool of a period and how far it is shared out. */
export interface Allocating {
  /** Of the tariff. */
  version: number;
  cells: number;
  poolMicros: bigint;
  unplayedMicros: bigint;
  nextCell: number;
  nextLine: number;
}

import type { Tariff } from '@flipside/royalty';

/** How a party is known to rights systems. */
export interface NamedParty {
  readonly isni: string | null;
  readonly ipi: string | null;
  readonly dpid: string | null;
}

export interface TariffFact {
  readonly version: number;
  readonly kind: Tariff['kind'];
  readonly perPlayMicros: bigint | null;
}

export interface FlipFact {
  readonly hash: string;
  readonly title: string;
  readonly durationMs: number;
  readonly producer: string;
  readonly code: string | null;
}

export interface RecordingFact extends NamedParty {
  readonly id: string;
  readonly isrc: string;
  readonly title: string;
  readonly subTitle: string | null;
  readonly artist: string;
  readonly durationMs: number | null;
}

export interface WorkFact {
  readonly iswc: string | null;
  readonly parties: readonly (NamedParty & { readonly role: string; readonly name: string })[];
}

export interface ExportFacts {
  readonly tariffs: ReadonlyMap<number, TariffFact>;
  readonly flips: ReadonlyMap<string, FlipFact>;
  readonly recordings: ReadonlyMap<string, RecordingFact>;
  readonly works: ReadonlyMap<string, WorkFact>;
}

export type ExportFormat = 'json' | 'csv' | 'pdf' | 'dsr' | 'ugc';

/** A file that is written while it is sent. */
export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly chunks: AsyncIterable<string | Uint8Array>;
  /** Names these bytes for ever; `null` where names follow the corrections of the catalogue. */
  readonly tag: string | null;
}

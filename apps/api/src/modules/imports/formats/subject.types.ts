import type {
  ContributorRole,
  Dpid,
  Grid,
  Icpn,
  IpiNameNumber,
  Isni,
  Isrc,
  Iswc,
  TerritorySet,
} from '@flipside/royalty';

export const IMPORT_FORMATS = ['CSV', 'ERN', 'CWR'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export type SubjectKind = 'RECORDING' | 'WORK' | 'RELEASE';

/** Something to be said about one line of a file: an `ERROR` keeps its whole subject out, a `NOTE` does not. */
export interface Problem {
  readonly severity: 'ERROR' | 'NOTE';
  readonly line: number;
  /** The column, element or field of the format. */
  readonly field: string | null;
  readonly code: string;
  readonly reason: string;
}

/** What holds for the whole file, said once. */
export interface FileNote {
  readonly code: string;
  readonly reason: string;
}

/** A party as a file names it. */
export interface PartyMention {
  readonly name: string;
  readonly ipiNameNumber: IpiNameNumber | null;
  readonly isni: Isni | null;
  readonly dpid: Dpid | null;
  /** What the sender calls the party in all its files, if anything. */
  readonly ref: string | null;
}

export interface MentionedShare {
  readonly party: PartyMention;
  readonly role: ContributorRole;
  readonly ppm: number;
  readonly territories: TerritorySet;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface MentionedCredit {
  readonly party: PartyMention;
  readonly role: ContributorRole;
}

interface SubjectBase {
  /** What the file calls the subject; unique in the file for its kind. */
  readonly key: string;
  readonly line: number;
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** A work that a recording performs: by public identifier, or by what this file or an earlier one calls it. */
export interface WorkLink {
  readonly key: string;
  readonly iswc: Iswc | null;
}

export interface WorkSubject extends SubjectBase {
  readonly kind: 'WORK';
  readonly iswc: Iswc | null;
  /** `null`: the file says nothing of shares, and what is stored holds. */
  readonly shares: readonly MentionedShare[] | null;
  readonly contributors: readonly MentionedCredit[];
}

export interface RecordingSubject extends SubjectBase {
  readonly kind: 'RECORDING';
  /** `null` for a recording that is refused for want of one. */
  readonly isrc: Isrc | null;
  readonly versionTitle: string | null;
  readonly artist: string | null;
  readonly label: string | null;
  readonly durationMs: number | null;
  /**
   * Whether title and artist are the recording's own. A work registration (CWR) names recordings in passing: it makes
   * those that are missing and changes no others.
   */
  readonly authoritative: boolean;
  readonly shares: readonly MentionedShare[] | null;
  readonly contributors: readonly MentionedCredit[];
  readonly works: readonly WorkLink[];
}

export interface ReleaseTrack {
  readonly isrc: Isrc;
  readonly disc: number;
  readonly position: number;
}

export interface Deal {
  readonly territories: readonly string[];
  readonly excludeTerritories: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly models: readonly string[];
  readonly uses: readonly string[];
}

export interface ReleaseSubject extends SubjectBase {
  readonly kind: 'RELEASE';
  readonly icpn: Icpn | null;
  readonly grid: Grid | null;
  readonly catalogueNo: string | null;
  readonly artist: string | null;
  readonly label: string | null;
  /** `YYYY-MM-DD`. */
  readonly releaseDate: string | null;
  /** Whether title and artist are the release's own, or made up for want of them. */
  readonly authoritative: boolean;
  /** `null`: the file says nothing of tracks (a purge). */
  readonly tracks: readonly ReleaseTrack[] | null;
  /** `null`: the format has no deals. Empty: withdrawn from distribution. */
  readonly deals: readonly Deal[] | null;
}

export type Subject = RecordingSubject | WorkSubject | ReleaseSubject;

/** What a reader yields, in the order of the file. */
export type ReaderItem =
  | { readonly type: 'SUBJECT'; readonly subject: Subject }
  | { readonly type: 'NOTE'; readonly note: FileNote };

export const isRejected = ({ problems }: Subject): boolean =>
  problems.some(({ severity }) => severity === 'ERROR');

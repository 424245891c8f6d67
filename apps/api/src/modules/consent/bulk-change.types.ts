import type { Policy } from '@flipside/royalty';
import type { MinimumRateDocument, ScopeDocument } from './consent.types.ts';
import type { GrantVersion } from './grant.repository.ts';
import type { CatalogueFilter, PartyCatalogueRow } from './recording.types.ts';

/** Conditions to be changed; what is left out stays. */
export type ScopeChange = { readonly [Name in keyof ScopeDocument]?: ScopeDocument[Name] | undefined };

/** One change for many subjects. What a change of terms leaves out stays as it is. */
export type BulkChange =
  | {
      readonly kind: 'GRANT';
      readonly policy?: Policy | undefined;
      readonly scope?: ScopeChange | undefined;
      readonly minimumRate?: MinimumRateDocument | null | undefined;
    }
  | { readonly kind: 'SUSPEND'; readonly reason: string | null }
  | { readonly kind: 'RESUME' }
  | { readonly kind: 'WITHDRAW'; readonly reason: string | null; readonly at: string | null };

export interface BulkSubject {
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
}

export type BulkSelection =
  | {
      readonly kind: 'SUBJECTS';
      readonly subjects: readonly BulkSubject[];
    }
  | {
      readonly kind: 'MATCHING';
      readonly filter: CatalogueFilter;
      readonly except: readonly BulkSubject[];
    };

export interface BulkRequest {
  readonly selection: BulkSelection;
  readonly change: BulkChange;
}

export const BULK_OUTCOMES = ['NEW', 'REVISED', 'UNCHANGED', 'REFUSED'] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** The row that a change starts from: a row of the catalogue, as far as it matters. */
export type Ground = Pick<PartyCatalogueRow, 'own' | 'wider'>;

export interface Planned {
  readonly outcome: BulkOutcome;
  readonly note: string | null;
  /** What the next version says, where there is one. */
  readonly says: Pick<
    GrantVersion,
    'state' | 'policy' | 'scope' | 'minimumRate' | 'withdrawnFrom' | 'reason'
  > | null;
}

export interface BulkItem {
  readonly position: number;
  readonly side: 'MASTER' | 'COMPOSITION';
  readonly kind: 'RECORDING' | 'WORK';
  readonly id: string;
  readonly title: string;
  readonly grantId: string | null;
  readonly version: number | null;
  readonly outcome: BulkOutcome;
  readonly note: string | null;
  readonly applied: boolean;
}

/** How many flips would stop or start playing; `bounded` when there are more than were looked at. */
export interface FlipForecast {
  readonly stopping: number;
  readonly starting: number;
  readonly bounded: boolean;
}

/** A change of many grants: as previewed, on its way, or done. */
export interface BulkRecord {
  readonly id: string;
  readonly partyId: string;
  readonly state: 'PREVIEWED' | 'RUNNING' | 'DONE';
  readonly change: BulkChange;
  readonly token: string;
  readonly flips: FlipForecast;
  readonly totals: Readonly<Record<BulkOutcome, number>>;
  readonly applied: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

import { Injectable } from '@nestjs/common';
import type {
  Contributor,
  Grant,
  LinkedWork,
  Mandate,
  MergedParty,
  Party,
  RecordingFacts,
  Share,
  SilentRegistry,
  SubjectRef,
} from '@flipside/royalty';
import type { Reader } from '../../platform/database/database.ts';

/** The state of a registry's log that a decision rests on. */
export interface RegistryHead {
  /** The log's name. */
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
}

/** Until when what a registry said about these subjects may be believed. */
export interface RegistryLease {
  readonly subjects: readonly SubjectRef[];
  readonly endsAt: Date;
}

/**
 * What registries on other instances say of recordings that are known here, with subjects as they are called here.
 * Ids of parties, shares and grants are told apart by registry, so that none speaks for a party of another.
 */
export interface RemoteRights {
  /** Works of recordings for which this catalogue has none. */
  readonly works: ReadonlyMap<string, readonly LinkedWork[]>;
  readonly shares: readonly Share[];
  readonly contributors: readonly Contributor[];
  readonly grants: readonly Grant[];
  readonly mandates: readonly Mandate[];
  readonly merged: readonly MergedParty[];
  readonly parties: readonly Party[];
  readonly silent: readonly SilentRegistry[];
  readonly leases: readonly RegistryLease[];
  readonly heads: readonly RegistryHead[];
}

export const NO_REMOTE_RIGHTS: RemoteRights = {
  ...{ works: new Map(), shares: [], contributors: [], grants: [], mandates: [], merged: [], parties: [] },
  ...{ silent: [], leases: [], heads: [] },
};

export interface RemoteQuestion {
  readonly recordings: ReadonlyMap<string, RecordingFacts>;
  /** Recipes whose approvals are loaded too. */
  readonly recipes: readonly string[];
}

/** Where rights that are not kept here come from. */
export interface RemoteRightsSource {
  load(reader: Reader, question: RemoteQuestion): Promise<RemoteRights>;
}

/** Whoever reads the logs of other instances registers here: consent comes before federation and cannot ask it. */
@Injectable()
export class RemoteRegistries {
  private source: RemoteRightsSource | null = null;

  /** Call it from `onModuleInit`. */
  use(source: RemoteRightsSource): void {
    this.source = source;
  }

  async load(reader: Reader, question: RemoteQuestion): Promise<RemoteRights> {
    return (await this.source?.load(reader, question)) ?? NO_REMOTE_RIGHTS;
  }
}

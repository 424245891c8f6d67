import type { ConsentFact, FactKind } from './consent-leaf.ts';

/** A fact as a row of `peer_fact`. */
export interface FactRow {
  readonly kind: FactKind;
  readonly key: string;
  readonly code: string | null;
  readonly recording_id: string | null;
  readonly work_id: string | null;
  readonly release_id: string | null;
  readonly party_id: string | null;
  readonly version: number;
  readonly body: ConsentFact;
  readonly removed: boolean;
}

const NOTHING = {
  code: null,
  recording_id: null,
  work_id: null,
  release_id: null,
  party_id: null,
  version: 1,
  removed: false,
};

/** Where a fact is kept: one row for each thing that it is about, which later leaves replace or take away. */
export function factRow(fact: ConsentFact): FactRow {
  const base = { ...NOTHING, kind: fact.t, body: fact };
  switch (fact.t) {
    case 'recording':
      return { ...base, key: fact.id, code: fact.isrc, recording_id: fact.id };
    case 'work':
      return { ...base, key: fact.id, code: fact.iswc, work_id: fact.id };
    case 'recording-work':
      return {
        ...{ ...base, key: `${fact.recording} ${fact.work}`, removed: fact.removed },
        ...{ recording_id: fact.recording, work_id: fact.work },
      };
    case 'share':
    case 'contributor':
      return {
        ...{ ...base, key: fact.id, removed: fact.removed, party_id: fact.party },
        ...{ recording_id: fact.recording, work_id: fact.work },
      };
    case 'grant':
      return {
        ...{ ...base, key: fact.id, version: fact.version, party_id: fact.party, release_id: fact.release },
        ...{ recording_id: fact.recording, work_id: fact.work },
      };
    case 'mandate':
      return {
        // Found by who gave it and by who holds it.
        ...{ ...base, key: fact.id, version: fact.version, party_id: fact.grantor, code: fact.holder },
        ...{ recording_id: fact.recording, work_id: fact.work },
      };
    case 'release-recording':
      return {
        ...{ ...base, key: `${fact.release} ${fact.recording}`, removed: fact.removed },
        ...{ recording_id: fact.recording, release_id: fact.release },
      };
    case 'tariff':
      return { ...base, key: String(fact.version) };
    case 'allocation':
      return { ...base, key: `${fact.period} ${fact.tariff}` };
    case 'listener-payment':
      return {
        ...{ ...base, key: `${fact.period} ${fact.tariff} ${fact.listener}` },
        code: `${fact.period} ${fact.tariff}`,
      };
    case 'publish':
    case 'recipe-state':
      return { ...base, key: fact.recipe };
    case 'settlement':
      return { ...base, key: fact.id, code: fact.to };
    case 'settlement-answer':
      return { ...base, key: fact.settlement, code: fact.to };
    case 'recipe-source':
      return { ...base, key: `${fact.recipe} ${fact.source}`, code: fact.recipe };
    case 'party-merge':
      return { ...base, key: fact.id, party_id: fact.into };
    case 'party-merge-item':
      return {
        ...{ ...base, key: `${fact.merge} ${fact.kind} ${fact.ref}` },
        ...{ recording_id: fact.recording, work_id: fact.work },
      };
  }
}

/** The last word about each thing: what a batch says earlier of the same is overtaken by it. */
export function lastWords(facts: readonly ConsentFact[]): FactRow[] {
  const rows = new Map<string, FactRow>();
  for (const row of facts.map(factRow)) {
    const known = rows.get(`${row.kind} ${row.key}`);
    if (known === undefined || row.version >= known.version) rows.set(`${row.kind} ${row.key}`, row);
  }
  return [...rows.values()];
}

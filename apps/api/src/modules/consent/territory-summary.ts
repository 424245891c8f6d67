import { TERRITORIES, clearRecording, namedTerritories } from '@flipside/royalty';
import type { ClearanceState, Reason, RecordingFacts, Tariff, Territory } from '@flipside/royalty';
import type { RightsSnapshot } from './clearance-ground.repository.ts';
import { snapshotFor } from './standings.ts';

/** Territories in which the same is decided for the same reasons. */
export interface TerritoryGroup {
  readonly state: ClearanceState;
  /** In the order of their codes. */
  readonly territories: readonly Territory[];
  /** Who is missing, and on which side. */
  readonly reasons: readonly Reason[];
  /** How many reasons there are beyond those told. */
  readonly moreReasons: number;
}

/** A recording of a hundred owners is not explained name by name in every territory. */
const MOST_REASONS = 20;

/**
 * Where a recording may be used and where not, the largest group first. Every territory is in exactly one group: those
 * that no share, grant or mandate names are alike and are decided once.
 */
export function territorySummary(
  whole: RightsSnapshot,
  recording: RecordingFacts,
  { tariff, at }: { readonly tariff: Tariff; readonly at: Date },
): TerritoryGroup[] {
  const snapshot = snapshotFor(whole, recording);
  const named = namedTerritories([
    ...snapshot.shares.map(({ territories }) => territories),
    ...snapshot.grants.map(({ scope }) => scope.territories),
    ...snapshot.mandates.map(({ territories }) => territories),
  ]);
  const names = new Set<string>(named);
  const unnamed = TERRITORIES.filter((territory) => !names.has(territory));
  const classes = [...named.map((territory) => [territory]), ...(unnamed.length > 0 ? [unnamed] : [])];
  const groups = new Map<string, { state: ClearanceState; reasons: Reason[]; territories: Territory[] }>();
  for (const territories of classes) {
    const [territory] = territories;
    if (territory === undefined) continue;
    const { state, sides } = clearRecording({ ...snapshot, recording, tariff, territory, at });
    const reasons = sides.flatMap((side) => side.reasons);
    const key = JSON.stringify([state, reasons.map(({ territory: _territory, ...reason }) => reason)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { state, reasons, territories: [...territories] });
    else group.territories.push(...territories);
  }
  return [...groups.values()]
    .sort((a, b) => b.territories.length - a.territories.length)
    .map(({ state, reasons, territories }) => ({
      state,
      territories: territories.sort(),
      reasons: reasons.slice(0, MOST_REASONS),
      moreReasons: Math.max(0, reasons.length - MOST_REASONS),
    }));
}

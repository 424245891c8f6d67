import { Inject, Injectable } from '@nestjs/common';
import { clearedBy, resolveRights } from '@flipside/royalty';
import type { SourceDecision, SourceRights, Territory } from '@flipside/royalty';
import type { Reader } from '../../platform/database/database.ts';
import { ClearanceGroundRepository } from '../consent/index.ts';
import type { PeriodUsage } from './usage.repository.ts';

/** Recordings read at a time. */
const BATCH = 500;

/** Who owned what was played, where, at the close of a period. */
@Injectable()
export class RightsRepository {
  constructor(@Inject(ClearanceGroundRepository) private readonly grounds: ClearanceGroundRepository) {}

  /**
   * Shares are those valid at `at` in the territory of the plays. A side counts as cleared when the licence snapshot
   * of a recipe that was played covered it: each of these plays was granted under a decision of its own moment, and
   * plays that were counted stand, whatever was withdrawn since. A share is held when a dispute was open at `at`.
   */
  async find(reader: Reader, usage: PeriodUsage, at: Date): Promise<SourceRights[]> {
    const territories = territoriesByRecording(usage);
    const cleared = clearedByRecording(usage.decisions);
    const recordings = [...territories.keys()].sort();
    const rights: SourceRights[] = [];
    for (let from = 0; from < recordings.length; from += BATCH) {
      const batch = recordings.slice(from, from + BATCH);
      const ground = await this.grounds.load(reader, batch, { heldAt: at });
      for (const recordingId of batch) {
        const works = ground.recordings.get(recordingId)?.works ?? [];
        const subjects = new Set([recordingId, ...works.map(({ workId }) => workId)]);
        const shares = ground.shares.filter(({ subject }) => subjects.has(subject.id));
        const questions = cleared.get(recordingId) ?? [];
        const isCleared: ReturnType<typeof clearedBy> = (side, subject) =>
          questions.some((ask) => ask(side, subject));
        for (const territory of territories.get(recordingId) ?? [])
          rights.push(...resolveRights({ recordingId, works, territory, at, shares, isCleared }));
      }
    }
    return rights;
  }
}

function territoriesByRecording({ plays, recipes }: PeriodUsage): Map<string, Set<Territory>> {
  const byRecipe = new Map<string, Set<Territory>>();
  for (const { recipe, territory } of plays)
    byRecipe.set(recipe, (byRecipe.get(recipe) ?? new Set<Territory>()).add(territory));
  const found = new Map<string, Set<Territory>>();
  for (const { recipe, sources } of recipes)
    for (const { recordingId } of sources) {
      const territories = found.get(recordingId) ?? new Set<Territory>();
      for (const territory of byRecipe.get(recipe) ?? []) territories.add(territory);
      found.set(recordingId, territories);
    }
  return found;
}

/** Many recipes were decided alike: each different decision is kept once. */
function clearedByRecording(
  decisions: readonly SourceDecision[],
): Map<string, ReturnType<typeof clearedBy>[]> {
  const different = new Map<string, SourceDecision>();
  for (const decision of decisions) {
    const sides = decision.sides.map(({ side, state, subject }) => [side, state, subject?.id ?? null]);
    different.set(JSON.stringify([decision.recordingId, sides]), decision);
  }
  const found = new Map<string, ReturnType<typeof clearedBy>[]>();
  for (const decision of different.values())
    found.set(decision.recordingId, [...(found.get(decision.recordingId) ?? []), clearedBy(decision)]);
  return found;
}

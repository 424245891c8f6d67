import type { RightsShare, SourceRights } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import type { LinkedWork, RecordingId, RightSide, Share } from './catalogue.types.ts';
import type { SourceDecision } from './clearance.types.ts';
import { WHOLE_PPM, ppm } from './quantity.ts';
import type { Ppm } from './quantity.ts';
import { contains } from './territory.ts';
import type { Territory } from './territory.ts';
import { isCurrent } from './validity.ts';

/**
 * Each work's part of a recording: equal when no link declares a split, otherwise as declared.
 * @returns `null` when the links declare a split that is not whole, or only some declare one.
 */
export function workSplit(works: readonly LinkedWork[]): ReadonlyMap<string, Ppm> | null {
  if (new Set(works.map((work) => work.workId)).size !== works.length) return null;
  if (works.every((work) => work.splitPpm === undefined)) {
    const equal = apportion(
      WHOLE_PPM,
      works.map((work) => ({ id: work.workId, weight: 1n })),
    );
    return new Map(equal.ok ? equal.parts.map((part) => [part.id, ppm(part.amount)]) : []);
  }
  const split = new Map<string, Ppm>();
  for (const work of works) if (work.splitPpm !== undefined) split.set(work.workId, work.splitPpm);
  const sum = [...split.values()].reduce((total, part) => total + part, 0n);
  return split.size === works.length && sum === WHOLE_PPM ? split : null;
}

/** The dispute that holds a share's money in a territory at an instant; `null` when it is paid. */
export function heldBy(share: Share, territory: Territory, at: Date): string | null {
  if (share.holds === undefined) return share.status === 'DISPUTED' ? `share:${share.id}` : null;
  const [hold] = share.holds
    .filter((one) => isCurrent(one, at) && contains(one.territories, territory))
    .map((one) => one.disputeId)
    .sort();
  return hold ?? null;
}

/** A share that was ended since, by a dispute or a transfer, still counts for what was before its end. */
const counted = (share: Share, at: Date): boolean =>
  (share.status !== 'ENDED' || share.to !== null) && isCurrent(share, at);

/** The subjects that a decision cleared, as `resolveRights` asks for them. */
export function clearedBy(decision: SourceDecision): (side: RightSide, subjectId: string) => boolean {
  const cleared = decision.sides
    .filter((side) => side.state === 'CLEARED' && side.subject !== null)
    .map((side) => `${side.side} ${side.subject?.id ?? ''}`);
  const names = new Set(cleared);
  return (side, subjectId) => names.has(`${side} ${subjectId}`);
}

export interface RightsInput {
  readonly recordingId: RecordingId;
  readonly works: readonly LinkedWork[];
  readonly territory: Territory;
  /** The instant whose shares count: a period's close freezes it. */
  readonly at: Date;
  readonly shares: readonly Share[];
  readonly isCleared: (side: RightSide, subjectId: string) => boolean;
}

/**
 * Who owns a recording and its works in one territory at one instant, as `apportionPeriod` takes it. Works whose
 * split is not whole are left out, so that the composition side's money goes to suspense.
 */
export function resolveRights(input: RightsInput): SourceRights[] {
  const { recordingId, territory, at } = input;
  const sharesOf = (side: RightSide, kind: 'RECORDING' | 'WORK', subjectId: string): RightsShare[] =>
    input.shares
      .filter((share) => share.side === side && share.subject.kind === kind && share.subject.id === subjectId)
      .filter((share) => counted(share, at) && contains(share.territories, territory))
      .map((share) => ({
        shareId: share.id,
        partyId: share.partyId,
        ppm: share.ppm,
        disputeId: heldBy(share, territory, at),
        ...(share.owed !== undefined && { owed: share.owed }),
      }));
  const master: SourceRights = {
    recordingId,
    territory,
    side: 'MASTER',
    subjectId: recordingId,
    splitPpm: WHOLE_PPM,
    isCleared: input.isCleared('MASTER', recordingId),
    shares: sharesOf('MASTER', 'RECORDING', recordingId),
  };
  const works = [...(workSplit(input.works) ?? [])].map(([workId, splitPpm]): SourceRights => ({
    recordingId,
    territory,
    side: 'COMPOSITION',
    subjectId: workId,
    splitPpm,
    isCleared: input.isCleared('COMPOSITION', workId),
    shares: sharesOf('COMPOSITION', 'WORK', workId),
  }));
  return [master, ...works];
}

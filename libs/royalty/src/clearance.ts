import type { Subject } from './catalogue.types.ts';
import { groundFor, strictest, worstState } from './clearance.ground.ts';
import type { Ground } from './clearance.ground.ts';
import { partiesNamed } from './clearance.reasons.ts';
import { decideSide } from './clearance.side.ts';
import type { Reliance, SideOutcome, SideQuestion } from './clearance.side.ts';
import type {
  ClearInput,
  ClearRecordingInput,
  ClearanceGround,
  Decision,
  LicenceSnapshot,
  Reason,
  RecordingFacts,
  SourceDecision,
  SourceUse,
} from './clearance.types.ts';
import { workSplit } from './rights.ts';
import { WORLD } from './territory.ts';

/** The composition side of a recording of whose works too little is known to decide. */
function undecidable(recording: RecordingFacts, code: Reason['code'], detail: string): SideOutcome {
  const { isrc } = recording;
  const place = { party: null, capacity: null, territory: WORLD } as const;
  return {
    decision: {
      side: 'COMPOSITION',
      subject: null,
      state: 'NOT_CLEARED',
      policy: 'MONETISE',
      grantedPpm: 0,
      claimedPpm: 0,
      reasons: [{ code, isrc, side: 'COMPOSITION', subject: null, detail, ...place }],
    },
    reliance: { shares: [], grants: [], mandates: [] },
  };
}

function compositionSides(recording: RecordingFacts, use: SourceUse | null, ground: Ground): SideOutcome[] {
  if (recording.works.length === 0)
    return [undecidable(recording, 'WORK_UNKNOWN', 'no work is known for this recording')];
  if (workSplit(recording.works) === null)
    return [undecidable(recording, 'WORK_SPLIT_INVALID', 'the parts of the works do not make a whole')];
  return recording.works.map((work) => {
    const { iswc, title } = work;
    const subject: Subject = {
      kind: 'WORK',
      id: work.workId,
      ...(iswc === undefined ? {} : { iswc }),
      ...(title === undefined ? {} : { title }),
    };
    return decideSide({ recording, side: 'COMPOSITION', subject, use }, ground);
  });
}

function decideSource(
  recording: RecordingFacts,
  use: SourceUse | null,
  ground: Ground,
): { readonly decision: SourceDecision; readonly reliance: readonly Reliance[] } {
  const { recordingId, isrc, title } = recording;
  const master: SideQuestion = {
    recording,
    side: 'MASTER',
    subject: { kind: 'RECORDING', id: recordingId, isrc, ...(title === undefined ? {} : { title }) },
    use,
  };
  const outcomes = [decideSide(master, ground), ...compositionSides(recording, use, ground)];
  const sides = outcomes.map((outcome) => outcome.decision);
  return {
    decision: {
      recordingId,
      isrc,
      title: title ?? null,
      state: worstState(sides.map((side) => side.state)),
      policy: strictest(sides.map((side) => side.policy)),
      sides,
    },
    reliance: outcomes.map((outcome) => outcome.reliance),
  };
}

/** Each thing relied upon once, in the order of the ids. */
function distinct<T extends { readonly id: string }>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function snapshotOf(input: ClearanceGround, reliance: readonly Reliance[]): LicenceSnapshot {
  const grants = distinct(reliance.flatMap((one) => one.grants));
  return {
    territory: input.territory,
    at: input.at.toISOString(),
    tariffId: input.tariff.id,
    tariffVersion: input.tariff.version,
    shareIds: distinct(reliance.flatMap((one) => one.shares)).map((share) => share.id),
    grants: grants.map(({ id, version, partyId, policy }) => ({ id, version, partyId, policy })),
    mandates: distinct(reliance.flatMap((one) => one.mandates)).map(({ id, version }) => ({ id, version })),
  };
}

/**
 * Decides whether a recipe may be published or played: in its territory, at its instant, every source must be
 * cleared on the master side and on the composition side of each of its works. A side is cleared when shares of
 * exactly a whole are claimed, every owner has granted, and every contributor whose role requires consent has
 * granted or mandated someone who has. The worst state and the most restrictive policy win. Depends on nothing but
 * its input, and on the order of none of its lists but `uses` and `works`, which order the answer.
 */
export function clear(input: ClearInput): Decision {
  const ground = groundFor(input, input.recipe);
  const decided = input.uses.map((use) => decideSource(use, use, ground));
  const sources = decided.map((source) => source.decision);
  const reasons = sources.flatMap((source) => source.sides.flatMap((side) => side.reasons));
  return {
    state: worstState(sources.map((source) => source.state)),
    policy: strictest(sources.map((source) => source.policy)),
    territory: input.territory,
    sources,
    reasons,
    blocking: partiesNamed(reasons),
    snapshot: snapshotOf(
      input,
      decided.flatMap((source) => source.reliance),
    ),
  };
}

/** Decides for one recording without a concrete use: whether it can be used at all, and who stands in the way. */
export function clearRecording(input: ClearRecordingInput): SourceDecision {
  return decideSource(input.recording, null, groundFor(input, undefined)).decision;
}

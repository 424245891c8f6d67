import { CLEARANCE_STATES, clear } from '@flipside/royalty';
import type {
  ClearInput,
  ClearanceState,
  Decision,
  Grant,
  SilentRegistry,
  SourceUse,
  TerritoryOrWorld,
} from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/database.ts';
import { ClearanceGroundRepository, reportReason, reportSide, TariffService } from '../consent/index.ts';
import type { DatedTariff, RightsSnapshot, StandIn } from '../consent/index.ts';
import type { ClearanceReport, Decided, KeptUse, SourceReport } from './recipe.types.ts';

export interface DecisionQuestion {
  readonly recipe?: string;
  readonly uses: readonly KeptUse[];
  readonly territory: TerritoryOrWorld;
  readonly at: Date;
  /** Recordings of the uses that this catalogue does not have. */
  readonly standIns?: readonly StandIn[];
  /** Whose word on the recipe itself is unknown. */
  readonly silent?: readonly SilentRegistry[];
}

/** Asks `clear` with what the catalogue and the parties say at this moment. */
@Injectable()
export class DecisionService {
  constructor(
    @Inject(ClearanceGroundRepository) private readonly grounds: ClearanceGroundRepository,
    @Inject(TariffService) private readonly tariffs: TariffService,
  ) {}

  async decide(reader: Reader, question: DecisionQuestion): Promise<Decided> {
    const [decided] = await this.decideAll(reader, [question], question.at);
    if (decided === undefined) throw new TypeError('one question has one answer');
    return decided;
  }

  /** Several recipes with one load of the rights, whatever their number. */
  async decideAll(reader: Reader, questions: readonly DecisionQuestion[], at: Date): Promise<Decided[]> {
    const tariff = await this.tariffs.inForce(reader, at);
    const ids = questions.flatMap(({ uses }) => uses.map(({ recordingId }) => recordingId));
    const recipes = questions.flatMap(({ recipe }) => recipe ?? []);
    const standIns = questions.flatMap((question) => question.standIns ?? []);
    const snapshot = await this.grounds.load(reader, [...new Set(ids)], { recipes, standIns });
    return questions.map((question) => decideFrom(question, snapshot, tariff));
  }

  /** The answers as things are, and as they would be with these versions of grants, from one load of the rights. */
  async compareAll(
    reader: Reader,
    questions: readonly DecisionQuestion[],
    versions: readonly Grant[],
    at: Date,
  ): Promise<[now: Decided[], then: Decided[]]> {
    const tariff = await this.tariffs.inForce(reader, at);
    const ids = questions.flatMap(({ uses }) => uses.map(({ recordingId }) => recordingId));
    const snapshot = await this.grounds.load(reader, [...new Set(ids)]);
    const subjects = new Set<string>(
      [...snapshot.recordings.values()].flatMap(({ recordingId, works }) => [
        recordingId,
        ...works.map(({ workId }) => workId),
      ]),
    );
    const added = versions.filter(
      ({ subject }) => subject !== 'CATALOGUE' && subject.kind !== 'RELEASE' && subjects.has(subject.id),
    );
    // The highest version of an id holds, so that what is added stands for what it follows.
    const changed = { ...snapshot, grants: [...snapshot.grants, ...added] };
    return [
      questions.map((question) => decideFrom(question, snapshot, tariff)),
      questions.map((question) => decideFrom(question, changed, tariff)),
    ];
  }
}

/** The first announced withdrawal after which the recipe is not cleared any more, and who leaves. */
function closingOf(input: ClearInput, decision: Decision): Decided['closing'] {
  if (decision.state !== 'CLEARED') return null;
  const relied = new Set(decision.snapshot.grants.map(({ id }) => id));
  const days = input.grants
    .flatMap(({ id, withdrawnFrom }) => (relied.has(id) && withdrawnFrom !== undefined ? withdrawnFrom : []))
    .filter((day) => day > input.at)
    .toSorted((a, b) => a.getTime() - b.getTime());
  for (const at of days) {
    const then = clear({ ...input, at });
    if (then.state !== 'CLEARED') return { at, reasons: then.reasons };
  }
  return null;
}

function decideFrom(question: DecisionQuestion, snapshot: RightsSnapshot, tariff: DatedTariff): Decided {
  const uses = question.uses.flatMap(({ sourceId: _sourceId, ...use }): SourceUse[] => {
    const recording = snapshot.recordings.get(use.recordingId);
    if (recording === undefined) return [];
    return [{ ...use, isrc: recording.isrc, title: recording.title, works: recording.works }];
  });
  const { territory, at, recipe } = question;
  const silent = [...snapshot.silent, ...(question.silent ?? [])];
  const input = { ...snapshot, silent, uses, tariff, territory, at };
  const asked = recipe === undefined ? input : { ...input, recipe };
  const decision = clear(asked);
  return { decision, snapshot, tariff, closing: closingOf(asked, decision) };
}

export interface UnknownSource {
  readonly sourceId: string;
  readonly isrc: string;
  readonly title: string;
}

const worse = (a: ClearanceState, b: ClearanceState): ClearanceState =>
  CLEARANCE_STATES.indexOf(a) >= CLEARANCE_STATES.indexOf(b) ? a : b;

function unknownReport({ sourceId, isrc, title }: UnknownSource, territory: string): SourceReport {
  const sides = (['MASTER', 'COMPOSITION'] as const).map((side) => {
    const reason = { code: 'RECORDING_UNKNOWN', isrc, side, party: null, territory };
    const action = 'Its label or artist brings it into the catalogue, or an operator enters it.';
    const reasons = [{ ...reason, detail: 'is not in the catalogue', action }];
    return { side, state: 'NOT_CLEARED' as const, grantedPpm: 0, claimedPpm: 0, title: null, reasons };
  });
  return { sourceId, isrc, title, state: 'NOT_CLEARED', sides };
}

/** A decision as people are told of it, in the order of the recipe's sources. */
export function clearanceReport(
  { decision, closing }: Pick<Decided, 'decision' | 'closing'>,
  uses: readonly KeptUse[],
  unknown: readonly UnknownSource[] = [],
): ClearanceReport {
  const known = uses.flatMap(({ sourceId, recordingId, title }) => {
    const source = decision.sources.find((one) => one.recordingId === recordingId);
    if (source === undefined) return [];
    return { sourceId, isrc: source.isrc, title, state: source.state, sides: source.sides.map(reportSide) };
  });
  const missing = unknown.map((source) => unknownReport(source, decision.territory));
  return {
    state: missing.length === 0 ? decision.state : worse(decision.state, 'NOT_CLEARED'),
    territory: decision.territory,
    sources: [...known, ...missing],
    reasons: [
      ...decision.reasons.map(reportReason),
      ...missing.flatMap(({ sides }) => sides.flatMap(({ reasons }) => reasons)),
    ],
    closing:
      closing === null || missing.length > 0
        ? null
        : { at: closing.at.toISOString(), reasons: closing.reasons.map(reportReason) },
  };
}

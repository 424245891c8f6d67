import { CLEARANCE_STATES, WORLD } from '@flipside/royalty';
import type { ClearanceState } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Reader } from '../../platform/database/database.ts';
import { UnauthenticatedError } from '../../platform/problem/errors.ts';
import { PartyRepository } from '../catalogue/index.ts';
import type { Remixer } from '../catalogue/index.ts';
import { AssessmentService, parseAskedTerritory } from '../recipes/index.ts';
import type { Assessment, Subject } from '../recipes/index.ts';
import { askedLines } from './asked-lines.ts';
import type { AskedLine } from './request.types.ts';

/** A draft as everybody's consent stands at this moment. */
export interface Assessed {
  readonly subject: Subject;
  readonly remixer: Remixer;
  /** In the territory that is asked for. */
  readonly assessment: Assessment;
  readonly state: ClearanceState;
  readonly lines: readonly AskedLine[];
  /** Ids of the recordings and works in it, and the codes of recordings that are not in the catalogue. */
  readonly subjectIds: ReadonlySet<string>;
}

const worst = (states: readonly ClearanceState[]): ClearanceState =>
  CLEARANCE_STATES.findLast((state) => states.includes(state)) ?? 'CLEARED';

function subjectsOf({ uses, decided, clearance }: Assessment): Set<string> {
  const works = uses.flatMap(
    ({ recordingId }) =>
      decided.snapshot.recordings.get(recordingId)?.works.map(({ workId }) => workId) ?? [],
  );
  return new Set([
    ...uses.map(({ recordingId }) => recordingId),
    ...works,
    ...clearance.sources.map(({ isrc }) => isrc),
  ]);
}

/** Asks of a draft what publishing asks. */
@Injectable()
export class RequestAssessor {
  constructor(
    @Inject(AssessmentService) private readonly assessments: AssessmentService,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** @throws {RecipeRefusedError} for what is no recipe. */
  read(document: unknown): Subject {
    return this.assessments.read(document);
  }

  /**
   * Publishing decides for the instance's own territory, so that one is asked for too: whoever has agreed to
   * everything that was asked can publish.
   */
  async assess(reader: Reader, subject: Subject, producerId: string, territory: string): Promise<Assessed> {
    const remixer = await this.parties.findRemixer(producerId);
    if (remixer === null) throw new UnauthenticatedError();
    const asked = parseAskedTerritory(territory, this.config.defaultTerritory, '/territory');
    const home = parseAskedTerritory(undefined, this.config.defaultTerritory, '/territory');
    const assessment = await this.assessments.assess(reader, subject, remixer, asked);
    const all =
      asked === home || asked === WORLD
        ? [assessment]
        : [assessment, await this.assessments.assess(reader, subject, remixer, home)];
    return {
      ...{ subject, remixer, assessment },
      state: worst(all.map(({ clearance }) => clearance.state)),
      lines: askedLines(all),
      subjectIds: subjectsOf(assessment),
    };
  }
}

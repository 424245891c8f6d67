import {
  credits,
  durationMs,
  hashFromLink,
  LINEAGE_BOUNDS,
  parseRecipe,
  recipeHash,
  usage,
} from '@flipside/recipe';
import type { Credits, Recipe, RecipeHash } from '@flipside/recipe';
import type { TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Reader } from '../../platform/database/database.ts';
import { PartyRepository, RecordingRepository } from '../catalogue/index.ts';
import type { Remixer } from '../catalogue/index.ts';
import { TariffService } from '../consent/index.ts';
import { creditRecording, creditSheet } from './credit-sheet.ts';
import { clearanceReport, DecisionService } from './decision.service.ts';
import { RecipeRefusedError } from './errors.ts';
import { recipeEconomics } from './recipe-economics.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { ClearanceReport, FrozenCredits, Decided, EconomicsSheet, KeptUse } from './recipe.types.ts';
import { matchSources, sourceUses } from './source-uses.ts';
import type { MatchedSource } from './source-uses.ts';
import { parseHomeTerritory } from './territory.ts';

export interface Subject {
  readonly recipe: Recipe;
  readonly hash: RecipeHash;
  readonly parents: readonly RecipeHash[];
}

/** Everything that publishing a recipe would say and store. */
export interface Assessment {
  readonly at: Date;
  readonly sources: readonly MatchedSource[];
  readonly uses: readonly KeptUse[];
  readonly decided: Decided;
  readonly clearance: ClearanceReport;
  readonly credits: FrozenCredits;
  readonly creditDocument: Credits;
  readonly economics: EconomicsSheet;
}

/** Reads a recipe and says what publishing it means: cleared or not, who is credited, what a play pays. */
@Injectable()
export class AssessmentService {
  constructor(
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(TariffService) private readonly tariffs: TariffService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** @throws {RecipeRefusedError} with pointers, when the document is no recipe or nothing would be heard. */
  read(document: unknown): Subject {
    const parsed = parseRecipe(document, { now: this.clock.now() });
    if (!parsed.ok) throw new RecipeRefusedError('This is not a recipe as it must be.', parsed.issues);
    const { recipe } = parsed;
    if (recipe.sources.length === 0) throw refuse('/sources', 'A flip is made from at least one recording.');
    if (durationMs(recipe) < 1) throw refuse('/tracks', 'Nothing is on the timeline.');
    const parents = recipe.provenance.parents.map((link) => hashFromLink(link));
    return { recipe, hash: recipeHash(recipe), parents: parents.filter((hash) => hash !== null) };
  }

  async assess(
    reader: Reader,
    subject: Subject,
    remixer: Remixer,
    territory: TerritoryOrWorld,
  ): Promise<Assessment> {
    const { recipe, hash } = subject;
    const at = this.clock.now();
    const sources = await this.match(reader, recipe);
    const tariff = await this.tariffs.inForce(reader, at);
    const pays = tariff.kind !== 'PER_PLAY' || tariff.perPlayMicros > 0n;
    const uses = sourceUses(recipe, sources, pays);
    const decided = await this.decisions.decide(reader, { recipe: hash, uses, territory, at });
    const unknown = unknownOf(recipe, sources);
    const home = parseHomeTerritory(territory, this.config.defaultTerritory);
    return {
      at,
      sources,
      uses,
      decided,
      clearance: clearanceReport(decided, uses, unknown),
      ...(await this.credit(reader, subject, remixer, { sources, decided })),
      economics: recipeEconomics({ decided, uses, unknown, recipe: hash, remixer, territory: home, at }),
    };
  }

  /** What a play would pay once everybody has agreed. */
  prospect(
    { recipe, hash }: Subject,
    { at, sources, uses, decided }: Assessment,
    remixer: Remixer,
    territory: TerritoryOrWorld,
  ): EconomicsSheet {
    const home = parseHomeTerritory(territory, this.config.defaultTerritory);
    const unknown = unknownOf(recipe, sources);
    return recipeEconomics({
      ...{ decided, uses, unknown, remixer, at, recipe: hash },
      territory: home,
      assumeCleared: true,
    });
  }

  /** The recordings of a recipe's sources. @throws {RecipeRefusedError} when one source names two of them. */
  async match(reader: Reader, recipe: Recipe): Promise<readonly MatchedSource[]> {
    const known = await this.recordings.findByIsrcs(
      recipe.sources.flatMap(({ isrc }) => isrc),
      reader,
    );
    const matching = matchSources(recipe, known);
    if (!matching.ok) throw refuse(matching.pointer, matching.message);
    return matching.sources;
  }

  private async credit(
    reader: Reader,
    { recipe, parents }: Subject,
    remixer: Remixer,
    { sources, decided }: Pick<Assessment, 'sources' | 'decided'>,
  ): Promise<Pick<Assessment, 'credits' | 'creditDocument'>> {
    if ((await this.recipes.generations(parents, LINEAGE_BOUNDS.depth, reader)) > LINEAGE_BOUNDS.depth)
      throw refuse('/provenance/parents', `More than ${LINEAGE_BOUNDS.depth} generations of flips.`);
    const known = new Map(
      (await this.recipes.parents(parents, reader)).map((parent) => [parent.hash, parent]),
    );
    const recordings = new Map(
      sources.flatMap(({ source, recording }) =>
        source.isrc.map((isrc) => [isrc, recording?.id ?? ''] as const),
      ),
    );
    const creditDocument = credits(recipe, {
      remixer: { name: remixer.displayName },
      recording: (isrc) => creditRecording(decided.snapshot, recordings.get(isrc) ?? ''),
      parent: (hash) => known.get(hash) ?? null,
      parties: await this.parties.identified(reader, decided.snapshot.parties),
    });
    const artists = new Map(
      sources.map(({ source, recording }) => [source.id, recording?.artist ?? source.artist] as const),
    );
    const sheet = creditSheet(
      creditDocument,
      (sourceId) => artists.get(sourceId) ?? '',
      (hash) => known.has(hash),
    );
    return { credits: sheet, creditDocument };
  }
}

function refuse(pointer: string, message: string): RecipeRefusedError {
  return new RecipeRefusedError(message, [{ pointer, message }]);
}

function unknownOf(recipe: Recipe, sources: readonly MatchedSource[]) {
  const heard = new Map(usage(recipe).map(({ sourceId, totalMs }) => [sourceId, totalMs]));
  return sources.flatMap(({ source, recording }) =>
    recording === null
      ? [
          {
            sourceId: source.id,
            isrc: source.isrc[0] ?? '',
            title: source.title,
            usageMs: heard.get(source.id) ?? 0,
          },
        ]
      : [],
  );
}

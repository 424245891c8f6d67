import { canonicalise, durationMs, hashFromLink, usage, verifyRecipe } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { AlreadyExistsError, UnauthenticatedError } from '../../platform/problem/errors.ts';
import { PartyRepository } from '../catalogue/index.ts';
import type { Remixer } from '../catalogue/index.ts';
import { AssessmentService } from './assessment.service.ts';
import type { Assessment, Subject } from './assessment.service.ts';
import { withAmendments } from './credit-amendments.ts';
import { NotClearedError, RecipeRefusedError } from './errors.ts';
import { recipePublished } from './events.ts';
import { recipePrint } from './recipe-print.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { NewRecipe } from './recipe.repository.ts';
import type { ClearanceReport, CreditSheet, EconomicsSheet } from './recipe.types.ts';
import { newShareCode } from './share-code.ts';
import { parseAskedTerritory } from './territory.ts';

export interface Published {
  readonly hash: string;
  readonly code: string;
  readonly url: string;
  readonly credits: CreditSheet;
  readonly economics: EconomicsSheet;
}

export interface Preview {
  readonly clearance: ClearanceReport;
  readonly credits: CreditSheet;
  readonly economics: EconomicsSheet;
  readonly durationMs: number;
}

export interface PublishRequest {
  readonly recipe: unknown;
  readonly tags: readonly string[];
}

const REFUSALS = {
  UNSIGNED: 'A recipe is signed before it is published.',
  PROOF_MALFORMED: 'The proof is not an eddsa-jcs-2022 Data Integrity proof.',
  KEY_INVALID: 'The proof names no Ed25519 did:key.',
  SIGNATURE_INVALID: 'The signature does not belong to this recipe and key.',
} as const;

/** Takes signed recipes in: verified, cleared, credited, stored and announced, all of it or nothing. */
@Injectable()
export class PublishService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AssessmentService) private readonly assessments: AssessmentService,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'defaultTerritory'>,
  ) {}

  /** Publishing the same recipe again changes nothing and answers the same. */
  async publish(principal: Principal, request: PublishRequest): Promise<Published> {
    principal.requireScope('recipes:write');
    const subject = this.assessments.read(request.recipe);
    const verified = verifyRecipe(subject.recipe);
    if (!verified.ok)
      throw new RecipeRefusedError(REFUSALS[verified.code], [
        { pointer: '/proof', message: REFUSALS[verified.code] },
      ]);
    return await this.database.transaction(async (tx) => {
      await this.recipes.lock(tx, subject.hash);
      const known = await this.recipes.findPublished(tx, subject.hash);
      if (known !== null && known.producerId !== principal.userId)
        throw new AlreadyExistsError('Somebody else has published this very recipe.');
      await this.checkSuperseded(tx, principal, subject);
      const remixer = await this.remixer(tx, principal);
      await this.lockRecordings(tx, subject);
      const territory = parseAskedTerritory(undefined, this.config.defaultTerritory, '');
      const assessment = await this.assessments.assess(tx, subject, remixer, territory);
      const { economics } = assessment;
      if (known !== null) return this.published(subject, { ...known, economics });
      if (assessment.clearance.state !== 'CLEARED')
        throw new NotClearedError(assessment.clearance, assessment.decided.decision.blocking);
      const code = await this.freeCode(tx);
      const stored = toNewRecipe(subject, assessment, { code, remixer, signer: verified.key });
      await this.recipes.append(tx, {
        ...stored,
        row: { ...stored.row, producerId: principal.userId },
        tags: [...new Set(request.tags.map((tag) => tag.normalize('NFC').toLowerCase()))],
      });
      await this.announce(tx, principal, subject, assessment, code);
      return this.published(subject, { code, credits: withAmendments(assessment.credits), economics });
    });
  }

  /** What publishing would say of a draft, signed or not. Nothing is written. */
  async preview(
    principal: Principal,
    request: { recipe: unknown; territory?: string | undefined },
  ): Promise<Preview> {
    principal.requireScope('recipes:write');
    const subject = this.assessments.read(request.recipe);
    const territory = parseAskedTerritory(request.territory, this.config.defaultTerritory, '/territory');
    const remixer = await this.parties.findRemixer(principal.userId);
    if (remixer === null) throw new UnauthenticatedError();
    const reader = this.database.prisma;
    const { clearance, credits, economics } = await this.assessments.assess(
      reader,
      subject,
      remixer,
      territory,
    );
    return { clearance, credits: withAmendments(credits), economics, durationMs: durationMs(subject.recipe) };
  }

  private async remixer(tx: Tx, principal: Principal): Promise<Remixer> {
    const remixer = await this.parties.ensureRemixer(tx, principal.userId);
    if (remixer === null) throw new UnauthenticatedError();
    return remixer;
  }

  /** Consent that is taken back meanwhile waits, and then finds the recipe. */
  private async lockRecordings(tx: Tx, { recipe }: Subject): Promise<void> {
    const sources = await this.assessments.match(tx, recipe);
    await this.recipes.lockRecordings(
      tx,
      sources.flatMap(({ recording }) => recording?.id ?? []),
    );
  }

  private async checkSuperseded(tx: Tx, principal: Principal, { recipe }: Subject): Promise<void> {
    const link = recipe.provenance.supersedes;
    const hash = link === null ? null : hashFromLink(link);
    if (link === null) return;
    const producer = hash === null ? null : await this.recipes.producerOf(tx, hash);
    if (producer === principal.userId) return;
    const message = 'names no recipe that you have published here';
    throw new RecipeRefusedError('Only your own flips can be revised.', [
      { pointer: '/provenance/supersedes', message },
    ]);
  }

  private async freeCode(tx: Tx): Promise<string> {
    let code = newShareCode();
    while (await this.recipes.codeTaken(tx, code)) code = newShareCode();
    return code;
  }

  private async announce(
    tx: Tx,
    principal: Principal,
    { recipe, hash }: Subject,
    { at }: Assessment,
    code: string,
  ): Promise<void> {
    const link = recipe.provenance.supersedes;
    await this.outbox.append(tx, recipePublished, {
      key: hash,
      payload: {
        hash,
        code,
        producerId: principal.userId,
        title: recipe.title,
        publishedAt: at.toISOString(),
        supersedes: link === null ? null : hashFromLink(link),
      },
    });
  }

  private published(
    { hash }: Subject,
    { code, credits, economics }: Pick<Published, 'code' | 'credits' | 'economics'>,
  ): Published {
    return { hash, code, url: `${this.config.baseUrl}/r/${code}`, credits, economics };
  }
}

type Unowned = Omit<NewRecipe, 'tags' | 'row'> & { readonly row: Omit<NewRecipe['row'], 'producerId'> };

function toNewRecipe(
  { recipe, hash, parents }: Subject,
  { at, uses, decided, credits, creditDocument }: Assessment,
  { code, remixer, signer }: { code: string; remixer: Remixer; signer: string },
): Unowned {
  const { decision, tariff } = decided;
  const heard = new Map(usage(recipe).map((one) => [one.sourceId, one]));
  const link = recipe.provenance.supersedes;
  return {
    row: {
      hash,
      document: canonicalise(recipe),
      title: recipe.title,
      signer,
      publishedAt: at,
      remixerPartyId: remixer.partyId,
      tariffVersion: tariff.version,
      durationMs: durationMs(recipe),
      bpm: recipe.tempo[0]?.bpm ?? 0,
      musicalKey: recipe.key ?? null,
      supersedesHash: link === null ? null : hashFromLink(link),
      credits: plain(credits),
      creditDocument: plain(creditDocument),
      print: plain(recipePrint(recipe)),
    },
    sources: uses.map(({ sourceId, recordingId, isrc, totalMs }, position) => ({
      sourceId,
      recordingId,
      isrc,
      position,
      usageMs: totalMs,
      stemUsageMs: { ...heard.get(sourceId)?.stems },
    })),
    parents,
    licence: {
      territory: decision.territory,
      decision: {
        state: decision.state,
        policy: decision.policy,
        snapshot: decision.snapshot,
        sources: decision.sources,
        uses,
      },
      decidedAt: at,
    },
    code,
  };
}

/** As JSON keeps it. */
const plain = (value: object): object => JSON.parse(JSON.stringify(value)) as object;

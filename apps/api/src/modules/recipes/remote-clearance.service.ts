import type { Recipe, Source } from '@flipside/recipe';
import { parseIsrc } from '@flipside/royalty';
import type { SilentRegistry, TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { namedId } from '../../platform/ids/named-id.ts';
import { RecordingRepository } from '../catalogue/index.ts';
import { TariffService } from '../consent/index.ts';
import type { StandIn } from '../consent/index.ts';
import type { RecipeDecision } from './recipe-decision.types.ts';
import { clearanceReport, DecisionService } from './decision.service.ts';
import type { UnknownSource } from './decision.service.ts';
import { RemoteRecipeRepository } from './remote-recipe.repository.ts';
import type { RemoteRecipe } from './remote-recipe.types.ts';
import { matchSources, sourceUses } from './source-uses.ts';
import type { MatchedSource } from './source-uses.ts';

const STOPPED = 'Its home took this flip away.';

/** Decides about recipes that other instances published, by the registries that this one goes by. */
@Injectable()
export class RemoteClearanceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RemoteRecipeRepository) private readonly remotes: RemoteRecipeRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(TariffService) private readonly tariffs: TariffService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
  ) {}

  /** @returns null for a recipe that was never taken in from anywhere. */
  async decide(hash: string, territory: TerritoryOrWorld, at: Date): Promise<RecipeDecision | null> {
    const reader = this.database.prisma;
    const found = await this.remotes.find(hash);
    if (found === null) return null;
    if (found.state === 'GONE') return await this.gone(territory, at, hash);
    const { remote } = found;
    const tariff = await this.tariffs.inForce(reader, at);
    const pays = tariff.kind !== 'PER_PLAY' || tariff.perPlayMicros > 0n;
    const { matched, standIns, unknown } = await this.match(remote.recipe);
    const uses = sourceUses(remote.recipe, matched, pays);
    const silent = silenceOf(remote, uses, at, this.config.federation.leaseMs);
    const decided = await this.decisions.decide(reader, {
      ...{ recipe: hash, uses, territory, at, standIns, silent },
    });
    const clearance = clearanceReport(decided, uses, unknown);
    const { credits, peer } = remote;
    const stopped = (peer?.recipeState ?? 'PUBLISHED') !== 'PUBLISHED';
    return {
      ...{
        hash,
        recipeState: stopped ? 'REMOVED' : 'PUBLISHED',
        recipeStateReason: stopped ? STOPPED : null,
      },
      ...{ state: clearance.state, policy: decided.decision.policy, tariff: decided.tariff, clearance },
      ...{ uses, decided, credits, remote },
    };
  }

  /**
   * Keeps what plays of it are counted by, when one is granted: nothing is written when nothing is new.
   *
   * @param decision that cleared it.
   */
  async keep({ remote, decided, uses, policy }: RecipeDecision, at: Date): Promise<void> {
    if (remote === null) return;
    const { decision } = decided;
    const subjects = decision.sources
      .flatMap(({ sides }) => sides.map(({ side, subject }) => `${side} ${subject?.id ?? ''}`))
      .sort();
    const { kept, peer } = remote;
    const isKept =
      kept !== null &&
      kept.subjects.join() === subjects.join() &&
      uses.every(({ sourceId, recordingId }) => kept.recordings[sourceId] === recordingId) &&
      (kept.remixerParty !== null || (peer?.remixer ?? null) === null);
    if (isKept) return;
    const stored = JSON.parse(JSON.stringify(decision)) as object;
    await this.database.transaction((tx) =>
      this.remotes.keep(tx, { ...{ remote, policy, decision: stored, subjects, uses, at } }),
    );
  }

  /** Recordings of this catalogue, or stand-ins for those that only registries elsewhere have. */
  private async match(recipe: Recipe): Promise<{
    matched: MatchedSource[];
    standIns: StandIn[];
    unknown: UnknownSource[];
  }> {
    const codes = [...new Set(recipe.sources.flatMap(({ isrc }) => isrc))];
    const matching = matchSources(recipe, await this.recordings.findByIsrcs(codes));
    const elsewhere = new Set(await this.remotes.knownToPeers(this.database.prisma, codes));
    const found = recipe.sources.map((source, at): [Source, MatchedSource['recording'], StandIn | null] => {
      // One that names several recordings could put a cleared one in front of another that is played.
      if (!matching.ok) return [source, null, null];
      const recording = matching.sources[at]?.recording ?? null;
      const standIn = recording === null ? standInOf(source, elsewhere) : null;
      return [source, recording ?? (standIn === null ? null : refOf(standIn)), standIn];
    });
    return {
      matched: found.map(([source, recording]) => ({ source, recording })),
      standIns: found.flatMap(([, , standIn]) => standIn ?? []),
      unknown: found.flatMap(([{ id: sourceId, isrc, title }, recording]) =>
        recording === null ? [{ sourceId, isrc: isrc[0] ?? '', title }] : [],
      ),
    };
  }

  private async gone(territory: TerritoryOrWorld, at: Date, hash: string): Promise<RecipeDecision> {
    const decided = await this.decisions.decide(this.database.prisma, { uses: [], territory, at });
    return {
      ...{ hash, recipeState: 'REMOVED', recipeStateReason: STOPPED, state: 'NOT_CLEARED' },
      ...{ policy: decided.decision.policy, tariff: decided.tariff, clearance: clearanceReport(decided, []) },
      ...{ uses: [], decided, remote: null },
      credits: { remixer: '', sources: [], parents: [], corrections: [], text: '' },
    };
  }
}

const refOf = ({ recordingId: id, isrc, title, artist }: StandIn) => ({ id, isrc, title, artist });

/** Only where exactly one of the source's codes is known: two could be two recordings. */
function standInOf({ isrc, title, artist }: Source, known: ReadonlySet<string>): StandIn | null {
  const [only, second] = isrc.filter((code) => known.has(code));
  const parsed = only === undefined || second !== undefined ? null : parseIsrc(only);
  if (parsed?.ok !== true) return null;
  return { recordingId: namedId('isrc', parsed.value), isrc: parsed.value, title, artist, works: [] };
}

/** A home that could not tell of a withdrawal, or contradicts itself: what it would say of the flip is unknown. */
function silenceOf(
  { home, peer }: RemoteRecipe,
  uses: readonly { readonly recordingId: string }[],
  at: Date,
  leaseMs: number,
): SilentRegistry[] {
  if (peer === null) return [];
  const silent = peer.heardAt === null || at.getTime() >= peer.heardAt.getTime() + leaseMs;
  if (peer.state !== 'FROZEN' && !silent) return [];
  const subjects = uses.map(({ recordingId: id }) => ({ kind: 'RECORDING' as const, id }));
  const detail =
    peer.state === 'FROZEN'
      ? 'published this flip and contradicts itself'
      : 'published this flip and was not heard for too long';
  return [{ name: new URL(home).host, detail, subjects }];
}

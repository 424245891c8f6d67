import { usage } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Log } from '../../platform/logging/log.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import { readRemoteDocument } from '../recipes/index.ts';
import { PlayedRecipeRepository } from './played-recipe.repository.ts';
import type { DueRecipe, PlayedSource } from './played-recipe.repository.ts';
import { PlaysSink } from './plays-sink.ts';
import { TallyRepository } from './tally.repository.ts';

/** As large as a recipe may be. */
const MOST_BYTES = 262_144;
const TIMEOUT_MS = 5_000;
const AT_ONCE = 8;
/** Of one run: what is left has its turn with the next. */
const MOST_ROUNDS = 50;
const CLAIM_MS = 60_000;
const SHORTEST_MS = 15_000;
const LONGEST_MS = 6 * 3_600_000;
/** Leaves that are counted in one transaction. */
const BATCH = 5_000;
const LONGEST_BATCH_MS = 120_000;

/** Its home is there and does not have it any more. */
class GoneRecipe extends Error {}

/**
 * Reads the recipes that peers counted plays of, from where they were published, and counts the plays that waited. A
 * recipe is believed when it has the hash of the plays and its proof holds, wherever it comes from.
 */
@Injectable()
export class RecipeFetchService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PlayedRecipeRepository) private readonly recipes: PlayedRecipeRepository,
    @Inject(TallyRepository) private readonly tally: TallyRepository,
    @Inject(PlaysSink) private readonly sink: PlaysSink,
    @Inject(SafeFetch) private readonly net: SafeFetch,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('tally');
  }

  /** For a job, which acts for nobody: fetches what is due and counts what waited for it. */
  async run(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const now = this.clock.now();
      const due = await this.recipes.claim(now, new Date(now.getTime() + CLAIM_MS), AT_ONCE);
      await Promise.all(due.map((one) => this.fetch(one)));
      if (due.length < AT_ONCE) break;
    }
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const hashes = await this.recipes.fetched(AT_ONCE);
      for (const hash of hashes) await this.drain(hash);
      if (hashes.length < AT_ONCE) break;
    }
  }

  private async fetch(due: DueRecipe): Promise<void> {
    try {
      const { heard, byWord } = await this.heard(due);
      const known = await this.recipes.recordings(heard.flatMap(({ isrcs }) => isrcs));
      const sources = heard.map(({ isrcs, usageMs }): PlayedSource => {
        const isrc = isrcs.find((one) => known.has(one)) ?? isrcs[0] ?? '';
        return { isrc, recordingId: known.get(isrc) ?? null, usageMs };
      });
      await this.database.transaction((tx) =>
        this.recipes.settle(tx, due.hash, sources, byWord, due.own !== null),
      );
    } catch (error) {
      const wait = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(due.attempts, 20));
      const words = error instanceof Error ? error.message : String(error);
      await this.recipes.failed(due.hash, new Date(this.clock.now().getTime() + wait), words);
      this.log.warn({ err: error, recipe: due.hash }, 'could not read a recipe that was played elsewhere');
    }
  }

  /** What is heard of which recordings. */
  private async heard(
    due: DueRecipe,
  ): Promise<{ heard: { isrcs: string[]; usageMs: number }[]; byWord: boolean }> {
    if (due.own !== null) return { heard: usageOf(due.own.document, due.hash), byWord: false };
    if (due.home === null) throw new Error(`${due.reporter} does not say where it is`);
    try {
      return { heard: usageOf(await this.document(due.home, due.hash), due.hash), byWord: false };
    } catch (error) {
      if (!(error instanceof GoneRecipe)) throw error;
      // Plays of before it was taken away count: what it was made from, the reporter's log says for good.
      const said = await this.recipes.said(due.peerId, due.hash);
      if (said.length === 0) throw error;
      return { heard: said.map(({ isrc, usageMs }) => ({ isrcs: [isrc], usageMs })), byWord: true };
    }
  }

  private async document(home: string, hash: string): Promise<string> {
    const answer = await this.net.fetch(`${home}/api/recipes/${hash}/document`, {
      ...{ maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS, redirects: 0 },
      headers: { accept: 'application/vnd.flipside.recipe+json' },
    });
    if (answer.status === 404 || answer.status === 410)
      throw new GoneRecipe(`${home} does not have it any more`);
    if (answer.status !== 200) throw new Error(`${home} answered ${answer.status}`);
    return answer.body.toString('utf8');
  }

  /** Counts what waited, in the order of the logs, and lets new plays be counted as they come. */
  private async drain(hash: string): Promise<void> {
    for (let left = true; left;)
      left = await this.database.transaction(
        async (tx) => {
          if (!(await this.recipes.lock(tx, hash))) return false;
          const taken = await this.tally.takeWaiting(tx, hash, BATCH);
          for (const peerId of new Set(taken.map((one) => one.peerId)))
            await this.sink.count(
              tx,
              peerId,
              taken.filter((one) => one.peerId === peerId),
            );
          if (taken.length < BATCH) await this.recipes.ready(tx, hash);
          return taken.length === BATCH;
        },
        { timeoutMs: LONGEST_BATCH_MS },
      );
  }
}

/** @throws {RefusedRecipe} */
function usageOf(document: string, hash: string): { isrcs: string[]; usageMs: number }[] {
  const recipe = readRemoteDocument(document, hash);
  const heard = new Map(usage(recipe).map(({ sourceId, totalMs }) => [sourceId, totalMs]));
  return recipe.sources.map(({ id, isrc }) => ({ isrcs: [...isrc], usageMs: heard.get(id) ?? 0 }));
}

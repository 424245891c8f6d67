import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { RecipeStateName, StateChange } from './recipe.types.ts';

export interface NewStateChange extends StateChange {
  /** Who did it; `null` for clearance. */
  readonly actorId: string | null;
}

const MOST_CHANGES = 200;

/** A recipe's state, and how it came to it. */
@Injectable()
export class RecipeStateRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * State and history in one step: neither is written without the other.
   * @param stateReason what pages tell; `null` while it is published.
   */
  async change(
    tx: Tx,
    recipeHash: string,
    change: NewStateChange,
    stateReason: string | null,
  ): Promise<void> {
    await tx.recipe.update({
      where: { hash: recipeHash },
      data: { state: change.to, stateReason },
      select: { hash: true },
    });
    await tx.recipeStateChange.create({ data: { id: newId(), recipeHash, ...change }, select: { id: true } });
  }

  /** From which state, and in which words, the recipe last came to `state`. */
  async lastInto(
    reader: Reader,
    recipeHash: string,
    state: RecipeStateName,
  ): Promise<Pick<StateChange, 'from' | 'reason'> | null> {
    return await reader.recipeStateChange.findFirst({
      where: { recipeHash, to: state },
      orderBy: { id: 'desc' },
      select: { from: true, reason: true },
    });
  }

  /** The newest first, 200 at most. */
  async history(recipeHash: string): Promise<StateChange[]> {
    return await this.database.prisma.recipeStateChange.findMany({
      where: { recipeHash },
      orderBy: { id: 'desc' },
      take: MOST_CHANGES,
      select: { at: true, from: true, to: true, cause: true, reason: true },
    });
  }
}

import type { Recipe } from '@flipside/recipe';
import type { CreditSheet } from './recipe.types.ts';

/** A recipe that another instance published, as it was fetched and checked. */
export interface RemoteRecipe {
  readonly hash: string;
  /** Origin of the instance that published it. */
  readonly home: string;
  readonly title: string;
  readonly document: string;
  readonly recipe: Recipe;
  readonly durationMs: number;
  readonly credits: CreditSheet;
  /** The peer that is its home; null when that is none. */
  readonly peer: HomePeer | null;
  /** What was kept when a play was granted last; null when none was yet. */
  readonly kept: KeptRemote | null;
}

export interface HomePeer {
  readonly id: string;
  readonly state: 'ACTIVE' | 'PAUSED' | 'FROZEN';
  readonly heardAt: Date | null;
  /** What its log says of the recipe's state; null when it does not. */
  readonly recipeState: string | null;
  /** The party there that the remixer is; null when its log does not say. */
  readonly remixer: string | null;
}

export interface KeptRemote {
  readonly subjects: readonly string[];
  readonly remixerParty: string | null;
  /** By source. */
  readonly recordings: Readonly<Record<string, string>>;
}

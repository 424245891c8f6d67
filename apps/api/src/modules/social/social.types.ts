import type { CreditSheet, PrintSheet, RecipeCard } from '../recipes/index.ts';

/** The owner of what the instance itself says. */
export const INSTANCE = 'instance';

/** Somebody at another server, as they are kept. */
export interface RemoteActor {
  readonly id: string;
  readonly uri: string;
  readonly host: string;
  readonly handle: string;
  readonly displayName: string;
  readonly summary: string;
  readonly url: string;
  readonly inbox: string;
  readonly sharedInbox: string | null;
  readonly movedToId: string | null;
  readonly goneAt: Date | null;
}

export type NewRemoteActor = Omit<RemoteActor, 'id' | 'movedToId' | 'goneAt'>;

export type FollowState = 'PENDING' | 'ACCEPTED';
export type DomainRule = 'ALLOW' | 'SILENCE' | 'BLOCK';
export type ReactionKind = 'LIKE' | 'BOOST';
export type PostState = 'PENDING' | 'READY' | 'REFUSED' | 'GONE';

/** Where an activity goes. */
export interface Inbox {
  readonly inbox: string;
  readonly host: string;
}

/** A flip as another server announces it. */
export interface AnnouncedFlip {
  readonly uri: string;
  readonly hash: string;
  readonly title: string;
  readonly url: string;
  readonly recipeUrl: string;
  readonly tags: readonly string[];
  readonly publishedAt: Date;
}

export interface FetchedRecipe {
  readonly document: string;
  readonly credits: CreditSheet;
  readonly print: PrintSheet;
  readonly durationMs: number;
  readonly bpm: number;
}

/** A flip of somebody elsewhere, as it is shown. */
export interface RemoteFlip {
  readonly id: string;
  readonly uri: string;
  readonly hash: string;
  readonly title: string;
  readonly url: string;
  readonly actor: ShownActor;
  readonly durationMs: number;
  readonly bpm: number;
  readonly tags: string[];
  readonly credits: CreditSheet;
  readonly print: PrintSheet;
  readonly publishedAt: Date;
}

/** A person, here or elsewhere, as lists show them. */
export interface ShownActor {
  /** None for a user of this instance. */
  readonly id: string | null;
  readonly handle: string;
  readonly displayName: string;
  /** None for a user of this instance. */
  readonly host: string | null;
  readonly url: string | null;
}

export interface ShownComment {
  readonly id: string;
  readonly parentId: string | null;
  readonly author: ShownActor;
  readonly text: string;
  readonly state: 'VISIBLE' | 'HIDDEN' | 'DELETED';
  readonly createdAt: Date;
  readonly mine: boolean;
}

/** What somebody said about a flip, as its producer reads it. */
export interface ReceivedComment {
  readonly id: string;
  readonly flip: RecipeCard;
  readonly author: ShownActor;
  readonly text: string;
  readonly state: 'VISIBLE' | 'HIDDEN';
  readonly createdAt: Date;
}

/** What people make of a flip. */
export interface FlipStanding {
  readonly likes: string;
  readonly boosts: string;
  readonly comments: string;
  readonly liked: boolean;
  readonly boosted: boolean;
}

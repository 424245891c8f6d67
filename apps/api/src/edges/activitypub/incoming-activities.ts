import {
  Accept,
  Activity,
  Announce,
  Create,
  Delete,
  Follow,
  isActor,
  Like,
  Link,
  Move,
  Note,
  Object as ActivityObject,
  Reject,
  Undo,
  Update,
} from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import { sameOrigin, SocialAddresses, SocialAliasRepository } from '../../modules/social/index.ts';
import type { AnnouncedFlip, Incoming, LocalThing, RemoteActor } from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Documents } from './documents.ts';
import { toDate } from './instant.ts';
import { RefusedDocument } from './json-limits.ts';
import { plainText } from './plain-text.ts';
import { RemoteActors } from './remote-actors.ts';
import { RECIPE_TYPE } from './things.ts';

const MOST_TAGS = 30;
const MOST_TEXT = 5_000;
const TAG = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,30}[\p{L}\p{N}])?$/u;

/** What an activity says, in this instance's own terms; `null` for what is none of its business. */
@Injectable()
export class IncomingActivities {
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(Documents) private readonly documents: Documents,
    @Inject(RemoteActors) private readonly actors: RemoteActors,
    @Inject(SocialAliasRepository) private readonly aliases: SocialAliasRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  /** @throws {RefusedDocument} for what claims to be somebody else's. */
  async read(json: Record<string, unknown>, actor: RemoteActor): Promise<Incoming | null> {
    const activity = await ActivityObject.fromJsonLd(json, this.loaders(actor));
    if (!(activity instanceof Activity)) throw new RefusedDocument('This is no activity.');
    if (activity.actorId?.href !== actor.uri) throw new RefusedDocument('The actor is not who it seems.');
    if (activity instanceof Follow) return this.follow(activity);
    if (activity instanceof Accept || activity instanceof Reject)
      return await this.answer(activity, actor, activity instanceof Accept);
    if (activity instanceof Create || activity instanceof Update) return await this.told(activity, actor);
    if (activity instanceof Announce) return reaction('BOOST', activity);
    if (activity instanceof Like) return reaction('LIKE', activity);
    if (activity instanceof Undo) return await this.undo(activity, actor);
    if (activity instanceof Delete) return deletion(activity, actor);
    if (activity instanceof Move) return await this.move(activity, actor);
    return null;
  }

  private follow(activity: Follow): Incoming | null {
    const target = this.addresses.parse(activity.objectId?.href ?? '');
    const uri = activity.id?.href;
    return target?.kind === 'user' && uri !== undefined ? { kind: 'follow', userId: target.id, uri } : null;
  }

  /** Others answer with the follow's address, or with the follow itself. */
  private async answer(
    activity: Accept | Reject,
    actor: RemoteActor,
    accepted: boolean,
  ): Promise<Incoming | null> {
    const object = await activity.getObject({ ...this.loaders(actor), suppressError: true });
    const uri = (object instanceof Follow ? object.id?.href : undefined) ?? activity.objectId?.href ?? '';
    const follow = this.addresses.parse(uri);
    return follow?.kind === 'follow' ? { kind: 'answer', followId: follow.id, accepted } : null;
  }

  private async told(activity: Create | Update, actor: RemoteActor): Promise<Incoming | null> {
    const object = await activity.getObject(this.loaders(actor));
    if (object !== null && isActor(object)) {
      if (activity instanceof Update && object.id?.href === actor.uri)
        await this.actors.resolve(actor.uri, true);
      return null;
    }
    return object instanceof Note ? await this.readNote(object, actor) : null;
  }

  /** A flip or a comment; `null` for any other note. @throws {RefusedDocument} */
  async readNote(note: Note, actor: RemoteActor): Promise<Incoming | null> {
    const uri = note.id?.href;
    if (uri === undefined || !sameOrigin(uri, actor.uri))
      throw new RefusedDocument('The object is of another server than its actor.');
    if (note.attributionIds.some(({ href }) => href !== actor.uri))
      throw new RefusedDocument('The object is somebody else\u2019s.');
    const flip = await this.flipOf(note, uri, actor);
    if (flip !== null) return { kind: 'flip', flip };
    const inReplyTo = note.replyTargetId?.href;
    if (inReplyTo === undefined) return null;
    const text = plainText(String(note.content ?? '')).slice(0, MOST_TEXT);
    return { kind: 'comment', comment: { uri, inReplyTo, text } };
  }

  private async flipOf(note: Note, uri: string, actor: RemoteActor): Promise<AnnouncedFlip | null> {
    const tags: string[] = [];
    let recipeUrl: string | null = null;
    let seen = 0;
    for await (const tag of note.getTags({ ...this.loaders(actor), suppressError: true })) {
      seen += 1;
      if (seen > MOST_TAGS) break;
      if (tag instanceof Link && tag.mediaType === RECIPE_TYPE) recipeUrl = tag.href?.href ?? null;
      const word = String(tag.name ?? '')
        .replace(/^#/, '')
        .replaceAll('_', '-')
        .toLowerCase();
      if (String(tag.name ?? '').startsWith('#') && TAG.test(word) && tags.length < 10) tags.push(word);
    }
    const hash = /\/(sha256-[0-9a-f]{64})\//.exec(recipeUrl ?? '')?.[1];
    if (recipeUrl === null || hash === undefined) return null;
    if (!sameOrigin(recipeUrl, actor.uri)) throw new RefusedDocument('The recipe is at another server.');
    const now = this.clock.now();
    const published = toDate(note.published, now);
    const page = note.url instanceof URL ? note.url : (note.url?.href ?? null);
    return {
      uri,
      hash,
      recipeUrl,
      title: plainText(String(note.name ?? '')).slice(0, 200) || 'Untitled',
      url: page !== null && sameOrigin(page.href, actor.uri) ? page.href : uri,
      tags: [...new Set(tags)],
      // Nothing is put on top of a feed by a date that has not come.
      publishedAt: published > now ? now : published,
    };
  }

  private async undo(activity: Undo, actor: RemoteActor): Promise<Incoming | null> {
    const object = await activity.getObject({ ...this.loaders(actor), suppressError: true });
    if (object instanceof Activity && object.actorId !== null && object.actorId.href !== actor.uri)
      throw new RefusedDocument('What is undone is somebody else\u2019s.');
    if (object instanceof Follow) {
      const target = this.addresses.parse(object.objectId?.href ?? '');
      return target?.kind === 'user' ? { kind: 'unfollow', userId: target.id } : null;
    }
    const uri = object?.id?.href ?? activity.objectId?.href;
    return uri !== undefined && sameOrigin(uri, actor.uri) ? { kind: 'undo', uri } : null;
  }

  /** Both accounts have to say so: the old one by this activity, the new one by naming the old. */
  private async move(activity: Move, actor: RemoteActor): Promise<Incoming | null> {
    const target = activity.targetId?.href;
    if (activity.objectId?.href !== actor.uri || target === undefined || target === actor.uri) return null;
    const here = this.addresses.parse(target);
    if (here !== null) return await this.moveHere(actor, here);
    const { actor: to, document } = await this.actors.resolve(target, true);
    const aliases = document.aliasIds.map(({ href }) => href);
    if (!aliases.includes(actor.uri)) throw new RefusedDocument('The new account does not know the old one.');
    return { kind: 'moved', to };
  }

  /** A user of this instance names the old account among the own aliases. */
  private async moveHere(actor: RemoteActor, here: LocalThing): Promise<Incoming | null> {
    if (here.kind !== 'user') return null;
    if (!(await this.aliases.list(here.id)).includes(actor.uri))
      throw new RefusedDocument('The new account does not know the old one.');
    return { kind: 'moved-here', userId: here.id };
  }

  /** Parts that are left out are fetched from the actor's server, and from no other. */
  private loaders(actor: RemoteActor) {
    const { documents } = this;
    return {
      contextLoader: documents.context,
      documentLoader: async (url: string) => {
        if (!sameOrigin(url, actor.uri)) throw new RefusedDocument('It is at another server.');
        return await documents.load(url);
      },
    };
  }
}

function reaction(kind: 'LIKE' | 'BOOST', activity: Announce | Like): Incoming | null {
  const [object, uri] = [activity.objectId?.href, activity.id?.href];
  return object === undefined || uri === undefined ? null : { kind: 'reaction', reaction: kind, object, uri };
}

/** Whoever deletes names a thing of the own server, or the own account. */
function deletion(activity: Delete, actor: RemoteActor): Incoming | null {
  const uri = activity.objectId?.href;
  if (uri === undefined) return null;
  if (uri === actor.uri) return { kind: 'delete-actor' };
  if (!sameOrigin(uri, actor.uri)) throw new RefusedDocument('What is deleted is at another server.');
  return { kind: 'delete', uri };
}

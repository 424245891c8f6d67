import {
  Application,
  Create,
  Endpoints,
  Hashtag,
  Link,
  Mention,
  Note,
  Person,
  PUBLIC_COLLECTION,
  Source,
} from '@fedify/vocab';
import { SocialAddresses } from '../../modules/social/index.ts';
import type { CommentRow, LocalFlip, LocalProducer } from '../../modules/social/index.ts';
import { escapeHtml } from '../http/share-links/html.ts';
import { toInstant } from './instant.ts';
import type { SigningKeys } from './signing-keys.ts';

export const RECIPE_TYPE = 'application/vnd.flipside.recipe+json';
const MOST_CREDITS = 8;

/** People and things of this instance in the words of ActivityPub. */
export class Things {
  readonly addresses: SocialAddresses;

  constructor(baseUrl: string) {
    this.addresses = new SocialAddresses(baseUrl);
  }

  /** A user. Whoever moved here says so by `alsoKnownAs`, whoever moved away by `movedTo`. */
  async person(
    producer: LocalProducer,
    keys: SigningKeys,
    { aliases, movedTo }: { readonly aliases: readonly string[]; readonly movedTo: string | null },
  ): Promise<Person> {
    const { id, handle, displayName, createdAt } = producer;
    const at = this.addresses;
    return new Person({
      id: new URL(at.actor(id)),
      preferredUsername: handle,
      name: displayName,
      url: new URL(at.producer(handle)),
      inbox: new URL(at.inbox(id)),
      outbox: new URL(`${at.actor(id)}/outbox`),
      followers: new URL(at.followers(id)),
      following: new URL(`${at.actor(id)}/following`),
      endpoints: new Endpoints({ sharedInbox: new URL(at.sharedInbox()) }),
      aliases: aliases.map((uri) => new URL(uri)),
      ...(movedTo !== null && { successor: new URL(movedTo) }),
      published: toInstant(createdAt),
      manuallyApprovesFollowers: false,
      discoverable: true,
      ...(await keys.shown(id)),
    });
  }

  /** The instance itself: it fetches, and speaks for nobody. */
  async application(owner: string, name: string, keys: SigningKeys): Promise<Application> {
    const at = this.addresses;
    return new Application({
      id: new URL(at.actor(owner)),
      preferredUsername: owner,
      name,
      url: new URL(at.baseUrl),
      inbox: new URL(at.inbox(owner)),
      outbox: new URL(`${at.actor(owner)}/outbox`),
      endpoints: new Endpoints({ sharedInbox: new URL(at.sharedInbox()) }),
      ...(await keys.shown(owner)),
    });
  }

  /** A flip as a plain note, readable everywhere, with a link to its recipe (FEP-e232). */
  note(flip: LocalFlip): Note {
    const { hash, code, title, producerId, producer, tags, publishedAt, revival } = flip;
    const at = this.addresses;
    const page = at.page(code);
    const actor = new URL(at.actor(producerId));
    return new Note({
      id: new URL(at.flip(hash, revival)),
      attribution: actor,
      to: PUBLIC_COLLECTION,
      cc: new URL(at.followers(producerId)),
      name: title,
      content: this.words(flip, page),
      source: new Source({ content: flip.credits.text, mediaType: 'text/plain' }),
      url: new URL(page),
      published: toInstant(publishedAt),
      tags: [
        new Link({
          href: new URL(at.recipe(hash)),
          mediaType: RECIPE_TYPE,
          name: `${title} by ${producer.displayName}`,
        }),
        ...tags.map(
          (tag) => new Hashtag({ href: new URL(at.tag(tag)), name: `#${tag.replaceAll('-', '_')}` }),
        ),
      ],
    });
  }

  create(flip: LocalFlip): Create {
    const at = this.addresses;
    return new Create({
      id: new URL(`${at.flip(flip.hash, flip.revival)}#create`),
      actor: new URL(at.actor(flip.producerId)),
      to: PUBLIC_COLLECTION,
      cc: new URL(at.followers(flip.producerId)),
      published: toInstant(flip.publishedAt),
      object: this.note(flip),
    });
  }

  comment(comment: CommentRow, inReplyTo: string, to: { uri: string; name: string } | null): Note {
    const at = this.addresses;
    const { userId } = comment;
    if (userId === null) throw new TypeError('a comment of this instance has a user');
    const lines = comment.text.split('\n').map((line) => escapeHtml(line));
    return new Note({
      id: new URL(comment.uri),
      attribution: new URL(at.actor(userId)),
      to: PUBLIC_COLLECTION,
      ccs: [new URL(at.followers(userId)), ...(to === null ? [] : [new URL(to.uri)])],
      content: `<p>${lines.join('<br>')}</p>`,
      replyTarget: new URL(inReplyTo),
      published: toInstant(comment.createdAt),
      tags: to === null ? [] : [new Mention({ href: new URL(to.uri), name: to.name })],
    });
  }

  private words({ title, producer, credits, tags }: LocalFlip, page: string): string {
    const sources = credits.sources
      .slice(0, MOST_CREDITS)
      .map(({ artist, title: name, recording, composition }) => {
        const people = [...new Set([...recording, ...composition].map((one) => one.name))].slice(
          0,
          MOST_CREDITS,
        );
        return `<br>${escapeHtml(artist)} – ${escapeHtml(name)} (${escapeHtml(people.join(', '))})`;
      });
    const hashtags = tags.map((tag) => {
      const href = escapeHtml(this.addresses.tag(tag));
      return `<a href="${href}" class="mention hashtag" rel="tag">#<span>${escapeHtml(tag.replaceAll('-', '_'))}</span></a>`;
    });
    const link = escapeHtml(page);
    return [
      `<p><strong>${escapeHtml(title)}</strong><br>a flip by ${escapeHtml(producer.displayName)}</p>`,
      `<p>Made from:${sources.join('')}</p>`,
      `<p><a href="${link}">${link}</a></p>`,
      ...(hashtags.length === 0 ? [] : [`<p>${hashtags.join(' ')}</p>`]),
    ].join('');
  }
}

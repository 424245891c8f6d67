import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { LocalProducerView } from './local-producer.view.ts';
import type { LocalFlip } from './local-producer.view.ts';
import { PostRepository } from './post.repository.ts';
import type { PostRow } from './post.repository.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';
import type { RemoteActor } from './social.types.ts';

/** A flip by its hash, which is the same at every server. */
export type FlipSubject =
  | { readonly local: LocalFlip; readonly remote: null }
  | { readonly local: null; readonly remote: PostRow & { readonly actor: RemoteActor } };

/** Finds what likes, boosts and comments are about. */
@Injectable()
export class FlipSubjectService {
  constructor(
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
  ) {}

  async find(hash: string): Promise<FlipSubject | null> {
    const local = await this.producers.flip(hash);
    if (local !== null) return local.state === 'PUBLISHED' ? { local, remote: null } : null;
    const post = await this.posts.findByHash(hash);
    const actor = post === null ? null : await this.actors.find(post.actorId);
    return post === null || actor === null ? null : { local: null, remote: { ...post, actor } };
  }

  async require(hash: string): Promise<FlipSubject> {
    const subject = await this.find(hash);
    if (subject === null) throw new NotFoundError('Flip', hash);
    return subject;
  }
}

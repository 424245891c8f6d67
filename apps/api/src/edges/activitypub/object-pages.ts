import { Note, Tombstone } from '@fedify/vocab';
import type { Object as ActivityObject } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import {
  CommentRepository,
  FlipSubjectService,
  LocalProducerView,
  SocialAddresses,
} from '../../modules/social/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Documents } from './documents.ts';
import { Things } from './things.ts';

export interface ShownObject {
  readonly status: 200 | 410;
  readonly body: string;
  /** For people; none for what is gone. */
  readonly page: string | null;
}

/** Flips and comments at their own addresses. What is gone says so. */
@Injectable()
export class ObjectPages {
  private readonly things: Things;
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(CommentRepository) private readonly comments: CommentRepository,
    @Inject(FlipSubjectService) private readonly subjects: FlipSubjectService,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.things = new Things(config.baseUrl);
    this.addresses = this.things.addresses;
  }

  async find(address: string): Promise<ShownObject | null> {
    const thing = this.addresses.parse(address);
    if (thing?.kind === 'flip') return await this.flip(address, thing.hash);
    return thing?.kind === 'comment' ? await this.comment(address, thing.id) : null;
  }

  private async flip(address: string, hash: string): Promise<ShownObject | null> {
    const flip = await this.producers.flip(hash);
    if (flip === null) return null;
    const current = this.addresses.flip(hash, flip.revival);
    if (flip.state !== 'PUBLISHED' || address !== current) return await this.gone(address);
    return await this.shown(this.things.note(flip), this.addresses.page(flip.code));
  }

  private async comment(address: string, id: string): Promise<ShownObject | null> {
    const comment = await this.comments.find(id);
    if (comment === null || comment.userId === null) return null;
    if (comment.state !== 'VISIBLE') return await this.gone(address);
    const subject = await this.subjects.find(comment.hash);
    if (subject === null) return await this.gone(address);
    const parent = comment.parentId === null ? null : await this.comments.find(comment.parentId);
    const { local } = subject;
    const about = local === null ? subject.remote.uri : this.addresses.flip(local.hash, local.revival);
    const page = local === null ? null : this.addresses.page(local.code);
    return await this.shown(this.things.comment(comment, parent?.uri ?? about, null), page);
  }

  private async gone(address: string): Promise<ShownObject> {
    const tombstone = new Tombstone({ id: new URL(address), formerType: Note });
    return { status: 410, body: await this.write(tombstone), page: null };
  }

  private async shown(object: ActivityObject, page: string | null): Promise<ShownObject> {
    return { status: 200, body: await this.write(object), page };
  }

  private async write(object: ActivityObject): Promise<string> {
    return JSON.stringify(
      await object.toJsonLd({ format: 'compact', contextLoader: this.documents.context }),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ForbiddenError, NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { CommentRepository } from './comment.repository.ts';
import type { CommentRow } from './comment.repository.ts';
import { socialActed } from './events.ts';
import { FlipSubjectService } from './flip-subject.service.ts';
import { SocialAddresses } from './social-addresses.ts';
import type { ReceivedComment, ShownComment } from './social.types.ts';

/** Words about flips. */
@Injectable()
export class CommentService {
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CommentRepository) private readonly comments: CommentRepository,
    @Inject(FlipSubjectService) private readonly subjects: FlipSubjectService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  /** Public: oldest first. */
  async list(principal: Principal | null, hash: string, page: PageRequest): Promise<Page<ShownComment>> {
    await this.subjects.require(hash);
    const rows = await this.comments.ofFlip(hash, principal?.userId ?? null, {
      ...page,
      limit: page.limit + 1,
    });
    return toPage(rows, page.limit, ({ createdAt, id }) => ({ key: createdAt.toISOString(), id }));
  }

  /** What others said about the user's own flips, newest first. */
  async received(principal: Principal, page: PageRequest): Promise<Page<ReceivedComment>> {
    principal.requireScope('profile:read');
    const rows = await this.comments.onFlipsOf(principal.userId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ createdAt, id }) => ({ key: createdAt.toISOString(), id }));
  }

  async write(
    principal: Principal,
    hash: string,
    { text, parentId }: { text: string; parentId: string | null },
  ): Promise<{ id: string }> {
    principal.requireScope('profile:write');
    await this.subjects.require(hash);
    const parent = parentId === null ? null : await this.comments.find(parentId);
    if (parentId !== null && parent?.hash !== hash)
      throw new UnprocessableError('There is nothing to answer.', [
        { pointer: '/parentId', detail: 'is no comment on this flip' },
      ]);
    const id = newId();
    const { userId } = principal;
    const createdAt = this.clock.now();
    const comment = {
      id,
      uri: this.addresses.comment(id),
      hash,
      parentId,
      userId,
      actorId: null,
      text,
      createdAt,
    };
    await this.database.transaction(async (tx) => {
      await this.comments.add(tx, comment);
      const payload = { kind: 'comment' as const, userId, commentId: id };
      await this.outbox.append(tx, socialActed, { key: id, payload });
    });
    return { id };
  }

  /** The author deletes it; the flip's producer or an operator hides it. */
  async remove(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    const comment = await this.requireShown(id);
    if (comment.userId === principal.userId) return await this.delete(comment);
    await this.requireModerator(principal, comment);
    await this.database.transaction((tx) => this.comments.setState(tx, id, 'HIDDEN', principal.userId));
  }

  /** What was hidden is shown again; what its author deleted is not. */
  async restore(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    const comment = await this.requireShown(id);
    await this.requireModerator(principal, comment);
    if (comment.state === 'HIDDEN')
      await this.database.transaction((tx) => this.comments.setState(tx, id, 'VISIBLE', null));
  }

  private async delete(comment: CommentRow): Promise<void> {
    const { id, userId } = comment;
    if (userId === null) return;
    await this.database.transaction(async (tx) => {
      await this.comments.setState(tx, id, 'DELETED', null);
      const payload = { kind: 'uncomment' as const, userId, commentId: id };
      await this.outbox.append(tx, socialActed, { key: id, payload });
    });
  }

  private async requireShown(id: string): Promise<CommentRow> {
    const comment = await this.comments.find(id);
    if (comment === null || comment.state === 'DELETED') throw new NotFoundError('Comment', id);
    return comment;
  }

  private async requireModerator(principal: Principal, { hash }: CommentRow): Promise<void> {
    if (principal.actsAsOperator) return;
    const subject = await this.subjects.find(hash);
    if (subject?.local?.producerId !== principal.userId)
      throw new ForbiddenError('Only its author, the producer of the flip or an operator may do this.');
  }
}

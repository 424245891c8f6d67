import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../platform/problem/errors.ts';
import { actingFor, requireOpen, requireReader } from './access.ts';
import { requestMessageSent } from './events.ts';
import { RequestRepository } from './request.repository.ts';

const MOST_MESSAGES = 200;

/** What the producer and a party write to each other. Nothing is edited or removed. */
@Injectable()
export class ConversationService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param message.partyId whose part of the conversation it belongs to. The producer may leave it out to write to
   * everybody; somebody who acts for one of the parties writes in that one's.
   */
  async write(
    principal: Principal,
    id: string,
    message: { readonly text: string; readonly partyId?: string | undefined },
  ): Promise<void> {
    principal.requireScope('consent:write');
    await this.database.transaction(async (tx) => {
      const found = await this.requests.find(id, tx);
      if (found === null) throw new NotFoundError('Clearance request', id);
      const recipients = await this.requests.recipients(id, tx);
      requireReader(principal, found, recipients);
      const fromProducer = found.producerId === principal.userId;
      const acts = actingFor(principal, recipients);
      const partyId = message.partyId ?? (fromProducer ? null : (acts[0] ?? null));
      if (partyId !== null && !recipients.includes(partyId)) throw new NotFoundError('Party of this request');
      if (!fromProducer && (partyId === null || !acts.includes(partyId)))
        throw new ForbiddenError('You do not act for this party.');
      if (!fromProducer && partyId !== null) principal.requireParty(partyId, 'MANAGER');
      const request = requireOpen(await this.requests.lock(tx, id));
      if ((await this.requests.countMessages(tx, id)) >= MOST_MESSAGES)
        throw new ConflictError(`A request holds ${MOST_MESSAGES} messages at most.`);
      const event = {
        kind: 'MESSAGE',
        partyId,
        actorId: principal.userId,
        payload: { text: message.text },
      } as const;
      await this.requests.append(tx, request, event, this.clock.now());
      const payload = { requestId: id, version: request.version, fromProducer, partyId };
      await this.outbox.append(tx, requestMessageSent, { key: id, payload });
    });
  }
}

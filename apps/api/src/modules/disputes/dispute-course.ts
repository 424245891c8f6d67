import { Inject, Injectable } from '@nestjs/common';
import type { Split } from '@flipside/royalty';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConflictError } from '../../platform/problem/errors.ts';
import { sharesChanged } from '../catalogue/index.ts';
import type { OwnParty } from '../catalogue/index.ts';
import { InvalidTransitionError } from '../consent/index.ts';
import { disputedParties, partsOf, splitDocuments } from './dispute-parts.ts';
import { nextState } from './dispute-states.ts';
import type { Act } from './dispute-states.ts';
import { DisputeRepository } from './dispute.repository.ts';
import type { NewDispute } from './dispute.repository.ts';
import type {
  Actor,
  DisputeRecord,
  DisputeSubject,
  EventKind,
  PartDocument,
  Statement,
} from './dispute.types.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';
import { disputeChanged, disputeOpened } from './events.ts';

const DAY_MS = 24 * 3_600_000;
/** A dispute in which more was said is for a court. */
const MOST_EVENTS = 1_000;

export interface Step extends Statement, Actor {
  readonly act: Act;
  readonly kind: EventKind;
  readonly details?: object;
  /** Who owns what afterwards, when this resolves the dispute. */
  readonly splits?: readonly Split[];
}

/** What the record says of an operator who acts for parties of the dispute (ADR 78). */
export const ownCauseOf = (own: readonly OwnParty[]): { ownCause?: string } =>
  own.length === 0 ? {} : { ownCause: own.map(({ name }) => name).join(', ') };

export type Opening = Omit<NewDispute, 'openedAt' | 'respondBy'> & Statement & Actor;

/** Moves disputes on: state, record, held shares and news in the transaction of whoever acts. */
@Injectable()
export class DisputeCourse {
  constructor(
    @Inject(DisputeRepository) private readonly disputes: DisputeRepository,
    @Inject(DisputedShareRepository) private readonly shares: DisputedShareRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'disputes'>,
  ) {}

  async open(tx: Tx, { text, evidence, userId, partyId, ...dispute }: Opening): Promise<DisputeRecord> {
    const at = this.clock.now();
    const respondBy = new Date(at.getTime() + this.config.disputes.respondDays * DAY_MS);
    const made = await this.disputes.create(tx, { ...dispute, openedAt: at, respondBy });
    const opener = partyId === null ? [] : [partyId];
    await this.disputes.addParties(tx, made.id, [...new Set([...disputedParties(dispute.parts), ...opener])]);
    const event = { kind: 'OPENED', state: 'OPEN', text, evidence, userId, partyId, at } as const;
    await this.disputes.append(tx, made.id, event);
    if (await this.shares.hold(tx, made.id, partsOf(dispute.parts), at))
      await this.tellShares(tx, dispute.subject);
    await this.tell(tx, disputeOpened, made, 'OPENED', partyId);
    return made;
  }

  /** Other shares are in dispute now, or the same ones elsewhere. */
  async change(tx: Tx, dispute: DisputeRecord, parts: readonly PartDocument[], step: Step): Promise<void> {
    await this.disputes.setParts(tx, dispute.id, parts);
    await this.disputes.addParties(tx, dispute.id, disputedParties(parts));
    const isMarked = await this.shares.hold(tx, dispute.id, partsOf(parts), this.clock.now());
    await this.step(tx, dispute, step);
    if (isMarked) await this.tellShares(tx, dispute.subject);
  }

  /** @returns the id of the event that was put on record. @throws {InvalidTransitionError} */
  async step(tx: Tx, dispute: DisputeRecord, step: Step): Promise<string> {
    const { act, kind, text, evidence, userId, partyId, details, splits } = step;
    const state = nextState(dispute.state, act);
    if (state === null)
      throw new InvalidTransitionError(
        `The dispute is ${dispute.state.toLowerCase()}: this is not possible any more.`,
      );
    // The instance always has the last word: a decision is never refused for want of room.
    if (act === 'ADD' || act === 'ANSWER') await this.requireRoom(tx, dispute.id);
    const at = this.clock.now();
    const event = { kind, state, text, evidence, userId, partyId, at };
    const id = await this.disputes.append(
      tx,
      dispute.id,
      details === undefined ? event : { ...event, details },
    );
    if (act === 'ANSWER' && partyId !== null) await this.disputes.setResponded(tx, dispute.id, partyId, at);
    if (state !== dispute.state) await this.turn(tx, dispute, state, splits ?? []);
    await this.tell(tx, disputeChanged, { ...dispute, state }, kind, partyId);
    return id;
  }

  /** Shares of the subject were changed: listings, clearance and other readers follow. */
  async tellShares(tx: Tx, { kind, id }: DisputeSubject): Promise<void> {
    const payload =
      kind === 'RECORDING' ? { recordingIds: [id], workIds: [] } : { recordingIds: [], workIds: [id] };
    await this.outbox.append(tx, sharesChanged, { key: id, payload });
  }

  private async turn(
    tx: Tx,
    dispute: DisputeRecord,
    state: DisputeRecord['state'],
    splits: readonly Split[],
  ): Promise<void> {
    const at = this.clock.now();
    const isOver = state === 'UPHELD' || state === 'RELEASED';
    const due = new Date(at.getTime() + this.config.disputes.decideDays * DAY_MS);
    const decideBy = isOver ? dispute.decideBy : (dispute.decideBy ?? due);
    await this.disputes.setState(tx, dispute.id, state, { decideBy, at, outcome: splitDocuments(splits) });
    if (!isOver) return;
    await this.shares.hold(tx, dispute.id, [], at);
    await this.tellShares(tx, dispute.subject);
  }

  private async requireRoom(tx: Tx, id: string): Promise<void> {
    if ((await this.disputes.countEvents(tx, id)) >= MOST_EVENTS)
      throw new ConflictError('The record of this dispute is full. An operator decides it.');
  }

  private async tell(
    tx: Tx,
    event: typeof disputeOpened,
    dispute: DisputeRecord,
    change: EventKind,
    byPartyId: string | null,
  ): Promise<void> {
    const { id, subject, title, state } = dispute;
    const partyIds = await this.disputes.parties(tx, id);
    const payload = { disputeId: id, subject, title, state, change, partyIds, byPartyId };
    await this.outbox.append(tx, event, { key: id, payload });
  }
}

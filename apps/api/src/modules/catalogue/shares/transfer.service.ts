import { ppm, transferShare } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../../../platform/problem/errors.ts';
import { NotPossibleNowError } from '../errors.ts';
import { shareTransferDecided, shareTransferProposed, sharesChanged } from '../events.ts';
import { toPage } from '../page.ts';
import type { Page, PageRequest } from '../page.ts';
import { PartyRepository } from '../party.repository.ts';
import { ShareRepository } from './share.repository.ts';
import type { ShareItem } from './share.types.ts';
import { TransferRepository } from './transfer.repository.ts';
import type { TransferDraft, TransferRecord, TransferState } from './transfer.types.ts';

const DECIDED = 'This transfer was decided before.';
const MOVED = 'One of the parties was merged into another meanwhile. Look again.';
const OTHER: Partial<Record<TransferState, string>> = {
  PENDING: 'Another transfer of this share waits for an answer.',
  ACCEPTED: 'This share was parted by another transfer. Transfer what came of it.',
};

/** A share, or a part of it, goes to another party: the owner offers, the receiver accepts. */
@Injectable()
export class TransferService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(ShareRepository) private readonly shares: ShareRepository,
    @Inject(TransferRepository) private readonly transfers: TransferRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, partyId: string, page: PageRequest): Promise<Page<TransferRecord>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.transfers.list(partyId, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  /** By an owner it waits for the receiver; by an operator, who names the evidence, it holds at once. */
  async propose(principal: Principal, shareId: string, draft: TransferDraft): Promise<TransferRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.shares.find(shareId);
    if (found === null) throw new NotFoundError('Share', shareId);
    const isOwner = principal.memberships.get(found.partyId) === 'OWNER';
    if (!principal.actsAsOperator) principal.requireParty(found.partyId, 'OWNER');
    if (!isOwner && draft.links.length === 0) throw fault('/links', 'an operator names the evidence');
    const id = await this.database.transaction(async (tx) => {
      await this.parties.hold(tx, [found.partyId, draft.toPartyId]);
      const share = await this.lock(tx, shareId, null);
      if (share.partyId !== found.partyId) throw new ConflictError(MOVED);
      const createdAt = this.clock.now();
      const agreedAt = draft.at === null ? createdAt : new Date(draft.at);
      const part = draft.ppm ?? share.ppm;
      this.part(share, part, this.effective(agreedAt));
      if (draft.toPartyId === share.partyId) throw fault('/toPartyId', 'holds the share already');
      if ((await this.parties.missing([draft.toPartyId], tx)).length > 0)
        throw fault('/toPartyId', `there is no party ${draft.toPartyId}, or it was merged into another`);
      const made = await this.transfers.append(tx, {
        shareId,
        fromPartyId: share.partyId,
        toPartyId: draft.toPartyId,
        ppm: part,
        agreedAt,
        reason: draft.reason,
        links: [...draft.links],
        createdBy: principal.userId,
        createdAt,
      });
      const payload = { ...told(made), agreedAt: agreedAt.toISOString() };
      await this.outbox.append(tx, shareTransferProposed, { key: made.id, payload });
      if (!isOwner) await this.execute(tx, made, share, { by: principal.userId, answer: null });
      return made.id;
    });
    return await this.require(id);
  }

  async accept(principal: Principal, id: string): Promise<TransferRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.require(id);
    principal.requireParty(found.to.id, 'OWNER');
    await this.database.transaction(async (tx) => {
      await this.parties.hold(tx, [found.from.id, found.to.id]);
      const share = await this.lock(tx, found.share.id, id);
      const transfer = (await this.transfers.find(id, tx)) ?? found;
      requireWaiting(transfer);
      if (share.partyId !== found.from.id || transfer.to.id !== found.to.id) throw new ConflictError(MOVED);
      await this.execute(tx, transfer, share, { by: principal.userId, answer: null });
    });
    return await this.require(id);
  }

  async decline(principal: Principal, id: string, answer: string | null): Promise<TransferRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.require(id);
    principal.requireParty(found.to.id, 'OWNER');
    return await this.close(found, 'DECLINED', { by: principal.userId, answer });
  }

  async cancel(principal: Principal, id: string, answer: string | null): Promise<TransferRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.require(id);
    principal.requireParty(found.from.id, 'OWNER');
    return await this.close(found, 'CANCELLED', { by: principal.userId, answer });
  }

  private async close(
    found: TransferRecord,
    state: 'DECLINED' | 'CANCELLED',
    decision: { by: string; answer: string | null },
  ): Promise<TransferRecord> {
    requireWaiting(found);
    await this.database.transaction((tx) =>
      this.decide(tx, found, state, { ...decision, effectiveAt: null }),
    );
    return await this.require(found.id);
  }

  private async execute(
    tx: Tx,
    transfer: TransferRecord,
    share: ShareItem,
    decision: { by: string; answer: string | null },
  ): Promise<void> {
    const effectiveAt = this.effective(transfer.agreedAt);
    const { ended, kept, moved } = this.part(share, transfer.ppm, effectiveAt);
    const origin = { by: decision.by, at: this.clock.now(), cause: `TRANSFER:${transfer.id}` };
    const { side, role, territories, recordingId, workId } = share;
    const same = { side, role, territories, recordingId, workId, source: 'TRANSFER' };
    await this.shares.end(tx, share.id, ended.to ?? effectiveAt, origin);
    const parts = [
      { partyId: transfer.to.id, ...moved },
      ...(kept === null ? [] : [{ partyId: share.partyId, ...kept }]),
    ];
    await this.shares.append(
      tx,
      parts.map(({ partyId, ppm: part, from, to }) => ({
        ...same,
        partyId,
        ppm: Number(part),
        validFrom: from,
        validTo: to,
      })),
      origin,
    );
    await this.decide(tx, transfer, 'ACCEPTED', { ...decision, effectiveAt });
    const payload = {
      recordingIds: recordingId === null ? [] : [recordingId],
      workIds: workId === null ? [] : [workId],
    };
    await this.outbox.append(tx, sharesChanged, { key: transfer.id, payload });
  }

  private async decide(
    tx: Tx,
    transfer: TransferRecord,
    state: 'ACCEPTED' | 'DECLINED' | 'CANCELLED',
    { by, answer, effectiveAt }: { by: string; answer: string | null; effectiveAt: Date | null },
  ): Promise<void> {
    const decision = { state, effectiveAt, answer, decidedBy: by, decidedAt: this.clock.now() };
    if (!(await this.transfers.decide(tx, transfer.id, decision))) throw new NotPossibleNowError(DECIDED);
    const payload = { ...told(transfer), state, effectiveAt: effectiveAt?.toISOString() ?? null };
    await this.outbox.append(tx, shareTransferDecided, { key: transfer.id, payload });
  }

  /**
   * From when a transfer counts. Rights are read as they stood when a period was closed, and that may still be
   * worked out: a share that changed hands before now would be reckoned again. So it counts from now at the earliest,
   * which for the open period is the same, as it is closed later (ADR 12).
   */
  private effective(agreedAt: Date): Date {
    const now = this.clock.now();
    return agreedAt > now ? agreedAt : now;
  }

  private part(share: ShareItem, part: number, at: Date) {
    const held = { ppm: ppm(share.ppm), from: share.validFrom, to: share.validTo };
    const parted = transferShare(held, BigInt(part), at);
    if (parted.ok) return parted.value;
    throw fault(parted.code === 'TRANSFER_PPM' ? '/ppm' : '/at', parted.message);
  }

  private async lock(tx: Tx, shareId: string, transferId: string | null): Promise<ShareItem> {
    const found = await this.shares.find(shareId, tx);
    if (found === null) throw new NotFoundError('Share', shareId);
    await this.shares.lockSubject(tx, found);
    const share = (await this.shares.find(shareId, tx)) ?? found;
    if (share.status !== 'ACTIVE')
      throw new NotPossibleNowError(`The share is ${share.status.toLowerCase()}: it cannot change hands.`);
    const other = await this.transfers.findOther(tx, shareId, transferId);
    if (other !== null) throw new NotPossibleNowError(OTHER[other] ?? DECIDED);
    return share;
  }

  private async require(id: string): Promise<TransferRecord> {
    const transfer = await this.transfers.find(id);
    if (transfer === null) throw new NotFoundError('Transfer', id);
    return transfer;
  }
}

const fault = (pointer: string, detail: string): UnprocessableError =>
  new UnprocessableError('The share cannot change hands like this.', [{ pointer, detail }]);

function requireWaiting({ state }: TransferRecord): void {
  if (state !== 'PENDING') throw new NotPossibleNowError(DECIDED);
}

function told({ id, share, from, to, ppm: part }: TransferRecord) {
  const { kind, id: subjectId, title } = share.subject;
  return {
    transferId: id,
    shareId: share.id,
    from,
    to,
    subject: { kind, id: subjectId, title },
    side: share.side,
    ppm: part,
  };
}

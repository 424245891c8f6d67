import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../../platform/problem/errors.ts';
import type { PartyRecord } from '../catalogue.types.ts';
import { MOST_SUBJECTS_PER_EVENT, partiesMerged, sharesChanged } from '../events.ts';
import { toPage } from '../page.ts';
import type { Page, PageRequest } from '../page.ts';
import { OwnCauseService } from '../own-cause/own-cause.service.ts';
import { PartyHistoryRepository } from '../parties/party-history.repository.ts';
import { requireLive } from '../parties/stewardship.ts';
import { PartyRepository } from '../party.repository.ts';
import { MergeRepository } from './merge.repository.ts';
import { MergeTaxRepository } from './merge-tax.repository.ts';
import type { IdentifierMove, MergeCounts, MergeItem, MergeRecord, TaxMove } from './merge.types.ts';

/** A large catalogue moves in one piece. */
const LONGEST_MS = 120_000;
const WHOLE = 1_000_000;
const IDENTIFIERS = ['ipiNameNumber', 'isni', 'dpid'] as const;

export interface MergePreview {
  readonly from: PartyRecord;
  readonly into: PartyRecord;
  readonly counts: MergeCounts;
  readonly identifiers: readonly IdentifierMove[];
  readonly taxes: readonly TaxMove[];
}

/**
 * Two entries for one and the same party become one. What can move moves; what is frozen (grants, statements, the
 * ledger) keeps the old name, and whoever acts for the party that stays acts for the old one too (ADR 12).
 */
@Injectable()
export class MergeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(MergeRepository) private readonly merges: MergeRepository,
    @Inject(MergeTaxRepository) private readonly taxes: MergeTaxRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async preview(principal: Principal, intoId: string, fromId: string): Promise<MergePreview> {
    principal.requireOperator();
    return await this.database.transaction(async (tx) => {
      const { from, into } = await this.both(tx, fromId, intoId);
      const counts = await this.merges.counts(fromId);
      const taxes = await this.taxes.list(tx, { fromId, intoId }, this.clock.now());
      return { from, into, counts, identifiers: moves(from, into), taxes };
    });
  }

  async merge(
    principal: Principal,
    intoId: string,
    { fromId, reason }: { fromId: string; reason: string },
  ): Promise<MergeRecord> {
    principal.requireOperator();
    const { userId: by } = principal;
    const id = await this.database.transaction(
      async (tx) => {
        await this.parties.lockIdentifiers(tx);
        await this.merges.lock(tx, [fromId, intoId]);
        const { from, into } = await this.both(tx, fromId, intoId);
        const partyIds = [fromId, intoId];
        // Before members move: afterwards everybody acts for the party that stays.
        const ref = intoId;
        await this.ownCauses.judge(tx, principal, { decision: 'MERGE', ref, partyIds });
        const at = this.clock.now();
        const merge = { fromId, intoId, by, reason, createdAt: at };
        const mergeId = await this.merges.append(tx, merge, moves(from, into));
        await this.moveTaxes(tx, { id: mergeId, ...merge });
        for (const partyId of [fromId, intoId]) {
          const detail = { merge: mergeId, from: from.id, fromName: from.name, into: into.id, reason };
          await this.history.append(tx, partyId, 'MERGED', { by, at, detail });
        }
        await this.tell(tx, mergeId, { from, into, reason, by });
        return mergeId;
      },
      { timeoutMs: LONGEST_MS },
    );
    return await this.require(id);
  }

  /** For those who act for the party, and for operators. */
  async list(principal: Principal, partyId: string): Promise<readonly MergeRecord[]> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.merges.list(partyId);
  }

  async items(principal: Principal, id: string, { after, limit }: PageRequest): Promise<Page<MergeItem>> {
    principal.requireScope('catalogue:read');
    const merge = await this.require(id);
    if (!principal.actsAsOperator) principal.requireParty(merge.into.id, 'VIEWER');
    const rows = await this.merges.items(id, Number(after?.key ?? 0), limit + 1);
    return toPage(rows, limit, ({ position }) => ({ key: String(position), id }));
  }

  /** Keeping back less than was due would be the worse fault (ADR 79). */
  private async moveTaxes(
    tx: Tx,
    merge: { id: string; fromId: string; intoId: string; by: string; createdAt: Date },
  ): Promise<void> {
    const { createdAt: at } = merge;
    const taxes = await this.taxes.list(tx, merge, at);
    if (taxes.length === 0) return;
    const most = await this.taxes.move(tx, { ...merge, at }, taxes);
    if (most <= WHOLE) return;
    const detail = `its rates of tax would come to ${most} ppm with those of the other: enter rates for that one first`;
    throw new UnprocessableError('These parties cannot be merged.', [{ pointer: '/from', detail }]);
  }

  private async both(
    tx: Tx,
    fromId: string,
    intoId: string,
  ): Promise<{ from: PartyRecord; into: PartyRecord }> {
    const fault = (detail: string) =>
      new UnprocessableError('These parties cannot be merged.', [{ pointer: '/from', detail }]);
    if (fromId === intoId) throw fault('is the same party');
    const into = await requireLive(this.parties, intoId, tx);
    const found = await this.parties.find(fromId, tx);
    if (found === null) throw fault(`there is no party ${fromId}`);
    const from = await requireLive(this.parties, fromId, tx);
    if (await this.merges.isRemixer(tx, [fromId, intoId]))
      throw fault('one of them stands for the remixing of one user, and goes when that user goes');
    return { from, into };
  }

  private async tell(
    tx: Tx,
    mergeId: string,
    { from, into, reason, by }: { from: PartyRecord; into: PartyRecord; reason: string; by: string },
  ): Promise<void> {
    const name = (party: PartyRecord) => ({ id: party.id, name: party.name });
    const payload = { mergeId, from: name(from), into: name(into), reason, by };
    await this.outbox.append(tx, partiesMerged, { key: mergeId, payload });
    const { recordingIds, workIds } = await this.merges.subjects(tx, mergeId);
    const most = Math.max(recordingIds.length, workIds.length);
    for (let at = 0; at < most; at += MOST_SUBJECTS_PER_EVENT) {
      const part = (ids: string[]) => ids.slice(at, at + MOST_SUBJECTS_PER_EVENT);
      const changed = { recordingIds: part(recordingIds), workIds: part(workIds) };
      await this.outbox.append(tx, sharesChanged, { key: mergeId, payload: changed });
    }
  }

  private async require(id: string): Promise<MergeRecord> {
    const merge = await this.merges.find(id);
    if (merge === null) throw new NotFoundError('Merge', id);
    return merge;
  }
}

/** An identifier goes along where the party that stays has none of its kind. */
function moves(from: PartyRecord, into: PartyRecord): IdentifierMove[] {
  return IDENTIFIERS.flatMap((name) => {
    const value = from[name];
    return value === null ? [] : [{ name, value, moves: into[name] === null }];
  });
}

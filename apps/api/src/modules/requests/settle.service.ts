import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { RecipeGrantService } from '../consent/index.ts';
import { lineKey } from './asked-lines.ts';
import { requestAsked, requestDecided } from './events.ts';
import { offerBreaks } from './offer.ts';
import type { Assessed } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import type { AskedLine, LineRow, RequestRow, RequestState } from './request.types.ts';

export interface Settled {
  readonly fresh: readonly AskedLine[];
  readonly carried: boolean;
}

/** The version of lines that no version of the draft needs any more. */
const NOT_NEEDED = 0;

/** Brings the lines of an open request in step with what everybody has agreed to, and decides it when all have. */
@Injectable()
export class SettleService {
  constructor(
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(RecipeGrantService) private readonly grants: RecipeGrantService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @param request locked and open, with the version and hash that `assessed` is about.
   * @returns the lines that were not asked for before, which are told of it, and whether an offer was carried over to
   * the present version: then the draft is to be assessed again.
   */
  async settle(tx: Tx, request: RequestRow, assessed: Assessed): Promise<Settled> {
    const known = new Map((await this.requests.lines(request.id, tx)).map((line) => [lineKey(line), line]));
    const asked = new Map(assessed.lines.map((line) => [lineKey(line), line]));
    const fresh = [...asked.values()].filter((line) => !known.has(lineKey(line)));
    await this.requests.addLines(tx, request.id, request.version, fresh);
    await this.tellAsked(tx, request, fresh);
    let carried = false;
    for (const line of known.values()) {
      const blocking = asked.get(lineKey(line));
      if (blocking === undefined) await this.unblocked(tx, request, line, assessed);
      else if (await this.carry(tx, request, line, assessed)) carried = true;
      else await this.blocked(tx, request, line, blocking);
    }
    if (assessed.state === 'CLEARED') await this.decide(tx, request, 'APPROVED', null);
    return { fresh, carried };
  }

  /** Tells those who are asked. */
  async tellAsked(
    tx: Tx,
    { id, version }: Pick<RequestRow, 'id' | 'version'>,
    lines: readonly Pick<AskedLine, 'answererIds'>[],
  ): Promise<void> {
    const partyIds = [...new Set(lines.flatMap(({ answererIds }) => answererIds))];
    const payload = { requestId: id, version, partyIds };
    if (partyIds.length > 0) await this.outbox.append(tx, requestAsked, { key: id, payload });
  }

  /** Ends a request. */
  async decide(
    tx: Tx,
    request: RequestRow,
    state: Exclude<RequestState, 'OPEN'>,
    actorId: string | null,
  ): Promise<void> {
    const { id, version } = request;
    const at = this.clock.now();
    await this.requests.decide(tx, id, state, at);
    const kind = state === 'APPROVED' ? 'CLEARED' : state;
    if (kind !== 'DECLINED') await this.requests.append(tx, request, { kind, actorId }, at);
    await this.outbox.append(tx, requestDecided, { key: id, payload: { requestId: id, version, state } });
  }

  /** Nobody stands in the way here any more: it was agreed to, or the draft does without it. */
  private async unblocked(tx: Tx, request: RequestRow, line: LineRow, assessed: Assessed): Promise<void> {
    const { version } = request;
    const { id: lineId, partyId } = line;
    if (!isNeeded(line, assessed)) {
      if (line.version === version) await this.requests.changeLine(tx, lineId, { version: NOT_NEEDED });
      return;
    }
    if (line.state === 'GRANTED') {
      if (line.version !== version) await this.requests.changeLine(tx, lineId, { version });
      return;
    }
    // The party opted in elsewhere.
    const at = this.clock.now();
    await this.requests.changeLine(tx, lineId, { version, state: 'GRANTED', decidedAt: at });
    await this.requests.append(tx, request, { kind: 'APPROVED', lineId, partyId, actorId: null }, at);
  }

  /**
   * An offer that was taken holds for every version within its terms: the grant is made for the next one too, unless the
   * party has taken back, or will, what came of it before.
   */
  private async carry(tx: Tx, request: RequestRow, line: LineRow, assessed: Assessed): Promise<boolean> {
    const { offer, side, recordingId, workId } = line;
    if (line.state !== 'GRANTED' || line.version === request.version || offer === null) return false;
    if (offerBreaks(offer, line, assessed).length > 0 || !(await this.isMeant(tx, line))) return false;
    const { partyId, terms, by } = offer;
    const consent = { partyId, side, recordingId, workId, terms, createdBy: by };
    const grantId = await this.grants.approve(tx, consent, request.recipeHash);
    await this.requests.changeLine(tx, line.id, { version: request.version, grantId });
    return true;
  }

  private async isMeant(tx: Tx, { grantId }: Pick<LineRow, 'grantId'>): Promise<boolean> {
    return grantId !== null && (await this.grants.stands(tx, grantId));
  }

  /**
   * Still, or again, in the way. What was granted for another version, or was taken back, is asked for anew. An offer goes
   * with the grant that was taken back: its producer could make the grant again by it.
   */
  private async blocked(
    tx: Tx,
    request: RequestRow,
    line: LineRow,
    { reasons, answererIds }: AskedLine,
  ): Promise<void> {
    const { id: lineId, partyId, state } = line;
    const asked = { version: request.version, reasons, answererIds };
    await this.requests.addRecipients(tx, request.id, [{ answererIds }]);
    if (state !== 'GRANTED') {
      await this.requests.changeLine(tx, lineId, asked);
      return;
    }
    const offer = (await this.isMeant(tx, line)) ? line.offer : null;
    const reopened = {
      state: offer === null ? 'REQUESTED' : 'COUNTERED',
      offer,
      grantId: null,
      decidedAt: null,
    } as const;
    await this.requests.changeLine(tx, lineId, { ...asked, ...reopened });
    const event = { kind: 'REOPENED', lineId, partyId, actorId: null } as const;
    await this.requests.append(tx, request, event, this.clock.now());
  }
}

/** Whether the party still has a say in something that the draft uses. */
function isNeeded({ partyId, recordingId, workId }: LineRow, { assessment, subjectIds }: Assessed): boolean {
  const subjectId = recordingId ?? workId;
  if (partyId === null || subjectId === null || !subjectIds.has(subjectId)) return false;
  const { shares, contributors } = assessment.decided.snapshot;
  return [...shares, ...contributors].some((of) => of.partyId === partyId && of.subject.id === subjectId);
}

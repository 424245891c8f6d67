import { canonicalise } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from '../consent/index.ts';
import { InstanceSigner } from '../plays/index.ts';
import { JudgingService } from './judging.service.ts';
import { byKey, hashOf, keyOf, stateLine } from './settlement-document.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { SettlementRecord } from './settlement.repository.ts';
import type {
  AnsweredLine,
  LineKey,
  SettlementDetail,
  SettlementLine,
  Stance,
  StatedAgain,
} from './settlement.types.ts';
import { SettlementView } from './settlement.view.ts';

const LONG = { timeoutMs: 120_000 };

/**
 * The second round about disputed lines, which is the last: who owes states them again, as the other reckoned them or as
 * before and why, and who is owed answers once more. What is disputed then is for people to talk about.
 */
@Injectable()
export class SettlementRoundsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(JudgingService) private readonly judging: JudgingService,
    @Inject(SettlementView) private readonly view: SettlementView,
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  /** States disputed lines again, signed and logged as the first time. Those that are not named stay disputed. */
  async restate(principal: Principal, id: string, again: readonly StatedAgain[]): Promise<SettlementDetail> {
    principal.requireOperator();
    const made = await this.database.transaction(async (tx) => {
      const record = await this.find(tx, id);
      await this.settlements.lock(tx, record.peerId);
      await this.requireFirst(tx, record);
      const disputed = await this.settlements.disputed(tx, id);
      const lines = stated(disputed, again);
      requireOwed(disputed, lines);
      return await this.state(tx, principal, record, lines);
    }, LONG);
    return await this.view.detail(made);
  }

  /** Answers a second round: what is reckoned here too is accepted, and of the rest what an operator lets stand. */
  async decide(
    principal: Principal,
    id: string,
    { accept, reason }: { readonly accept: readonly LineKey[]; readonly reason: string },
  ): Promise<SettlementDetail> {
    principal.requireOperator();
    await this.database.transaction(async (tx) => {
      const record = await this.find(tx, id);
      if (record.direction !== 'IN' || record.round !== 2 || record.state !== 'STATED')
        throw new InvalidTransitionError('Only a second round that was not answered yet is decided.');
      const judged = await this.judging.judged(tx, record);
      if (judged === null)
        throw new ConflictError('Not all of its period was read and reckoned yet: it is judged after that.');
      const lines = decided(judged, accept, reason);
      await this.judging.answer(tx, record, lines, principal.userId);
    }, LONG);
    return await this.view.detail(id);
  }

  private async find(tx: Tx, id: string): Promise<SettlementRecord> {
    const record = await this.settlements.find(tx, id);
    if (record === null) throw new NotFoundError('Settlement', id);
    if (record.peerState === 'FROZEN')
      throw new ConflictError('The server contradicts itself: nothing is settled with it.');
    return record;
  }

  private async requireFirst(
    tx: Tx,
    { id, direction, round, acceptedMicros }: SettlementRecord,
  ): Promise<void> {
    if (direction !== 'OUT') throw new InvalidTransitionError('Who stated the lines states them again.');
    if (round !== 1)
      throw new InvalidTransitionError(
        'There are two rounds. What is disputed after them is for people to settle.',
      );
    if (acceptedMicros === null) throw new InvalidTransitionError('It was not answered yet.');
    if ((await tx.settlement.count({ where: { ofId: id } })) > 0)
      throw new InvalidTransitionError('Its lines were stated again already.');
  }

  private async state(
    tx: Tx,
    principal: Principal,
    record: SettlementRecord,
    lines: readonly SettlementLine[],
  ): Promise<string> {
    const { peerId, period, currency } = record;
    const peer = await tx.peer.findUniqueOrThrow({ where: { id: peerId }, select: { url: true } });
    const totalMicros = lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
    const document = canonicalise(
      await this.signer.sign({
        ...{ format: 'flipside-settlement/1', from: this.config.baseUrl, to: peer.url },
        ...{ period, currency, totalMicros: totalMicros.toString(), round: 2, of: record.sha256 },
        lines: lines.map(stateLine),
      }),
    );
    const id = newId();
    const made = { id, direction: 'OUT' as const, peerId, period, currency, document, totalMicros };
    await this.settlements.append(
      tx,
      {
        ...{ ...made, sha256: hashOf(document), refusal: null, at: this.clock.now() },
        ...{ round: 2, ofId: record.id, carriedMicros: 0n, decidedBy: principal.userId },
      },
      lines,
    );
    return id;
  }
}

function stated(disputed: readonly AnsweredLine[], again: readonly StatedAgain[]): SettlementLine[] {
  const known = new Map(disputed.map((line) => [keyOf(line), line]));
  const lines = again.map(({ stance, plea, ...key }, at): SettlementLine => {
    const line = known.get(keyOf(key));
    known.delete(keyOf(key));
    const detail = `The line ${keyOf(key)} is not disputed, or stands there twice.`;
    if (line === undefined) throw new UnprocessableError(detail, [{ pointer: `/lines/${at}`, detail }]);
    const { side, subject, party, released } = line;
    return { side, subject, party, released, stance, plea, ...worthOf(line, stance) };
  });
  return lines.toSorted(byKey);
}

const worthOf = (line: AnsweredLine, stance: Stance) =>
  stance === 'INSISTED'
    ? { plays: line.plays, amountMicros: line.amountMicros }
    : { plays: line.reckonedPlays ?? 0n, amountMicros: line.reckonedMicros ?? 0n };

/** More than the close gave for the disputed lines is not there: what it got wrong comes out of the next close. */
function requireOwed(disputed: readonly AnsweredLine[], lines: readonly SettlementLine[]): void {
  const sum = (all: readonly SettlementLine[]): bigint =>
    all.reduce((total, { amountMicros }) => total + amountMicros, 0n);
  const [owed, claimed] = [sum(disputed), sum(lines)];
  const detail = `The lines come to ${claimed} micro-units, and ${owed} are owed for what is disputed.`;
  if (claimed > owed) throw new UnprocessableError(detail, [{ pointer: '/lines', detail }]);
}

function decided(
  judged: readonly AnsweredLine[],
  accept: readonly LineKey[],
  reason: string,
): AnsweredLine[] {
  const known = new Set(judged.map(keyOf));
  for (const [at, key] of accept.entries()) {
    const detail = `The line ${keyOf(key)} was not stated.`;
    if (!known.has(keyOf(key))) throw new UnprocessableError(detail, [{ pointer: `/accept/${at}`, detail }]);
  }
  const standing = new Set(accept.map(keyOf));
  return judged.map((line): AnsweredLine => {
    if (line.verdict !== 'DISPUTED') return line;
    return standing.has(keyOf(line))
      ? { ...line, verdict: 'ACCEPTED', reason: null }
      : { ...line, reason: `${line.reason ?? ''}. ${reason}`.slice(0, 500) };
  });
}

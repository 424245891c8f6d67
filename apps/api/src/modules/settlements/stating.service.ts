import { canonicalise } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Log } from '../../platform/logging/log.ts';
import { InstanceSigner } from '../plays/index.ts';
import { originOf } from '../transparency/index.ts';
import { DocumentClient } from './document-client.ts';
import {
  byKey,
  hashOf,
  keyOf,
  readAnswer,
  SettlementRefusedError,
  stateLine,
} from './settlement-document.ts';
import type { AnswerDocument } from './settlement-document.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { DueSettlement } from './settlement.repository.ts';
import { TroubleRepository } from './trouble.repository.ts';
import type { AnsweredLine, SettlementLine } from './settlement.types.ts';

const LONG = { timeoutMs: 120_000 };

/** States what is owed to parties of peers, and takes in what those say to it. */
@Injectable()
export class StatingService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(TroubleRepository) private readonly troubles: TroubleRepository,
    @Inject(DocumentClient) private readonly documents: DocumentClient,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('settlements');
  }

  /** For a job, which acts for nobody. A peer that is frozen or paused is stated nothing. */
  async run(): Promise<void> {
    for (const due of await this.settlements.due()) await this.state(due);
    for (const { settlementId, ...named } of await this.settlements.answers(
      originOf(this.config.baseUrl, 'consent'),
    ))
      try {
        const text = await this.documents.get(named.url, named.sha256);
        await this.take(settlementId, named.id, named.url, {
          text,
          document: readAnswer(text, named.sha256),
        });
        await this.troubles.clear(named);
      } catch (error) {
        const level = (await this.troubles.note('ANSWER', named, error)) ? 'warn' : 'error';
        this.log[level]({ err: error, peer: named.url }, 'could not take an answer to a settlement');
      }
  }

  private async state(due: DueSettlement): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.settlements.lock(tx, due.peerId);
      const still = await tx.settlement.findFirst({
        where: {
          direction: 'OUT',
          peerId: due.peerId,
          period: due.period,
          currency: due.currency,
          state: { not: 'REFUSED' },
        },
        select: { id: true },
      });
      if (still !== null) return;
      const lines = (await this.settlements.owed(tx, due)).toSorted(byKey);
      const totalMicros = lines.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
      const carried = await this.settlements.carriable(tx, 'OUT', due);
      const carriedMicros = carried.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
      const document = canonicalise(
        await this.signer.sign({
          ...{ format: 'flipside-settlement/1', from: this.config.baseUrl, to: due.url },
          ...{ period: due.period, currency: due.currency, totalMicros: totalMicros.toString() },
          lines: lines.map(stateLine),
          ...(carried.length > 0 && {
            carried: carried.map(({ sha256: settlement, amountMicros }) => ({
              ...{ settlement, amountMicros: amountMicros.toString() },
            })),
          }),
        }),
      );
      const { peerId, period, currency } = due;
      const made = {
        id: newId(),
        direction: 'OUT' as const,
        peerId,
        period,
        currency,
        document,
        totalMicros,
        ...{ round: 1, ofId: null, carriedMicros, decidedBy: null },
      };
      await this.settlements.append(
        tx,
        { ...made, sha256: hashOf(document), refusal: null, at: this.clock.now() },
        lines,
      );
      await this.settlements.carry(tx, carried, made.id);
    }, LONG);
  }

  private async take(
    settlementId: string,
    stated: string,
    url: string,
    { text, document }: { text: string; document: AnswerDocument },
  ): Promise<void> {
    if (document.settlement !== stated || document.from !== url || document.to !== this.config.baseUrl)
      throw new SettlementRefusedError(
        'OTHER_INSTANCE',
        'the answer is to another settlement, or of another instance',
      );
    await this.database.transaction(async (tx) => {
      const record = await this.settlements.find(tx, settlementId);
      if (record?.state !== 'STATED') return;
      const lines = answered(await this.settlements.lines(tx, settlementId), document);
      const acceptedMicros = BigInt(document.acceptedMicros);
      await this.settlements.answer(tx, settlementId, { text, sha256: hashOf(text), acceptedMicros, lines });
    }, LONG);
  }
}

/** The stated lines with what the peer says of each, then what it misses. */
function answered(
  stated: readonly SettlementLine[],
  { lines, acceptedMicros }: AnswerDocument,
): AnsweredLine[] {
  const said = new Map(lines.map((line) => [keyOf(line), line]));
  const all = stated.map((line): AnsweredLine => {
    const verdict = said.get(keyOf(line));
    said.delete(keyOf(line));
    if (verdict === undefined)
      throw new SettlementRefusedError('MALFORMED', `no word of the line ${keyOf(line)}`);
    return { ...line, ...wordsOf(verdict) };
  });
  for (const verdict of said.values()) {
    const { side, subject, party, released = null } = verdict;
    if (verdict.verdict === 'ACCEPTED')
      throw new SettlementRefusedError(
        'MALFORMED',
        `a line is accepted that was not stated: ${keyOf(verdict)}`,
      );
    const nothing = { plays: 0n, amountMicros: 0n, stance: null, plea: null };
    all.push({ side, subject, party, released, ...nothing, ...wordsOf(verdict) });
  }
  const sum = all.reduce(
    (total, { verdict, amountMicros }) => (verdict === 'ACCEPTED' ? total + amountMicros : total),
    0n,
  );
  if (sum !== BigInt(acceptedMicros))
    throw new SettlementRefusedError(
      'SUM',
      `accepted lines come to ${sum}, the answer says ${acceptedMicros}`,
    );
  return all;
}

const wordsOf = ({ verdict, reason, plays, amountMicros }: AnswerDocument['lines'][number]) => ({
  ...{ verdict, reason, reckonedPlays: plays === null ? null : BigInt(plays) },
  reckonedMicros: amountMicros === null ? null : BigInt(amountMicros),
});

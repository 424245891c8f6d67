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
import { acceptedOf, judge } from './judge.ts';
import { hashOf, readSettlement, SettlementRefusedError } from './settlement-document.ts';
import type { SettlementDocument } from './settlement-document.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { NamedDocument, SettlementRecord } from './settlement.repository.ts';

const LONG = { timeoutMs: 120_000 };

/** Takes in what peers state that they owe parties of here, and says to each line whether it is what their logs come to. */
@Injectable()
export class AnsweringService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(DocumentClient) private readonly documents: DocumentClient,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('settlements');
  }

  /** For a job, which acts for nobody. Nothing is taken from or said to a peer that is frozen or paused. */
  async run(): Promise<void> {
    for (const named of await this.settlements.announced(originOf(this.config.baseUrl, 'consent')))
      try {
        await this.take(named, await this.documents.get(named.url, named.sha256));
      } catch (error) {
        this.log.warn({ err: error, peer: named.url }, 'could not read a settlement');
      }
    for (const record of await this.settlements.unanswered()) await this.answer(record);
  }

  /** What is refused is kept with the reason, for operators of both sides to see. */
  async take(named: NamedDocument, text: string): Promise<void> {
    let document: SettlementDocument | null = null;
    let refusal: string | null = null;
    try {
      document = readSettlement(text, named.sha256);
      this.requireExpected(document, named);
    } catch (error) {
      if (!(error instanceof SettlementRefusedError)) throw error;
      refusal = error.message;
    }
    const { peerId, period, currency, sha256 } = named;
    await this.database.transaction(async (tx) => {
      await this.settlements.lock(tx, peerId);
      if ((await tx.settlement.findUnique({ where: { sha256 }, select: { id: true } })) !== null) return;
      if (refusal === null && (await this.settlements.isSettled(tx, named)))
        refusal = new SettlementRefusedError('REPLAYED', `${period} was stated before`).message;
      const made = { id: newId(), direction: 'IN' as const, peerId, period, currency, sha256, refusal };
      const lines = refusal !== null || document === null ? [] : document.lines;
      const totalMicros = BigInt(named.totalMicros);
      const kept = refusal === null ? text : '';
      await this.settlements.append(
        tx,
        { ...made, document: kept, totalMicros, at: this.clock.now() },
        lines.map(({ plays, amountMicros, ...line }) => ({
          ...{ ...line, plays: BigInt(plays), amountMicros: BigInt(amountMicros) },
        })),
      );
    }, LONG);
  }

  private requireExpected(
    document: SettlementDocument,
    { url, period, currency, totalMicros }: NamedDocument,
  ): void {
    if (document.from !== url || document.to !== this.config.baseUrl)
      throw new SettlementRefusedError('OTHER_INSTANCE', `it is from ${document.from} to ${document.to}`);
    if (document.period !== period || document.currency !== currency)
      throw new SettlementRefusedError('OTHER_PERIOD', `it is of ${document.period} in ${document.currency}`);
    if (document.totalMicros !== totalMicros)
      throw new SettlementRefusedError(
        'SUM',
        `the log says ${totalMicros}, the document ${document.totalMicros}`,
      );
  }

  /** Once all of the period was read and reckoned; until then it waits. */
  private async answer({ id, peerId, period, currency }: SettlementRecord): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.settlements.find(tx, id);
      if (record?.state !== 'STATED') return;
      const reckoned = await this.settlements.reckoned(tx, peerId, period, currency);
      if (reckoned === null) return;
      const lines = judge(await this.settlements.lines(tx, id), reckoned);
      const acceptedMicros = acceptedOf(lines);
      const peer = await tx.peer.findUniqueOrThrow({ where: { id: peerId }, select: { url: true } });
      const text = canonicalise(
        await this.signer.sign({
          ...{
            format: 'flipside-settlement-answer/1',
            from: this.config.baseUrl,
            to: peer.url,
            settlement: record.sha256,
          },
          acceptedMicros: acceptedMicros.toString(),
          lines: lines.map(({ side, subject, party, verdict, reason, reckonedPlays, reckonedMicros }) => ({
            ...{ side, subject, party, verdict, reason },
            ...{ plays: reckonedPlays?.toString() ?? null, amountMicros: reckonedMicros?.toString() ?? null },
          })),
        }),
      );
      await this.settlements.answer(tx, id, { text, sha256: hashOf(text), acceptedMicros, lines });
    }, LONG);
  }
}

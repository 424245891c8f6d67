import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Log } from '../../platform/logging/log.ts';
import { originOf } from '../transparency/index.ts';
import { DocumentClient } from './document-client.ts';
import { JudgingService } from './judging.service.ts';
import { keyOf, lineOf, readSettlement, SettlementRefusedError } from './settlement-document.ts';
import type { SettlementDocument } from './settlement-document.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { CarriedSettlement, NamedDocument, SettlementRecord } from './settlement.repository.ts';
import { TroubleRepository } from './trouble.repository.ts';

const LONG = { timeoutMs: 120_000 };

/** Takes in what peers state that they owe parties of here, and says to each line whether it is what their logs come to. */
@Injectable()
export class AnsweringService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(JudgingService) private readonly judging: JudgingService,
    @Inject(TroubleRepository) private readonly troubles: TroubleRepository,
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
        const level = (await this.troubles.note('SETTLEMENT', named, error)) ? 'warn' : 'error';
        this.log[level]({ err: error, peer: named.url }, 'could not read a settlement');
      }
    for (const record of await this.settlements.unanswered()) await this.answer(record);
  }

  /** What is refused is kept with the reason, for operators to see. */
  async take(named: NamedDocument, text: string): Promise<void> {
    const refused = await this.database.transaction(async (tx) => {
      await this.settlements.lock(tx, named.peerId);
      const known = await tx.settlement.findUnique({ where: { sha256: named.sha256 }, select: { id: true } });
      if (known !== null) return null;
      try {
        await this.keep(tx, named, text);
        return null;
      } catch (error) {
        // Nothing was written before it was checked: the transaction goes on with the refusal.
        if (!(error instanceof SettlementRefusedError)) throw error;
        await this.refuse(tx, named, error);
        return error;
      }
    }, LONG);
    if (refused === null) await this.troubles.clear(named);
    else await this.troubles.note('SETTLEMENT', named, refused);
  }

  private async keep(tx: Tx, named: NamedDocument, text: string): Promise<void> {
    const { peerId, period, currency, sha256 } = named;
    const document = readSettlement(text, sha256);
    this.requireExpected(document, named);
    const round = document.round ?? 1;
    if (await this.settlements.isSettled(tx, named, round))
      throw new SettlementRefusedError('REPLAYED', `${period} was stated before`);
    const ofId = await this.firstOf(tx, named, document);
    const carried = await this.carriedBy(tx, named, document);
    const carriedMicros = carried.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
    const id = newId();
    const made = { id, direction: 'IN' as const, peerId, period, currency, sha256, refusal: null };
    await this.settlements.append(
      tx,
      {
        ...{ ...made, document: text, totalMicros: BigInt(named.totalMicros), at: this.clock.now() },
        ...{ round, ofId, carriedMicros, decidedBy: null },
      },
      document.lines.map(lineOf),
    );
    await this.settlements.carry(tx, carried, id);
  }

  private async refuse(tx: Tx, named: NamedDocument, error: SettlementRefusedError): Promise<void> {
    const { peerId, period, currency, sha256 } = named;
    const made = { id: newId(), direction: 'IN' as const, peerId, period, currency, sha256 };
    await this.settlements.append(
      tx,
      {
        ...{ ...made, document: '', totalMicros: BigInt(named.totalMicros), at: this.clock.now() },
        ...{ refusal: error.message, round: 1, ofId: null, carriedMicros: 0n, decidedBy: null },
      },
      [],
    );
  }

  /** A second round is about lines that were disputed in the first. */
  private async firstOf(
    tx: Tx,
    { peerId, period, currency }: NamedDocument,
    { of: first, lines }: SettlementDocument,
  ): Promise<string | null> {
    if (first === undefined) return null;
    const found = await tx.settlement.findFirst({
      where: { sha256: first, direction: 'IN', peerId, period, currency, round: 1, answer: { not: null } },
      select: { id: true },
    });
    if (found === null)
      throw new SettlementRefusedError('OTHER_LINES', 'the first round that it names was not answered here');
    const disputed = new Set((await this.settlements.disputed(tx, found.id)).map(keyOf));
    const other = lines.find((line) => !disputed.has(keyOf(line)));
    if (other !== undefined)
      throw new SettlementRefusedError('OTHER_LINES', `the line ${keyOf(other)} was not disputed`);
    return found.id;
  }

  /** What it takes off is what was accepted here of those that it names. */
  private async carriedBy(
    tx: Tx,
    named: NamedDocument,
    { carried = [] }: SettlementDocument,
  ): Promise<CarriedSettlement[]> {
    if (carried.length === 0) return [];
    const known = new Map(
      (await this.settlements.carriable(tx, 'IN', named)).map((one) => [one.sha256, one]),
    );
    const taken = new Map<string, CarriedSettlement>();
    for (const { settlement, amountMicros } of carried) {
      const one = known.get(settlement);
      if (one?.amountMicros !== BigInt(amountMicros) || taken.has(settlement))
        throw new SettlementRefusedError(
          'CARRIED',
          one === undefined
            ? `${settlement} is none that is carried`
            : `of ${settlement} ${one.amountMicros} are carried`,
        );
      taken.set(settlement, one);
    }
    return [...taken.values()];
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

  /**
   * Once all of the period was read and reckoned; until then it waits. What is insisted on in a second round and differs
   * waits for people.
   */
  private async answer({ id }: SettlementRecord): Promise<void> {
    await this.database.transaction(async (tx) => {
      const record = await this.settlements.find(tx, id);
      if (record?.state !== 'STATED') return;
      const lines = await this.judging.judged(tx, record);
      if (lines === null || (record.round === 2 && lines.some(({ verdict }) => verdict === 'DISPUTED')))
        return;
      await this.judging.answer(tx, record, lines);
    }, LONG);
  }
}

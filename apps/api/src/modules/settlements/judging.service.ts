import { canonicalise } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Tx } from '../../platform/database/database.ts';
import { InstanceSigner } from '../plays/index.ts';
import { acceptedOf, judge } from './judge.ts';
import type { Reckoned } from './judge.ts';
import { answerLine, hashOf, keyOf } from './settlement-document.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { SettlementRecord } from './settlement.repository.ts';
import type { AnsweredLine, SettlementLine } from './settlement.types.ts';

/** Judges what peers state by what their logs come to here, and answers it signed. */
@Injectable()
export class JudgingService {
  constructor(
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  /** @returns null before all of the periods that it is about was read and reckoned. */
  async judged(tx: Tx, record: SettlementRecord): Promise<AnsweredLine[] | null> {
    const { peerId, period, currency } = record;
    const stated = await this.settlements.lines(tx, record.id);
    // A period in which nothing was played is closed without a leaf that says what was shared out.
    const played = stated.some(({ released }) => released === null);
    const reckoned = await this.settlements.reckoned(tx, { peerId, period, currency }, played);
    const left = await this.released(tx, record, stated);
    if (reckoned === null || left === null) return null;
    const keys = new Set(stated.map(keyOf));
    // A second round is about its lines alone: what else is reckoned was answered in the first.
    const own = record.round === 1 ? reckoned : reckoned.filter((line) => keys.has(keyOf(line)));
    return judge(stated, [...own, ...left]);
  }

  private async released(
    tx: Tx,
    record: SettlementRecord,
    stated: readonly SettlementLine[],
  ): Promise<Reckoned[] | null> {
    const found: Reckoned[] = [];
    for (const period of new Set(stated.flatMap((line) => line.released ?? []))) {
      const { peerId, currency } = record;
      if ((await this.settlements.reckoned(tx, { peerId, period, currency }, true)) === null) return null;
      const lines = stated.filter((line) => line.released === period);
      found.push(...(await this.settlements.unsettled(tx, record, period, lines)));
    }
    return found;
  }

  /** @param decidedBy the operator who decided about lines that differ, in a second round. */
  async answer(
    tx: Tx,
    { id, sha256, peerId }: SettlementRecord,
    lines: readonly AnsweredLine[],
    decidedBy?: string,
  ): Promise<void> {
    const acceptedMicros = acceptedOf(lines);
    const peer = await tx.peer.findUniqueOrThrow({ where: { id: peerId }, select: { url: true } });
    const text = canonicalise(
      await this.signer.sign({
        ...{ format: 'flipside-settlement-answer/1', from: this.config.baseUrl, to: peer.url },
        ...{ settlement: sha256, acceptedMicros: acceptedMicros.toString(), lines: lines.map(answerLine) },
      }),
    );
    await this.settlements.answer(tx, id, {
      ...{ text, sha256: hashOf(text), acceptedMicros, lines },
      ...(decidedBy !== undefined && { decidedBy }),
    });
  }
}

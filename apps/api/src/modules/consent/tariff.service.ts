import { micros, parseCurrency, ppm, validateTariff } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Reader } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnavailableError, UnprocessableError } from '../../platform/problem/errors.ts';
import { tariffChanged } from './events.ts';
import { TARIFF_ID, TariffRepository } from './tariff.repository.ts';
import type { DatedTariff } from './tariff.repository.ts';

export interface TariffDraft {
  readonly currency: string;
  readonly perPlayMicros: string;
  readonly masterPpm: number;
  readonly compositionPpm: number;
  readonly remixerPpm: number;
  readonly platformPpm: number;
  readonly minimumMs: number;
  readonly dailyCap: number;
}

/** What a play pays and how it is parted. Versions are appended, never edited. */
@Injectable()
export class TariffService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TariffRepository) private readonly tariffs: TariffRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Public: what a play pays is no secret. */
  async current(): Promise<DatedTariff> {
    const tariff = await this.tariffs.current(this.database.prisma, this.clock.now());
    if (tariff === null) throw new NotFoundError('Tariff');
    return tariff;
  }

  /** The tariff that a decision at `at` is made under. */
  async inForce(reader: Reader, at: Date): Promise<DatedTariff> {
    const tariff = await this.tariffs.current(reader, at);
    if (tariff === null)
      throw new UnavailableError('No tariff is in force yet. An operator sets the first one.');
    return tariff;
  }

  async create(principal: Principal, draft: TariffDraft): Promise<DatedTariff> {
    principal.requireOperator();
    const currency = parseCurrency(draft.currency);
    if (!currency.ok)
      throw new UnprocessableError(currency.message, [{ pointer: '/currency', detail: currency.message }]);
    return await this.database.transaction(async (tx) => {
      await this.tariffs.lock(tx);
      const version = (await this.tariffs.latestVersion(tx)) + 1;
      const tariff: DatedTariff = {
        id: TARIFF_ID,
        version,
        kind: 'PER_PLAY',
        currency: currency.value,
        perPlayMicros: micros(BigInt(draft.perPlayMicros)),
        effectiveFrom: this.clock.now(),
        masterPpm: ppm(draft.masterPpm),
        compositionPpm: ppm(draft.compositionPpm),
        remixerPpm: ppm(draft.remixerPpm),
        platformPpm: ppm(draft.platformPpm),
        minimumMs: draft.minimumMs,
        dailyCap: draft.dailyCap,
      };
      const checked = validateTariff(tariff);
      if (!checked.ok)
        throw new UnprocessableError(checked.message, [{ pointer: '', detail: checked.message }]);
      await this.tariffs.append(tx, tariff);
      await this.outbox.append(tx, tariffChanged, { key: String(version), payload: { version } });
      return tariff;
    });
  }
}

import { micros, parseCurrency, ppm, validateTariff } from '@flipside/royalty';
import type { Currency, Tariff } from '@flipside/royalty';
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
  readonly kind: Tariff['kind'];
  readonly currency: string;
  /** What a play pays; `null` for tariffs that share out a pool. */
  readonly perPlayMicros: string | null;
  readonly masterPpm: number;
  readonly compositionPpm: number;
  readonly remixerPpm: number;
  readonly platformPpm: number;
  readonly minimumMs: number;
  readonly dailyCap: number;
  /** From when it is in force; `null`: from now on. */
  readonly effectiveFrom: string | null;
}

const LISTED = 100;

function fault(pointer: string, detail: string): UnprocessableError {
  return new UnprocessableError(detail, [{ pointer, detail }]);
}

function tariffOf(draft: TariffDraft, version: number, currency: Currency, now: Date): DatedTariff {
  const { kind, perPlayMicros } = draft;
  const effectiveFrom = draft.effectiveFrom === null ? now : new Date(draft.effectiveFrom);
  // Plays are counted under the tariff of their moment: none may come to hold for moments that have passed.
  if (effectiveFrom < now) throw fault('/effectiveFrom', 'A tariff starts now or later.');
  const terms = {
    id: TARIFF_ID,
    version,
    currency,
    effectiveFrom,
    masterPpm: ppm(draft.masterPpm),
    compositionPpm: ppm(draft.compositionPpm),
    remixerPpm: ppm(draft.remixerPpm),
    platformPpm: ppm(draft.platformPpm),
    minimumMs: draft.minimumMs,
    dailyCap: draft.dailyCap,
  };
  if (kind === 'PER_PLAY') {
    if (perPlayMicros === null) throw fault('/perPlayMicros', 'A tariff per play names what one play pays.');
    return { ...terms, kind, perPlayMicros: micros(BigInt(perPlayMicros)) };
  }
  if (perPlayMicros !== null)
    throw fault('/perPlayMicros', 'A tariff that shares out a pool names no price of a play.');
  return { ...terms, kind };
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

  /** Public: every version there was and those that are announced, the newest first. */
  async list(): Promise<DatedTariff[]> {
    return await this.tariffs.list(this.database.prisma, LISTED);
  }

  async create(principal: Principal, draft: TariffDraft): Promise<DatedTariff> {
    principal.requireOperator();
    const currency = parseCurrency(draft.currency);
    if (!currency.ok)
      throw new UnprocessableError(currency.message, [{ pointer: '/currency', detail: currency.message }]);
    return await this.database.transaction(async (tx) => {
      await this.tariffs.lock(tx);
      const version = (await this.tariffs.latestVersion(tx)) + 1;
      const tariff = tariffOf(draft, version, currency.value, this.clock.now());
      const checked = validateTariff(tariff);
      if (!checked.ok)
        throw new UnprocessableError(checked.message, [{ pointer: '', detail: checked.message }]);
      await this.tariffs.append(tx, tariff);
      await this.outbox.append(tx, tariffChanged, { key: String(version), payload: { version } });
      return tariff;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type { Currency, MicroUnits } from '@flipside/royalty';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { CheckedAccount } from './payee-account.ts';
import type { PayeeRecord, ShownAccount } from './payee.types.ts';

const ACCOUNT = `SELECT d.version, d.method, d.country, d.is_sepa AS "isSepa", d.masked, d.payable_from AS "payableFrom",
    d.created_at AS "createdAt", u.handle AS "enteredBy"
  FROM payee p JOIN payee_details d ON d.party_id = p.party_id AND d.version = p.details_version
  LEFT JOIN app_user u ON u.id = d.entered_by WHERE p.party_id = $1::uuid`;

export interface NewDetails {
  readonly partyId: string;
  readonly version: number;
  readonly account: Omit<CheckedAccount, 'secret'>;
  readonly sealed: string;
  readonly payableFrom: Date;
  readonly enteredBy: string;
  readonly createdAt: Date;
}

/** How parties are paid. Accounts are appended in versions and never change. */
@Injectable()
export class PayeeRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(partyId: string, reader: Reader = this.database.prisma): Promise<PayeeRecord> {
    const row = await reader.payee.findUnique({
      where: { partyId },
      select: {
        heldAt: true,
        heldReason: true,
        thresholds: { select: { currency: true, amountMicros: true }, orderBy: { currency: 'asc' } },
      },
    });
    const [account] = row === null ? [] : await reader.$queryRawUnsafe<ShownAccount[]>(ACCOUNT, partyId);
    return {
      partyId,
      account: account ?? null,
      held: row === null || row.heldAt === null ? null : { since: row.heldAt, reason: row.heldReason ?? '' },
      thresholds: (row?.thresholds ?? []).map(({ currency, amountMicros }) => ({
        currency: currency as Currency,
        amountMicros: micros(amountMicros),
      })),
    };
  }

  /** The payee's row, locked and made when there was none: changes to one payee come one after another. */
  async lock(tx: Tx, partyId: string): Promise<void> {
    await tx.payee.createMany({ data: [{ partyId }], skipDuplicates: true });
    await tx.$queryRaw`SELECT party_id FROM payee WHERE party_id = ${partyId}::uuid FOR UPDATE`;
  }

  /** How many accounts it ever had. */
  async lastVersion(tx: Tx, partyId: string): Promise<number> {
    const { _max: last } = await tx.payeeDetails.aggregate({ where: { partyId }, _max: { version: true } });
    return last.version ?? 0;
  }

  async append(tx: Tx, { account, ...details }: NewDetails): Promise<void> {
    const { method, country, isSepa, masked } = account;
    await tx.payeeDetails.create({
      data: { ...details, method, country, isSepa, masked },
      select: { version: true },
    });
    await this.use(tx, details.partyId, details.version);
  }

  /** Which version holds; none takes the account away. */
  async use(tx: Tx, partyId: string, detailsVersion: number | null): Promise<void> {
    await tx.payee.update({ where: { partyId }, data: { detailsVersion }, select: { partyId: true } });
  }

  async setThreshold(
    tx: Tx,
    partyId: string,
    currency: Currency,
    amountMicros: MicroUnits | null,
  ): Promise<void> {
    await tx.payeeThreshold.deleteMany({ where: { partyId, currency } });
    if (amountMicros !== null)
      await tx.payeeThreshold.createMany({ data: [{ partyId, currency, amountMicros }] });
  }

  async hold(tx: Tx, partyId: string, held: { at: Date; by: string; reason: string } | null): Promise<void> {
    await tx.payee.update({
      where: { partyId },
      data: { heldAt: held?.at ?? null, heldBy: held?.by ?? null, heldReason: held?.reason ?? null },
      select: { partyId: true },
    });
  }
}

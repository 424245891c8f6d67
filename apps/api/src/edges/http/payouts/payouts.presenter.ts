import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { parseCurrency, parseMicroUnits } from '@flipside/royalty';
import type { Currency, MicroUnits } from '@flipside/royalty';
import type { z } from 'zod';
import type {
  AccountDraft,
  LineRow,
  PayeeStanding,
  PaymentRow,
  PayoutFile,
  RunDetail,
  RunEvent,
  RunRow,
} from '../../../modules/payouts/index.ts';
import { InvalidRequestError } from '../../../platform/problem/errors.ts';
import type {
  LineView,
  NewPayeeAccount,
  PartyPayment,
  PayeeView,
  RunEventView,
  RunItem,
  RunView,
} from './payouts.schemas.ts';

/** @throws {InvalidRequestError} for a currency that the ledger does not keep. */
export function readCurrency(text: string, pointer = '/currency'): Currency {
  const parsed = parseCurrency(text);
  if (parsed.ok) return parsed.value;
  throw new InvalidRequestError([{ pointer, detail: parsed.message }]);
}

export function readMicros(text: string | null): MicroUnits | null {
  if (text === null) return null;
  const parsed = parseMicroUnits(text);
  if (parsed.ok) return parsed.value;
  throw new InvalidRequestError([{ pointer: '/amountMicros', detail: parsed.message }]);
}

export const readAccount = (body: z.infer<typeof NewPayeeAccount>): AccountDraft => ({
  ...body,
  bic: body.bic ?? null,
});

export function presentPayee({
  account,
  held,
  thresholds,
  coolingOffDays,
  usual,
}: PayeeStanding): z.infer<typeof PayeeView> {
  return {
    account:
      account === null
        ? null
        : {
            method: account.method,
            country: account.country,
            isSepa: account.isSepa,
            masked: account.masked,
            payableFrom: account.payableFrom.toISOString(),
            createdAt: account.createdAt.toISOString(),
            enteredBy: account.enteredBy,
          },
    held: held === null ? null : { since: held.since.toISOString(), reason: held.reason },
    thresholds: thresholds.map(({ currency, amountMicros }) => ({
      currency,
      amountMicros: String(amountMicros),
      usualMicros: String(usual(currency)),
    })),
    coolingOffDays,
  };
}

export function presentPayment({ partyId, partyName, ...row }: PaymentRow): z.infer<typeof PartyPayment> {
  return {
    ...row,
    party: { id: partyId, name: partyName },
    sentAt: row.sentAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    returnedAt: row.returnedAt?.toISOString() ?? null,
  };
}

export function presentRun({ createdById: _id, ...run }: RunRow): z.infer<typeof RunItem> {
  return {
    ...run,
    createdAt: run.createdAt.toISOString(),
    approvedAt: run.approvedAt?.toISOString() ?? null,
    sentAt: run.sentAt?.toISOString() ?? null,
    closedAt: run.closedAt?.toISOString() ?? null,
  };
}

export function presentDetail({
  run,
  counts,
  needsSecondPerson,
  hasDebtor,
}: RunDetail): z.infer<typeof RunView> {
  return { ...presentRun(run), counts: [...counts], needsSecondPerson, hasDebtor };
}

export function presentLine(line: LineRow): z.infer<typeof LineView> {
  return {
    ...line,
    balanceMicros: String(line.balanceMicros),
    amountMicros: String(line.amountMicros),
    carriedMicros: String(line.carriedMicros),
    settledAt: line.settledAt?.toISOString() ?? null,
    returnedAt: line.returnedAt?.toISOString() ?? null,
  };
}

export const presentEvent = (event: RunEvent): z.infer<typeof RunEventView> => ({
  ...event,
  createdAt: event.createdAt.toISOString(),
});

export const presentFile = ({ name, text }: PayoutFile, type: string): StreamableFile =>
  new StreamableFile(Readable.from(text, { objectMode: false }), {
    type,
    disposition: `attachment; filename="${name}"`,
  });

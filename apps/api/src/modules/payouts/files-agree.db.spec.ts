import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { floorToMinorUnit, microsOfDecimal } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { parse } from 'csv-parse/sync';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { PlayGrantService, PlayService } from '../plays/index.ts';
import { AuditRepository, PeriodCloseService, PeriodService, StatementService } from '../royalty/index.ts';
import type { StatementSummary } from '../royalty/index.ts';
import {
  PayeeService,
  PayoutFileService,
  PayoutRunService,
  PayoutSendingService,
  PayoutsModule,
} from './index.ts';

/* What the bank is told, what the list of payments says and what the statements show as paid is one number. */

const EUR = 'EUR' as Currency;
const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
let testDatabase: TestDatabase;
let world: ClockedWorld;
let operator: Principal;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-10-10T12:00:00Z'), [PayoutsModule], {
    PAYOUT_DEBTOR_NAME: 'Some Instance',
    PAYOUT_DEBTOR_IBAN: 'NL91ABNA0417164300',
    PAYOUT_THRESHOLDS: 'EUR:0.01',
  });
  operator = new Principal({ userId: await world.user(true), operator: true });
  await world.tariff(1);
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

async function play(recipe: string, times: number): Promise<void> {
  const start = world.clock.now();
  const receipts = await Promise.all(
    Array.from({ length: times }, async () => {
      const device = new Device();
      const grant = await world.app.get(PlayGrantService).issue(null, { recipe, device: device.did }, ORIGIN);
      return device.receipt(grant, start);
    }),
  );
  world.clock.advance(31_000);
  await world.app.get(PlayService).submit(null, receipts, ORIGIN);
}

async function close(period: string): Promise<StatementSummary[]> {
  await world.app.get(PeriodService).close(operator, period);
  await world.app.get(PeriodCloseService).run(period);
  const { items } = await world.app.get(StatementService).list(operator, {
    party: null,
    after: null,
    limit: 100,
  });
  return items.filter((item) => item.period === period);
}

async function enterAccount(partyId: string): Promise<void> {
  const userId = await world.user();
  await world.database.prisma.partyMember.create({ data: { partyId, userId, role: 'OWNER' } });
  const owner = new Principal({ userId, memberships: [{ partyId, role: 'OWNER' }] });
  const account = {
    method: 'IBAN',
    holder: 'Ada Müller',
    iban: 'DE89370400440532013000',
    bic: null,
  } as const;
  await world.app.get(PayeeService).setAccount(owner, partyId, account);
}

async function textOf(file: Promise<{ text: AsyncIterable<string> }>): Promise<string> {
  let text = '';
  for await (const piece of (await file).text) text += piece;
  return text;
}

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');
/** Whole cents, as banks write them. */
const cents = (text: string): bigint => microsOfDecimal(`${text}0000`);
const sum = (all: readonly bigint[]): bigint => all.reduce((total, one) => total + one, 0n);

test('pain.001, the CSV of payments, the ledger and the statements of the next period agree to the last unit', async () => {
  const recording = await world.recording([333_333, 666_667]);
  const { hash } = await world.recipe([{ recording, usageMs: 60_000 }]);
  await play(hash, 40);
  const owed = await close('2026-10');
  for (const { partyId } of owed) await enterAccount(partyId);

  const run = await world.app.get(PayoutRunService).draft(operator, EUR);
  await world.app.get(PayoutRunService).approve(operator, run);
  await world.app.get(PayoutSendingService).send(operator, run, null);
  const pain = await textOf(world.app.get(PayoutFileService).pain(operator, run));
  const csv = parse<Record<string, string>>(
    await textOf(world.app.get(PayoutFileService).csv(operator, run)),
    {
      columns: true,
      bom: true,
    },
  );
  const stated = await close('2026-11');
  const details = await Promise.all(
    stated.map(({ id }) => world.app.get(StatementService).get(operator, id)),
  );

  const amounts = elements(pain, 'InstdAmt').map(cents);
  const inCsv = csv.map(({ amount }) => cents(amount!));
  const paid = new Map(details.map(({ partyId, paidMicros }) => [partyId, paidMicros]));
  const due = owed.map(({ partyId, closingMicros }) => ({
    partyId,
    whole: floorToMinorUnit(closingMicros, EUR),
  }));
  expect(amounts.length).toBeGreaterThan(2);
  expect(elements(pain, 'CtrlSum').map(cents)).toEqual([sum(amounts), sum(amounts)]);
  expect(elements(pain, 'NbOfTxs')).toEqual([String(amounts.length), String(amounts.length)]);
  expect(inCsv.toSorted()).toEqual(amounts.toSorted());
  for (const { partyId, whole } of due) expect(paid.get(partyId) ?? 0n).toBe(whole);
  expect(sum([...paid.values()])).toBe(sum(amounts));
  const { rows } = await world.database.pool.query<{ paid: string }>(
    `SELECT sum(amount_micros)::text AS paid FROM posting WHERE account LIKE 'paid:%'`,
  );
  expect(BigInt(rows[0]!.paid)).toBe(sum(amounts));
  expect(await world.app.get(AuditRepository).findings()).toEqual([]);
});

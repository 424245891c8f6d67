import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accounts, journalEntry, micros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import { MergeService } from '../catalogue/index.ts';
import { AuditRepository, BookkeepingService, PayoutLedgerRepository } from '../royalty/index.ts';
import {
  PayeeService,
  PaymentService,
  PayoutRunService,
  PayoutSendingService,
  PayoutService,
  PayoutsModule,
} from './index.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';

const EUR = 'EUR' as Currency;
const IBAN = 'DE89370400440532013000';
const OTHER_IBAN = 'NL91ABNA0417164300';
const DAY = 86_400_000;
let testDatabase: TestDatabase;
let world: ClockedWorld;
let maker: Principal;
let checker: Principal;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-12-03T12:00:00Z'), [PayoutsModule]);
  maker = new Principal({ userId: await world.user(true), operator: true });
  checker = new Principal({ userId: await world.user(true), operator: true });
  const month = (id: string, state: 'STATED' | 'OPEN', opensAt: string, closesAt: string) =>
    world.database.prisma.period.create({
      data: { id, state, opensAt: new Date(opensAt), closesAt: new Date(closesAt) },
    });
  await month('2026-11', 'STATED', '2026-11-01', '2026-12-01');
  await month('2026-12', 'OPEN', '2026-12-01', '2027-01-01');
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const runs = () => world.app.get(PayoutRunService);
const sending = () => world.app.get(PayoutSendingService);
const payments = () => world.app.get(PaymentService);
const view = () => world.app.get(PayoutService);
const payees = () => world.app.get(PayeeService);
/** One balance here is below zero by hand and not by a close, which that rule names. */
const BY_HAND = 'payable is not below zero once a period is stated';
const findings = async () =>
  (await world.app.get(AuditRepository).findings()).filter(({ rule }) => rule !== BY_HAND);

/** Owes a party money, by an entry of its own. */
async function owe(
  partyId: string,
  amount: bigint,
  { currency = EUR, period = '2026-11' } = {},
): Promise<void> {
  const entry = journalEntry('ADJUSTMENT', newId(), currency, [
    { account: accounts.payable(partyId), amountMicros: micros(amount) },
    { account: accounts.funding, amountMicros: micros(-amount) },
  ]);
  await world.database.transaction((tx) =>
    world.app.get(PayoutLedgerRepository).append(tx, [entry], currency, period, world.clock.now()),
  );
}

async function balance(account: string, currency = 'EUR'): Promise<bigint> {
  const { rows } = await world.database.pool.query<{ sum: string }>(
    `SELECT coalesce(sum(o.amount_micros), 0)::text AS sum FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = $1 AND e.currency = $2`,
    [account, currency],
  );
  return BigInt(rows[0]!.sum);
}

const ownerOf = async (partyId: string): Promise<Principal> => {
  const userId = await world.user();
  await world.database.prisma.partyMember.create({ data: { partyId, userId, role: 'OWNER' } });
  return new Principal({ userId, memberships: [{ partyId, role: 'OWNER' }] });
};

const account = (iban = IBAN) => ({ method: 'IBAN', holder: 'Ada Müller', iban, bic: null }) as const;

/** A party with an account that is owed this. */
async function payee(
  amount: bigint,
  options: { currency?: Currency; iban?: string | null } = {},
): Promise<string> {
  const id = await world.party(`Payee ${newId().slice(-6)}`);
  if (amount !== 0n) await owe(id, amount, options);
  const iban = options.iban === undefined ? IBAN : options.iban;
  if (iban !== null) await payees().setAccount(await ownerOf(id), id, account(iban));
  return id;
}

async function linesOf(runId: string) {
  const { items } = await view().lines(
    maker,
    runId,
    { state: null, reason: null },
    { after: null, limit: 100 },
  );
  return Object.fromEntries(items.map((line) => [line.party.id, line]));
}

async function settleEverything(): Promise<void> {
  const { items } = await view().runs(maker, { after: null, limit: 100 });
  for (const run of items) {
    if (run.state === 'DRAFT' || run.state === 'APPROVED') await runs().cancel(maker, run.id);
    if (run.state === 'SENT') await payments().settleRun(maker, run.id);
  }
}

/** Drafted by one operator, approved by the other, sent. */
async function send(currency: Currency = EUR): Promise<string> {
  const id = await runs().draft(maker, currency);
  await runs().approve(checker, id);
  await sending().send(maker, id, null);
  return id;
}

describe('a run', () => {
  test('says who is paid what and who is not and why; a draft books nothing', async () => {
    const paid = await payee(12_345_678n);
    const small = await payee(9_999_999n);
    const nowhere = await payee(20_000_000n, { iban: null });
    const debtor = await payee(-5n);
    const stopped = await payee(30_000_000n);
    await payees().stop(maker, stopped, 'Who changed the account?');
    const moved = await payee(40_000_000n);
    await payees().setAccount(await ownerOf(moved), moved, account(OTHER_IBAN));
    const late = await payee(0n);
    await owe(late, 50_000_000n, { period: '2026-12' });
    const id = await runs().draft(maker, EUR);
    const lines = await linesOf(id);
    expect(lines[paid]).toMatchObject({
      state: 'PLANNED',
      reason: null,
      amountMicros: 12_340_000n,
      carriedMicros: 5_678n,
      account: 'DE89 •••• 3000',
      notSepa: null,
    });
    expect(lines[small]).toMatchObject({
      state: 'NOT_PAID',
      reason: 'BELOW_THRESHOLD',
      amountMicros: 0n,
      carriedMicros: 9_999_999n,
    });
    expect(lines[nowhere]?.reason).toBe('NO_PAYEE_DETAILS');
    expect(lines[debtor]).toMatchObject({ reason: 'NEGATIVE', balanceMicros: -5n });
    expect(lines[stopped]?.reason).toBe('ON_HOLD');
    expect(lines[moved]?.reason).toBe('COOLING_OFF');
    // It was not stated yet.
    expect(lines[late]).toBeUndefined();
    expect(await balance(`payable:${paid}`)).toBe(12_345_678n);
    const { run, needsSecondPerson } = await view().run(maker, id);
    expect(run).toMatchObject({
      state: 'DRAFT',
      untilPeriod: '2026-11',
      payments: 1,
      notPaid: 5,
      amountMicros: '12340000',
      sepaMicros: '12340000',
    });
    expect(BigInt(run.amountMicros) + BigInt(run.carriedMicros)).toBe(BigInt(run.balanceMicros));
    expect(needsSecondPerson).toBe(true);
    await expect(runs().draft(maker, EUR)).rejects.toMatchObject({
      code: 'already_exists',
      data: { run: id },
    });
    await runs().cancel(maker, id);
    await expect(runs().approve(checker, id)).rejects.toMatchObject({ code: 'invalid_transition' });
    expect(await findings()).toEqual([]);
  });

  test('is approved by another operator, sent once, and books what it pays', async () => {
    const party = await payee(20_000_001n);
    const id = await runs().draft(maker, EUR);
    await expect(sending().send(maker, id, null)).rejects.toMatchObject({ code: 'invalid_transition' });
    await expect(runs().approve(maker, id)).rejects.toMatchObject({ code: 'second_person_required' });
    await runs().approve(checker, id);
    await expect(sending().send(maker, id, '2026-12-02')).rejects.toMatchObject({ code: 'unprocessable' });
    await Promise.all([
      sending().send(maker, id, null),
      sending().send(checker, id, null),
      sending().send(maker, id, null),
    ]);
    expect(await balance(`payable:${party}`)).toBe(1n);
    expect(await balance(`paid:${party}`)).toBe(20_000_000n);
    expect((await view().run(maker, id)).run).toMatchObject({
      state: 'SENT',
      executionOn: '2026-12-03',
      sentPeriod: '2026-12',
    });
    expect((await linesOf(id))[party]).toMatchObject({ state: 'SENT' });
    const told = await world.database.prisma.outboxEvent.count({
      where: { topic: 'payouts.payment-sent', payload: { path: ['party', 'id'], equals: party } },
    });
    expect(told).toBe(1);
    await expect(runs().cancel(maker, id)).rejects.toMatchObject({ code: 'invalid_transition' });
    const again = await runs().draft(maker, EUR);
    expect((await linesOf(again))[party]).toMatchObject({ reason: 'BELOW_THRESHOLD', balanceMicros: 1n });
    await settleEverything();
    expect(await findings()).toEqual([]);
  });

  test('a payment that comes back is owed again to the last unit, also after it was settled, and is paid anew', async () => {
    const [first, second] = [await payee(20_000_001n), await payee(30_000_002n)];
    const id = await send();
    const lines = await linesOf(id);
    await payments().settle(maker, lines[first]!.id);
    await payments().giveBack(maker, lines[second]!.id, { code: 'AC04', note: 'Account closed' });
    expect(await balance(`payable:${second}`)).toBe(30_000_002n);
    expect(await balance(`paid:${second}`)).toBe(0n);
    await expect(
      payments().giveBack(maker, lines[second]!.id, { code: 'AC04', note: null }),
    ).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    await payments().giveBack(maker, lines[first]!.id, { code: 'AC06', note: null });
    expect(await balance(`payable:${first}`)).toBe(20_000_001n);
    expect((await linesOf(id))[first]).toMatchObject({ state: 'RETURNED', returnCode: 'AC06' });
    const returned = await world.database.prisma.outboxEvent.findFirst({
      where: { topic: 'payouts.payment-returned', key: lines[second]!.id },
    });
    expect(returned?.payload).toMatchObject({
      party: { id: second },
      amountMicros: '30000000',
      code: 'AC04',
    });
    await settleEverything();
    const next = await send();
    expect((await linesOf(next))[second]).toMatchObject({ state: 'SENT', amountMicros: 30_000_000n });
    const { items } = await view().payments(maker, second, { after: null, limit: 10 });
    expect(items.map(({ state }) => state)).toEqual(['SENT', 'RETURNED']);
    await settleEverything();
    expect(await findings()).toEqual([]);
  });

  test('nothing is taken by hand of what is being paid out', async () => {
    const party = await payee(20_000_000n);
    const id = await runs().draft(maker, EUR);
    await runs().approve(checker, id);
    const draft = { party, currency: 'EUR', amountMicros: '-20000000', against: 'platform' };
    let taken: Promise<unknown> = Promise.resolve();
    await world.database.transaction(async (tx) => {
      await world.app.get(PayoutRunRepository).lockCurrency(tx, EUR);
      taken = world.app
        .get(BookkeepingService)
        .adjust(maker, { ...draft, reference: 'hand', reason: 'Too much' })
        .catch((error: unknown) => error);
      await sleep(150);
      // As the sending does, but for the audit, which knows every payment.
      const entry = journalEntry('ADJUSTMENT', newId(), EUR, [
        { account: accounts.payable(party), amountMicros: micros(-20_000_000n) },
        { account: accounts.funding, amountMicros: micros(20_000_000n) },
      ]);
      await world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, '2026-12', world.clock.now());
    });
    expect(await taken).toMatchObject({ code: 'conflict' });
    expect(await balance(`payable:${party}`)).toBe(0n);
    await runs().cancel(maker, id);
  });

  test('a run whose last payment ends is settled', async () => {
    const party = await payee(20_000_000n);
    const id = await send();
    for (const line of Object.values(await linesOf(id)).filter(({ state }) => state === 'SENT')) {
      expect((await view().run(maker, id)).run.state).toBe('SENT');
      await payments().settle(maker, line.id);
    }
    expect((await view().run(maker, id)).run.state).toBe('SETTLED');
    expect((await linesOf(id))[party]?.settledAt).toEqual(world.clock.now());
    await payments().settleRun(maker, id);
  });

  test('what changed about a payee between draft and sending waits for the next run', async () => {
    const [good, moved, poorer, held, gone] = await Promise.all(
      [1n, 2n, 3n, 4n, 5n].map((n) => payee(20_000_000n + n)),
    );
    const into = await payee(0n);
    const id = await runs().draft(maker, EUR);
    await runs().approve(checker, id);
    const approved = (await view().run(maker, id)).run;
    await payees().setAccount(await ownerOf(moved!), moved!, account(OTHER_IBAN));
    await owe(poorer!, -5_000_000n, { period: '2026-12' });
    await payees().stop(maker, held!, 'A question');
    await world.app.get(MergeService).merge(maker, into, { fromId: gone!, reason: 'One and the same' });
    await sending().send(maker, id, null);
    const lines = await linesOf(id);
    expect(lines[good!]).toMatchObject({ state: 'SENT', amountMicros: 20_000_000n });
    expect(lines[moved!]).toMatchObject({
      state: 'NOT_PAID',
      reason: 'DETAILS_CHANGED',
      amountMicros: 0n,
      carriedMicros: 20_000_002n,
    });
    expect(lines[poorer!]?.reason).toBe('BALANCE_CHANGED');
    expect(lines[held!]?.reason).toBe('ON_HOLD');
    expect(lines[gone!]?.reason).toBe('PARTY_MERGED');
    const sent = (await view().run(maker, id)).run;
    expect(sent.payments).toBe(approved.payments - 4);
    expect(sent.balanceMicros).toBe(approved.balanceMicros);
    await settleEverything();
    // After the wait the other account is paid, what was merged goes to the party that stayed, and the debt is taken off.
    world.clock.advance(3 * DAY);
    await payees().resume(maker, held!, 'Answered');
    const next = await send();
    const later = await linesOf(next);
    expect(later[moved!]).toMatchObject({ state: 'SENT', account: 'NL91 •••• 4300' });
    expect(later[poorer!]).toMatchObject({ state: 'SENT', amountMicros: 15_000_000n });
    expect(later[held!]?.state).toBe('SENT');
    expect(later[into]).toMatchObject({ state: 'SENT', amountMicros: 20_000_000n, carriedMicros: 5n });
    expect(later[gone!]).toBeUndefined();
    expect([
      await balance(`payable:${gone}`),
      await balance(`payable:${into}`),
      await balance(`paid:${into}`),
    ]).toEqual([0n, 5n, 20_000_000n]);
    // Returned, everybody's account is what it was.
    await payments().giveBack(maker, later[into]!.id, { code: 'MS03', note: null });
    expect([await balance(`payable:${gone}`), await balance(`payable:${into}`)]).toEqual([20_000_005n, 0n]);
    await settleEverything();
    expect(await findings()).toEqual([]);
  });

  test('nothing about a payment changes in the database but its state, and history stays', async () => {
    const { pool } = world.database;
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM payout_line WHERE state = 'SETTLED' LIMIT 1`,
    );
    const line = rows[0]!.id;
    for (const sql of [
      `UPDATE payout_line SET amount_micros = amount_micros + 10000, balance_micros = balance_micros + 10000 WHERE id = $1`,
      `UPDATE payout_line SET state = 'SENT' WHERE id = $1`,
      `DELETE FROM payout_line WHERE id = $1`,
      `UPDATE payout_part SET amount_micros = 1 WHERE line_id = $1`,
      `DELETE FROM payout_event WHERE run_id = (SELECT run_id FROM payout_line WHERE id = $1)`,
      `UPDATE payout_run SET currency = 'USD' WHERE id = (SELECT run_id FROM payout_line WHERE id = $1)`,
      `UPDATE payee_details SET sealed = '' WHERE party_id = (SELECT party_id FROM payout_line WHERE id = $1)`,
    ])
      await expect(pool.query(sql, [line])).rejects.toMatchObject({ code: '23001' });
  });

  test('payments and returns are in the public log, accounts are not', async () => {
    const { rows } = await world.database.pool.query<{ body: Record<string, unknown> }>(
      `SELECT body FROM log_pending WHERE body ->> 't' = 'payout' ORDER BY seq`,
    );
    const sent = rows.filter(({ body }) => body['state'] === 'SENT');
    const { rows: lines } = await world.database.pool.query(
      `SELECT FROM payout_line WHERE sent_period IS NOT NULL`,
    );
    expect(sent).toHaveLength(lines.length);
    expect(sent[0]?.body).toMatchObject({
      currency: 'EUR',
      period: '2026-12',
      amountMicros: expect.stringMatching(/0000$/) as unknown,
    });
    const all = await world.database.pool.query<{ text: string }>(
      `SELECT string_agg(body::text, '') AS text FROM log_pending`,
    );
    for (const secret of [IBAN, OTHER_IBAN, 'Müller', 'DE89', 'holder'])
      expect(all.rows[0]!.text).not.toContain(secret);
  });

  test('the audit names money that moved outside of payments', async () => {
    const party = await payee(10_000_000n);
    const entry = journalEntry('PAYOUT', newId(), EUR, [
      { account: accounts.payable(party), amountMicros: micros(-11_000_000n) },
      { account: accounts.paid(party), amountMicros: micros(11_000_000n) },
    ]);
    await expect(
      world.database.transaction(async (tx) => {
        await world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, '2026-12', world.clock.now());
        await world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, '2026-12', world.clock.now());
      }),
    ).rejects.toThrow();
    await world.database.transaction((tx) =>
      world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, '2026-12', world.clock.now()),
    );
    const rules = (await findings()).map(({ rule }) => rule).sort();
    expect(rules).toEqual([
      'a payment is no more than the balance was',
      'every payment is booked as it was sent',
      'paid money is the payments that did not come back',
    ]);
  });
});

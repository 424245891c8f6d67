import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accounts, journalEntry, micros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld } from '../../../../../test/support/played-world.ts';
import { Principal } from '../../platform/auth/principal.ts';
import { newId } from '../../platform/ids/ids.ts';
import {
  PayeeService,
  PaymentService,
  PayoutRunService,
  PayoutSendingService,
  PayoutService,
  PayoutsModule,
} from '../payouts/index.ts';
import { PayoutLedgerRepository } from '../royalty/index.ts';
import { AuditModule, AuditService } from './index.ts';

const EUR = 'EUR' as Currency;
let testDatabase: TestDatabase;
let world: ClockedWorld;
let operator: Principal;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, new Date('2026-12-03T12:00:00Z'), [PayoutsModule, AuditModule]);
  operator = new Principal({ userId: await world.user(true), operator: true });
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

async function payee(amount: bigint): Promise<void> {
  const partyId = await world.party(`Payee ${newId().slice(-6)}`);
  const entry = journalEntry('ADJUSTMENT', newId(), EUR, [
    { account: accounts.payable(partyId), amountMicros: micros(amount) },
    { account: accounts.funding, amountMicros: micros(-amount) },
  ]);
  await world.database.transaction((tx) =>
    world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, '2026-11', world.clock.now()),
  );
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

/** Payments that no leaf speaks of. */
async function unsaid(): Promise<string[]> {
  const found: string[] = [];
  for await (const event of await world.app.get(AuditService).start(operator))
    if (event.event === 'finding' && event.rule === 'a row is what its leaf says') found.push(event.subject);
  return found.filter((subject) => subject.startsWith('payout_line'));
}

test('a payment that was sent, has arrived or came back is what its leaf says; one that was changed is named', async () => {
  for (const amount of [12_340_000n, 23_450_000n, 34_560_000n]) await payee(amount);
  const runs = world.app.get(PayoutRunService);
  const run = await runs.draft(operator, EUR);
  await runs.approve(operator, run);
  await world.app.get(PayoutSendingService).send(operator, run, null);
  const { items } = await world.app
    .get(PayoutService)
    .lines(operator, run, { state: null, reason: null }, { after: null, limit: 100 });
  const [arrived, cameBack] = items.map(({ id }) => id);
  await world.app.get(PaymentService).settle(operator, arrived!);
  await world.app.get(PaymentService).giveBack(operator, cameBack!, { code: 'AC04', note: null });
  expect(await unsaid()).toEqual([]);

  const client = await world.database.pool.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(
      'UPDATE payout_line SET amount_micros = amount_micros - 10000, carried_micros = carried_micros + 10000 WHERE id = $1',
      [arrived],
    );
  } finally {
    await client.query('SET session_replication_role = DEFAULT');
    client.release();
  }
  expect(await unsaid()).toEqual([`payout_line ${arrived}`]);
});

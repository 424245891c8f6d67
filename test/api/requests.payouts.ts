import { accounts, journalEntry, micros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { PayoutLedgerRepository } from '../../apps/api/src/modules/royalty/index.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { Stage } from './stage.ts';

interface Asked {
  readonly url: string;
  readonly body?: object;
}

type MakeRequest = (stage: Stage) => Asked | Promise<Asked>;

const EUR = 'EUR' as Currency;
const ACCOUNT = { method: 'IBAN', holder: 'North Label', iban: 'DE89370400440532013000' } as const;
const payee = ({ party }: Stage) => `/api/parties/${party}/payee`;

async function good(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<unknown> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(text);
  return json;
}

/** The party has an account that may be paid to, and is owed twenty euros. */
async function owe(stage: Stage): Promise<void> {
  const { world, owner, party, period } = stage;
  await world.send('POST', `${payee(stage)}/resume`, stage.operator, { reason: 'As before' });
  const known = (await good(world.get(payee(stage), owner))) as { account: object | null };
  if (known.account === null) await good(world.send('PUT', `${payee(stage)}/account`, owner, ACCOUNT));
  // A changed account waits for days; who may do what does not.
  await world.database.pool.query(
    `UPDATE payee SET details_version = 1 WHERE party_id = $1 AND details_version IS NOT NULL`,
    [party],
  );
  const entry = journalEntry('ADJUSTMENT', newId(), EUR, [
    { account: accounts.payable(party), amountMicros: micros(20_000_000n) },
    { account: accounts.funding, amountMicros: micros(-20_000_000n) },
  ]);
  await world.database.transaction((tx) =>
    world.app.get(PayoutLedgerRepository).append(tx, [entry], EUR, period, new Date()),
  );
}

/** No run is being prepared, and there is something to pay. */
async function clear(stage: Stage): Promise<void> {
  const { world } = stage;
  const open = await world.database.prisma.payoutRun.findMany({
    where: { state: { in: ['DRAFT', 'APPROVED'] } },
    select: { id: true },
  });
  for (const { id } of open) await good(world.post(`/api/payouts/runs/${id}/cancel`, stage.operator, {}));
  await owe(stage);
}

/** A run in this state; whoever approves it is not who made it. */
async function freshRun(stage: Stage, state: 'DRAFT' | 'APPROVED' | 'SENT'): Promise<string> {
  const { world, operator, cast } = stage;
  await clear(stage);
  const { id } = (await good(world.post('/api/payouts/runs', operator, { currency: 'EUR' }))) as {
    id: string;
  };
  const url = `/api/payouts/runs/${id}`;
  if (state !== 'DRAFT') await good(world.post(`${url}/approve`, cast.omnipotent, {}));
  if (state === 'SENT') await good(world.post(`${url}/send`, operator, {}));
  return url;
}

async function freshPayment(stage: Stage): Promise<string> {
  const { world, operator } = stage;
  const url = await freshRun(stage, 'SENT');
  const { items } = (await good(world.get(`${url}/lines?state=SENT`, operator))) as {
    items: { id: string }[];
  };
  return `/api/payouts/payments/${items[0]?.id}`;
}

export const PAYOUT_REQUESTS: Readonly<Record<string, MakeRequest>> = {
  'GET /api/parties/:id/payee': (stage) => ({ url: payee(stage) }),
  'PUT /api/parties/:id/payee/account': (stage) => ({ url: `${payee(stage)}/account`, body: ACCOUNT }),
  'DELETE /api/parties/:id/payee/account': async (stage) => {
    await owe(stage);
    return { url: `${payee(stage)}/account` };
  },
  'PUT /api/parties/:id/payee/thresholds/:currency': (stage) => ({
    url: `${payee(stage)}/thresholds/EUR`,
    body: { amountMicros: '5000000' },
  }),
  'POST /api/parties/:id/payee/stop': async (stage) => {
    await owe(stage);
    return { url: `${payee(stage)}/stop`, body: { reason: 'Who changed the account?' } };
  },
  'POST /api/parties/:id/payee/resume': async (stage) => {
    await stage.world.send('POST', `${payee(stage)}/stop`, stage.operator, { reason: 'Wait' });
    return { url: `${payee(stage)}/resume`, body: { reason: 'Answered' } };
  },
  'GET /api/parties/:id/payments': ({ party }) => ({ url: `/api/parties/${party}/payments?limit=5` }),
  'GET /api/payouts/owed': () => ({ url: '/api/payouts/owed' }),
  'GET /api/payouts/runs': () => ({ url: '/api/payouts/runs?limit=5' }),
  'POST /api/payouts/runs': async (stage) => {
    await clear(stage);
    return { url: '/api/payouts/runs', body: { currency: 'EUR' } };
  },
  'GET /api/payouts/runs/:id': async (stage) => ({ url: await freshRun(stage, 'DRAFT') }),
  'GET /api/payouts/runs/:id/lines': async (stage) => ({
    url: `${await freshRun(stage, 'DRAFT')}/lines?state=NOT_PAID&reason=BELOW_THRESHOLD`,
  }),
  'GET /api/payouts/runs/:id/history': async (stage) => ({
    url: `${await freshRun(stage, 'DRAFT')}/history`,
  }),
  'POST /api/payouts/runs/:id/approve': async (stage) => ({
    url: `${await freshRun(stage, 'DRAFT')}/approve`,
  }),
  'POST /api/payouts/runs/:id/send': async (stage) => ({
    url: `${await freshRun(stage, 'APPROVED')}/send`,
    body: { executionOn: new Date().toISOString().slice(0, 10) },
  }),
  'POST /api/payouts/runs/:id/settle': async (stage) => ({ url: `${await freshRun(stage, 'SENT')}/settle` }),
  'POST /api/payouts/runs/:id/cancel': async (stage) => ({
    url: `${await freshRun(stage, 'APPROVED')}/cancel`,
  }),
  'GET /api/payouts/runs/:id/pain.001.xml': async (stage) => ({
    url: `${await freshRun(stage, 'SENT')}/pain.001.xml`,
  }),
  'GET /api/payouts/runs/:id/payments.csv': async (stage) => ({
    url: `${await freshRun(stage, 'SENT')}/payments.csv`,
  }),
  'POST /api/payouts/payments/:id/settle': async (stage) => ({ url: `${await freshPayment(stage)}/settle` }),
  'POST /api/payouts/payments/:id/return': async (stage) => ({
    url: `${await freshPayment(stage)}/return`,
    body: { code: 'AC04', note: 'Account closed' },
  }),
};

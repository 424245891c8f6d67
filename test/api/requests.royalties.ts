import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { MakeRequest } from './asked.ts';
import { EVIDENCE } from './requests.made.ts';
import type { RouteName } from './routes.ts';
import type { Stage } from './stage.ts';

const PER_PLAY = {
  kind: 'PER_PLAY',
  currency: 'EUR',
  perPlayMicros: '4000',
  masterPpm: 500_000,
  compositionPpm: 150_000,
  remixerPpm: 250_000,
  platformPpm: 100_000,
};

/** A tariff that is announced for a day that no test sees. */
async function pooledTariff({ world, operator }: Stage, kind: string): Promise<number> {
  const { perPlayMicros: _price, ...split } = PER_PLAY;
  const body = { ...split, kind, effectiveFrom: '2126-01-01T00:00:00.000Z' };
  const answer = await world.post('/api/tariffs', operator, body);
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { version: number }).version;
}

async function openPeriod({ world, operator }: Stage): Promise<string> {
  const answer = await world.get('/api/royalties/periods', operator);
  const { items } = answer.json as { items: { id: string; state: string }[] };
  return `/api/royalties/periods/${items.find(({ state }) => state === 'OPEN')?.id ?? ''}`;
}

const adjustment = ({ party }: Stage) => ({
  ...{ party, currency: 'EUR', amountMicros: '1000', against: 'platform' },
  ...{ reference: newId(), reason: 'Goodwill' },
});

async function freshAdjustment(stage: Stage): Promise<string> {
  const { world, operator } = stage;
  const booked = await world.post('/api/royalties/adjustments', operator, adjustment(stage));
  if (booked.status !== 201) throw new Error(booked.text);
  return (booked.json as { items: { id: string }[] }).items[0]?.id ?? '';
}

const statement = ({ statement: id }: Stage) => `/api/royalties/statements/${id}`;

/** Tariffs, periods, the ledger and statements. */
export const ROYALTY_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'GET /api/royalties/periods': () => ({ url: '/api/royalties/periods' }),
  'GET /api/royalties/periods/:id': ({ period }) => ({ url: `/api/royalties/periods/${period}` }),
  'POST /api/royalties/periods/:id/close': ({ period }) => ({
    url: `/api/royalties/periods/${period}/close`,
  }),
  'GET /api/royalties/periods/:id/pools': ({ period }) => ({ url: `/api/royalties/periods/${period}/pools` }),
  'POST /api/royalties/periods/:id/pools': async (stage) => ({
    url: `${await openPeriod(stage)}/pools`,
    body: {
      tariff: await pooledTariff(stage, 'PRO_RATA'),
      amountMicros: '1000000',
      reference: newId(),
      evidence: EVIDENCE,
    },
  }),
  'POST /api/royalties/periods/:id/listener-payments': async (stage) => ({
    url: `${await openPeriod(stage)}/listener-payments`,
    body: {
      tariff: await pooledTariff(stage, 'USER_CENTRIC'),
      reference: newId(),
      evidence: EVIDENCE,
      payments: [{ listener: newId(), amountMicros: '1000000' }],
    },
  }),
  'GET /api/royalties/balances': ({ party }) => ({
    url: `/api/royalties/balances?party=${party}&currency=EUR&against=platform`,
  }),
  'GET /api/royalties/entries': () => ({ url: '/api/royalties/entries' }),
  'POST /api/royalties/entries/:id/reversal': async (stage) => ({
    url: `/api/royalties/entries/${await freshAdjustment(stage)}/reversal`,
    body: { reason: 'It was meant for another party' },
  }),
  'POST /api/royalties/adjustments': (stage) => ({
    url: '/api/royalties/adjustments',
    body: adjustment(stage),
  }),
  'GET /api/royalties/advances': () => ({ url: '/api/royalties/advances' }),
  'POST /api/royalties/advances': ({ party }) => ({
    url: '/api/royalties/advances',
    body: { party, currency: 'EUR', amountMicros: '5000000', reference: newId(), evidence: EVIDENCE },
  }),
  'GET /api/royalties/withholdings': () => ({ url: '/api/royalties/withholdings' }),
  'POST /api/royalties/withholdings': ({ party }) => ({
    url: '/api/royalties/withholdings',
    body: { party, jurisdiction: 'FR', ppm: 0, validFrom: '2026-01-01T00:00:00.000Z', evidence: EVIDENCE },
  }),
  'GET /api/royalties/statements': ({ party }) => ({ url: `/api/royalties/statements?party=${party}` }),
  'GET /api/royalties/statements/:id': (stage) => ({ url: statement(stage) }),
  'GET /api/royalties/statements/:id/lines': (stage) => ({ url: `${statement(stage)}/lines` }),
  'GET /api/royalties/statements/:id/document': (stage) => ({ url: `${statement(stage)}/document` }),
  'GET /api/royalties/statements/:id/breakdown': (stage) => ({ url: `${statement(stage)}/breakdown` }),
  'GET /api/royalties/statements/:id/export.csv': (stage) => ({ url: `${statement(stage)}/export.csv` }),
  'GET /api/royalties/statements/:id/export.pdf': (stage) => ({ url: `${statement(stage)}/export.pdf` }),
  'GET /api/royalties/statements/:id/export.dsr.tsv': (stage) => ({
    url: `${statement(stage)}/export.dsr.tsv`,
  }),
  'GET /api/royalties/statements/:id/export.ugc.tsv': (stage) => ({
    url: `${statement(stage)}/export.ugc.tsv`,
  }),
  'GET /api/tariffs': () => ({ url: '/api/tariffs' }),
  'GET /api/tariffs/current': () => ({ url: '/api/tariffs/current' }),
  'POST /api/tariffs': () => ({ url: '/api/tariffs', body: PER_PLAY }),
};

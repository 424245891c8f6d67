import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accounts, journalEntry, micros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import { SaxesParser } from 'saxes';
import { AuditRepository, PayoutLedgerRepository } from '../../../modules/royalty/index.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { newId } from '../../../platform/ids/ids.ts';
import { seal } from '../../../platform/keys/instance-secret.ts';
import { FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const DEBTOR = { name: 'Flipside Förderverein', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' } as never;
const THIS_MONTH = new Date().toISOString().slice(0, 7);
let world: FlipWorld;
let operator: User;
let second: User;
let owner: User;

beforeAll(async () => {
  world = await FlipWorld.open({
    payouts: { coolingOffDays: 3, thresholds: new Map(), debtor: DEBTOR },
  });
  [operator, second] = [
    await world.user('operator', { operator: true }),
    await world.user('second', { operator: true }),
  ];
  owner = await world.user('owner');
  const [opensAt, closesAt] = [new Date('2020-01-01'), new Date('2020-02-01')];
  await world.database.prisma.period.create({ data: { id: '2020-01', state: 'STATED', opensAt, closesAt } });
  await world.database.prisma.period.create({
    data: { id: THIS_MONTH, state: 'OPEN', opensAt: closesAt, closesAt: new Date() },
  });
});
afterAll(async () => {
  await world.close();
});

async function owe(
  owed: readonly (readonly [string, bigint])[],
  currency = 'EUR' as Currency,
): Promise<void> {
  const entries = owed.map(([party, amount]) =>
    journalEntry('ADJUSTMENT', newId(), currency, [
      { account: accounts.payable(party), amountMicros: micros(amount) },
      { account: accounts.funding, amountMicros: micros(-amount) },
    ]),
  );
  await world.database.transaction(
    (tx) => world.app.get(PayoutLedgerRepository).append(tx, entries, currency, '2020-01', new Date()),
    { timeoutMs: 60_000 },
  );
}

const put = (party: string, body: object, user = owner) =>
  world.send('PUT', `/api/parties/${party}/payee/account`, user, body);
const iban = (holder: string, number: string, more: object = {}) => ({
  method: 'IBAN',
  holder,
  iban: number,
  ...more,
});

/** Drafted, approved by the other operator and sent. */
async function run(currency: string): Promise<string> {
  const drafted = await world.post('/api/payouts/runs', operator, { currency });
  expect(drafted.status).toBe(201);
  const { id } = drafted.json as { id: string };
  expect((await world.post(`/api/payouts/runs/${id}/approve`, second, {})).status).toBe(200);
  // What does not fit into one batch is left to a job, of which there is none here; asking again goes on as well.
  let state = 'SENDING';
  while (state === 'SENDING') {
    const sent = await world.post(`/api/payouts/runs/${id}/send`, operator, {});
    expect(sent.status).toBe(200);
    ({ state } = sent.json as { state: string });
  }
  return id;
}

/** An XML file as the path of each element, in order, and its text. */
function elementsOf(xml: string): { path: string; text: string; attributes: Record<string, string> }[] {
  const parser = new SaxesParser();
  const found: { path: string; text: string; attributes: Record<string, string> }[] = [];
  const open: number[] = [];
  const names: string[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    names.push(name);
    open.push(found.push({ path: names.join('/'), text: '', attributes }) - 1);
  });
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (at !== undefined) found[at]!.text += text.trim();
  });
  parser.on('closetag', () => {
    names.pop();
    open.pop();
  });
  parser.write(xml).close();
  return found;
}

const cents = (text: string): bigint => {
  expect(text).toMatch(/^\d+\.\d{2}$/);
  return BigInt(text.replace('.', ''));
};

const HEAD = [
  'GrpHdr',
  'GrpHdr/MsgId',
  'GrpHdr/CreDtTm',
  'GrpHdr/NbOfTxs',
  'GrpHdr/CtrlSum',
  'GrpHdr/InitgPty',
  'GrpHdr/InitgPty/Nm',
  'PmtInf',
  'PmtInf/PmtInfId',
  'PmtInf/PmtMtd',
  'PmtInf/NbOfTxs',
  'PmtInf/CtrlSum',
  'PmtInf/PmtTpInf',
  'PmtInf/PmtTpInf/SvcLvl',
  'PmtInf/PmtTpInf/SvcLvl/Cd',
  'PmtInf/ReqdExctnDt',
  'PmtInf/ReqdExctnDt/Dt',
  'PmtInf/Dbtr',
  'PmtInf/Dbtr/Nm',
  'PmtInf/DbtrAcct',
  'PmtInf/DbtrAcct/Id',
  'PmtInf/DbtrAcct/Id/IBAN',
  'PmtInf/DbtrAgt',
  'PmtInf/DbtrAgt/FinInstnId',
  'PmtInf/DbtrAgt/FinInstnId/BICFI',
  'PmtInf/ChrgBr',
];
const TRANSFER = [
  '',
  '/PmtId',
  '/PmtId/EndToEndId',
  '/Amt',
  '/Amt/InstdAmt',
  '/Cdtr',
  '/Cdtr/Nm',
  '/CdtrAcct',
  '/CdtrAcct/Id',
  '/CdtrAcct/Id/IBAN',
  '/RmtInf',
  '/RmtInf/Ustrd',
];
const WITH_BIC = ['/CdtrAgt', '/CdtrAgt/FinInstnId', '/CdtrAgt/FinInstnId/BICFI'];
const ROOT = 'Document/CstmrCdtTrfInitn/';

describe('bank accounts', () => {
  test('are entered by owners, checked by field, sealed, and shown by their ends', async () => {
    const party = await world.party(owner, 'Ada');
    const bad = await put(party, iban('♫', 'DE89 3704 0044 0532 0130 01', { bic: 'X' }));
    expect(bad).toMatchObject({ status: 422, json: { code: 'unprocessable' } });
    expect((bad.json as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/holder',
      '/bic',
      '/iban',
    ]);
    expect((await put(party, { ...iban('Ada', 'DE89370400440532013000'), more: 1 })).status).toBe(400);
    expect((await put(party, iban('Ada', 'DE89370400440532013000'), operator)).status).toBe(403);
    const good = await put(party, iban('Ada Lovelace', 'de89 3704 0044 0532 0130 00', { bic: 'COBADEFF' }));
    expect(good).toMatchObject({
      status: 200,
      json: {
        account: {
          method: 'IBAN',
          country: 'DE',
          isSepa: true,
          masked: 'DE89 •••• 3000',
          enteredBy: 'owner',
        },
      },
    });
    expect(good.text).not.toContain('Lovelace');
    const { rows } = await world.database.pool.query<{ row: string }>(
      `SELECT row_to_json(d)::text AS row FROM payee_details d WHERE party_id = $1
       UNION ALL SELECT row_to_json(e)::text FROM party_event e WHERE party_id = $1
       UNION ALL SELECT row_to_json(o)::text FROM outbox_event o WHERE key = $1::text`,
      [party],
    );
    expect(rows.length).toBeGreaterThan(3);
    for (const { row } of rows)
      for (const secret of ['Lovelace', '37040044', 'COBADEFF']) expect(row).not.toContain(secret);
    const changed = await put(party, iban('Ada Lovelace', 'NL91ABNA0417164300'));
    const { account } = changed.json as { account: { payableFrom: string; createdAt: string } };
    expect(Date.parse(account.payableFrom) - Date.parse(account.createdAt)).toBe(3 * 86_400_000);
    const history = await world.get(`/api/parties/${party}/events`, owner);
    const kinds = (history.json as { items: { kind: string }[] }).items.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['PAYEE_ACCOUNT_CHANGED', 'PAYEE_ACCOUNT_ENTERED']);
    // Taken away and entered again is a change too.
    expect(await world.send('DELETE', `/api/parties/${party}/payee/account`, owner)).toMatchObject({
      status: 200,
      json: { account: null },
    });
    const again = (await put(party, iban('Ada Lovelace', 'NL91ABNA0417164300'))).json as {
      account: typeof account;
    };
    expect(Date.parse(again.account.payableFrom)).toBeGreaterThan(Date.now());
  });

  test('a threshold is the payee’s own choice, within bounds', async () => {
    const party = await world.party(owner, 'Threshold');
    const set = (currency: string, amountMicros: string | null) =>
      world.send('PUT', `/api/parties/${party}/payee/thresholds/${currency}`, owner, { amountMicros });
    expect(await set('EUR', '5000000')).toMatchObject({
      status: 200,
      json: { thresholds: [{ currency: 'EUR', amountMicros: '5000000', usualMicros: '10000000' }] },
    });
    expect((await set('EUR', '9999')).status).toBe(422);
    expect((await set('XXX', '9999000')).status).toBe(400);
    expect((await set('EUR', '-1')).status).toBe(400);
    expect(await set('EUR', null)).toMatchObject({ status: 200, json: { thresholds: [] } });
  });
});

describe('files for a bank', () => {
  test('pain.001.001.09, CSV and ledger agree to the cent; what SEPA does not reach is in the CSV alone', async () => {
    const names = ['Müller & Söhne', '=SUM(A1)', 'Łódź', 'Far'];
    // One after another: payments stand in the order in which parties were made.
    const parties: string[] = [];
    for (const name of names) parties.push(await world.party(owner, name));
    const [first, formula, third, far] = parties as [string, string, string, string];
    await put(first, iban('Müller & Söhne <GmbH>', 'DE89370400440532013000', { bic: 'COBADEFF' }));
    await put(formula, iban('=SUM(A1)', 'NL91ABNA0417164300'));
    await put(third, iban('Łódź//Żółć', 'TR330006100519786457841326'));
    await put(far, {
      method: 'OTHER',
      holder: 'Far Away',
      country: 'US',
      number: '12-3456-7890',
      bank: 'First Bank, Springfield',
    });
    await owe([
      [first, 10_009_999n],
      [formula, 20_000_000n],
      [third, 30_120_000n],
      [far, 40_000_001n],
    ]);
    const id = await run('EUR');
    const view = (await world.get(`/api/payouts/runs/${id}`, operator)).json as Record<string, unknown>;
    expect(view).toMatchObject({
      payments: 4,
      amountMicros: '100120000',
      sepaPayments: 2,
      sepaMicros: '30000000',
      state: 'SENT',
    });

    const pain = await world.get(`/api/payouts/runs/${id}/pain.001.xml`, operator);
    expect(pain).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    });
    const elements = elementsOf(pain.text);
    expect(elements[0]).toMatchObject({
      path: 'Document',
      attributes: { xmlns: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09' },
    });
    const transfers = ['PmtInf/CdtTrfTxInf', 'PmtInf/CdtTrfTxInf'];
    const paths = elements.slice(2).map(({ path }) => path.slice(ROOT.length));
    const withBic = [...TRANSFER.slice(0, 5), ...WITH_BIC, ...TRANSFER.slice(5)];
    const inOrder = (parts: readonly string[], under: string) => parts.map((part) => under + part);
    const expected = [...HEAD, ...inOrder(withBic, transfers[0]!), ...inOrder(TRANSFER, transfers[1]!)];
    expect(paths).toEqual(expected);
    const texts = (end: string) => elements.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
    expect(texts('/NbOfTxs')).toEqual(['2', '2']);
    expect(texts('/CtrlSum')).toEqual(['30.00', '30.00']);
    const amounts = elements.filter(({ path }) => path.endsWith('/InstdAmt'));
    expect(amounts.map(({ attributes }) => attributes)).toEqual([{ Ccy: 'EUR' }, { Ccy: 'EUR' }]);
    expect(amounts.reduce((sum, { text }) => sum + cents(text), 0n)).toBe(3_000n);
    expect(texts('PmtInf/PmtMtd')).toEqual(['TRF']);
    expect(texts('SvcLvl/Cd')).toEqual(['SEPA']);
    expect(texts('ReqdExctnDt/Dt')[0]).toBe(new Date().toISOString().slice(0, 10));
    expect(texts('Dbtr/Nm')).toEqual(['Flipside Forderverein']);
    expect(texts('Cdtr/Nm')).toEqual(['Muller + Sohne GmbH', 'SUM(A1)']);
    expect(texts('CdtrAcct/Id/IBAN')).toEqual(['DE89370400440532013000', 'NL91ABNA0417164300']);
    expect(texts('/Ustrd')[0]).toBe('Royalties until 2020-01 flipside.test');
    for (const text of [...texts('/MsgId'), ...texts('/PmtInfId'), ...texts('/EndToEndId')])
      expect(text).toMatch(/^[0-9a-f]{32}$/);

    const csv = await world.get(`/api/payouts/runs/${id}/payments.csv`, operator);
    expect(csv).toMatchObject({
      status: 200,
      headers: { 'content-disposition': expect.stringContaining('.csv') as unknown },
    });
    const rows = csv.text.trim().split('\r\n').slice(1);
    expect(rows).toHaveLength(4);
    expect(csv.text).toContain(`'=SUM(A1)`);
    expect(rows.filter((row) => row.includes(',EUR,OTHER,'))).toHaveLength(2);
    expect(csv.text).toContain('12-3456-7890,,"First Bank, Springfield",US,40.00,EUR,OTHER,SENT');
    const total = rows.reduce((sum, row) => sum + cents(/,(\d+\.\d{2}),EUR,/.exec(row)![1]!), 0n);
    const { rows: booked } = await world.database.pool.query<{ paid: string }>(
      `SELECT sum(amount_micros)::text AS paid FROM posting WHERE account LIKE 'paid:%'`,
    );
    expect(total * 10_000n).toBe(BigInt(booked[0]!.paid));
    // Whatever becomes of a payment, the file for the bank stays what was sent.
    const lines = (await world.get(`/api/payouts/runs/${id}/lines?state=SENT`, operator)).json as {
      items: { id: string; party: { id: string } }[];
    };
    const line = lines.items.find(({ party }) => party.id === first)!;
    expect(
      (await world.post(`/api/payouts/payments/${line.id}/return`, operator, { code: 'nope' })).status,
    ).toBe(400);
    expect(
      (await world.post(`/api/payouts/payments/${line.id}/return`, operator, { code: 'AC04' })).status,
    ).toBe(204);
    expect((await world.get(`/api/payouts/runs/${id}/pain.001.xml`, operator)).text).toBe(pain.text);
    const history = (await world.get(`/api/payouts/runs/${id}/history`, operator)).json as {
      items: { kind: string; detail: object }[];
    };
    expect(history.items.map(({ kind }) => kind)).toEqual([
      'FILE_TAKEN',
      'PAYMENT_RETURNED',
      'FILE_TAKEN',
      'FILE_TAKEN',
      'SENT',
      'SENDING',
      'APPROVED',
      'DRAFTED',
    ]);
    expect((await world.post(`/api/payouts/runs/${id}/settle`, operator, {})).json).toMatchObject({
      state: 'SETTLED',
    });
  });

  test('other currencies have the CSV alone, in their own decimals', async () => {
    const party = await world.party(owner, 'Tokyo');
    await put(party, iban('Tokyo', 'DE89370400440532013000'));
    await owe([[party, 1_234_999_999n]], 'JPY' as Currency);
    const draft = await world.post('/api/payouts/runs', operator, { currency: 'JPY' });
    const { id } = draft.json as { id: string };
    expect(await world.get(`/api/payouts/runs/${id}/payments.csv`, operator)).toMatchObject({ status: 409 });
    await world.post(`/api/payouts/runs/${id}/approve`, second, {});
    await world.post(`/api/payouts/runs/${id}/send`, operator, {
      executionOn: new Date().toISOString().slice(0, 10),
    });
    expect(await world.get(`/api/payouts/runs/${id}/pain.001.xml`, operator)).toMatchObject({
      status: 409,
      json: { code: 'conflict' },
    });
    expect((await world.get(`/api/payouts/runs/${id}/payments.csv`, operator)).text).toContain(
      ',DE,1234,JPY,OTHER,SENT,',
    );
    await world.post(`/api/payouts/runs/${id}/settle`, operator, {});
  });

  test('thousands of payees are drafted, sent and written without holding them', async () => {
    const many = 3_000;
    const ids = Array.from({ length: many }, () => newId());
    await world.database.prisma.party.createMany({
      data: ids.map((id, index) => ({ id, name: `Payee ${index}`, kind: 'PERSON' })),
    });
    await world.database.prisma.payee.createMany({
      data: ids.map((partyId) => ({ partyId, detailsVersion: 1 })),
    });
    const secret = JSON.stringify({
      holder: 'Somebody',
      account: 'NL91ABNA0417164300',
      bic: null,
      bank: null,
    });
    const { instanceSecret } = world.app.get<Config>(CONFIG);
    const [createdAt, payableFrom] = [new Date(), new Date()];
    await world.database.prisma.payeeDetails.createMany({
      data: ids.map((partyId) => ({
        partyId,
        version: 1,
        method: 'IBAN',
        country: 'NL',
        isSepa: true,
        masked: 'NL91 •••• 4300',
        sealed: seal(instanceSecret, `payee:${partyId}:1`, secret),
        payableFrom,
        enteredBy: owner.id,
        createdAt,
      })),
    });
    await owe(ids.map((id, index) => [id, 10_000_000n + BigInt(index) * 10_001n]));
    const id = await run('EUR');
    const view = (await world.get(`/api/payouts/runs/${id}`, operator)).json as {
      payments: number;
      sepaPayments: number;
      amountMicros: string;
      balanceMicros: string;
      carriedMicros: string;
    };
    expect(view.payments).toBe(many + 1);
    expect(BigInt(view.amountMicros) + BigInt(view.carriedMicros)).toBe(BigInt(view.balanceMicros));
    const pain = await world.get(`/api/payouts/runs/${id}/pain.001.xml`, operator);
    const sums = elementsOf(pain.text);
    const amount = sums
      .filter(({ path }) => path.endsWith('/InstdAmt'))
      .reduce((sum, { text }) => sum + cents(text), 0n);
    expect(sums.find(({ path }) => path.endsWith('GrpHdr/NbOfTxs'))?.text).toBe(String(view.sepaPayments));
    expect(cents(sums.find(({ path }) => path.endsWith('GrpHdr/CtrlSum'))!.text)).toBe(amount);
    const csv = await world.get(`/api/payouts/runs/${id}/payments.csv`, operator);
    expect(csv.text.trim().split('\r\n')).toHaveLength(many + 2);
    let [pages, cursor, seen] = [0, '', new Set<string>()];
    do {
      const url = `/api/payouts/runs/${id}/lines?limit=100&state=SENT${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await world.get(url, operator)).json as {
        items: { id: string }[];
        nextCursor: string | null;
      };
      for (const item of page.items) seen.add(item.id);
      [pages, cursor] = [pages + 1, page.nextCursor ?? ''];
    } while (cursor !== '');
    expect([pages, seen.size]).toEqual([Math.ceil((many + 1) / 100), many + 1]);
    expect(await world.app.get(AuditRepository).findings()).toEqual([]);
  }, 60_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Fleet, until } from './support/fleet.ts';
import type { Member } from './support/fleet.ts';
import { listen, numbersFrom, shuffled } from './support/listening.ts';
import type { HeardPlay } from './support/listening.ts';
import { modelOf } from './support/model.ts';

const PLAYS = 20_000;
/** Receipts that are sent a second time, by devices that do not know that they were heard. */
const AGAIN = 3_000;
const BATCH = 100;
const SENDERS = 4;
/** More than four batches of a run, so that most of it is left to the worker. */
const PAYEES = 4_500;
/** Each of them three times, and the one that works once more while it closes the period. */
const VICTIMS: readonly Member[] = ['api', 'worker', 'postgres'].flatMap((one) =>
  Array<Member>(3).fill(one as Member),
);
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000_007);

interface Result {
  readonly grant: string;
  readonly status: string;
  readonly promise?: { readonly leaf: string; readonly receiptId: string };
}

interface StatementDocument {
  readonly party: { readonly id: string; readonly name: string };
  readonly earnedMicros: string;
  readonly closingMicros: string;
  readonly lines: {
    recipe: string;
    side: string;
    subjectId: string | null;
    territory: string;
    plays: string;
    amountMicros: string;
  }[];
}

const next = numbersFrom(SEED);
let fleet: Fleet;
let heard: HeardPlay[];

beforeAll(async () => {
  console.info(`FAULT_SEED=${SEED}`);
  fleet = await Fleet.create();
  await fleet.start('api');
  await fleet.start('worker');
  await fleet.ready();
});
afterAll(async () => {
  console.info(`processes that gave up by themselves and were started again: ${fleet.restarts}`);
  await fleet.close();
});

/** Sends until the instance has answered, as devices do; each from an address of its own. */
async function send(batch: readonly object[], address: string): Promise<Result[]> {
  for (;;) {
    try {
      const response = await fetch(`${fleet.baseUrl}/api/plays`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ receipts: batch }),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      if (response.status === 200) return (JSON.parse(text) as { results: Result[] }).results;
      if (response.status < 500) throw new Error(`refused with ${response.status}: ${text}`);
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('refused')) throw error;
    }
    await sleep(100);
  }
}

/** Kills one after the other when so much has arrived, wherever that finds them. */
async function killAll(arrived: () => number, total: number): Promise<void> {
  for (const [index, victim] of shuffled(VICTIMS, next).entries()) {
    const mark = ((index + 0.2 + next(100) / 150) / (VICTIMS.length + 1)) * total;
    while (arrived() < mark) await sleep(5);
    await sleep(next(80));
    await fleet.kill(victim);
    await sleep(next(400));
    await fleet.start(victim);
  }
}

const results: Result[] = [];

describe('twenty thousand receipts, while everything that counts them is killed', () => {
  test('are all answered', async () => {
    heard = await listen(fleet, PLAYS, next);
    const again = shuffled(heard, next).slice(0, AGAIN);
    const receipts = shuffled([...heard, ...again], next).map(({ receipt }) => receipt);
    const batches = Array.from({ length: receipts.length / BATCH }, (_, index) =>
      receipts.slice(index * BATCH, (index + 1) * BATCH),
    );
    let arrived = 0;
    const waiting = batches.entries();
    const sender = async (): Promise<void> => {
      for (const [index, batch] of waiting) {
        results.push(...(await send(batch, `10.0.${index >> 8}.${index & 255}`)));
        arrived += batch.length;
      }
    };
    await Promise.all([killAll(() => arrived, receipts.length), ...Array.from({ length: SENDERS }, sender)]);
    expect(results).toHaveLength(PLAYS + AGAIN);
    const statuses = new Set(results.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['counted', 'duplicate']);
    expect(new Set(results.map(({ grant }) => grant)).size).toBe(PLAYS);
  });

  test('are counted once each, whatever was answered', async () => {
    const [row] = await fleet.query<{ plays: number; keys: number; grants: number; counts: number }>(
      `SELECT (SELECT count(*) FROM play)::int AS plays, (SELECT count(*) FROM play_key)::int AS keys,
        (SELECT count(DISTINCT grant_id) FROM play)::int AS grants, (SELECT count(*) FROM play_rejection)::int AS counts`,
    );
    expect(row).toEqual({ plays: PLAYS, keys: PLAYS, grants: PLAYS, counts: 0 });
    // An answer that a kill took away was given again as a duplicate: never more was promised than counted.
    const counted = results.filter(({ status }) => status === 'counted');
    expect(counted.length).toBeLessThanOrEqual(PLAYS);
    expect(counted.length).toBeGreaterThan(PLAYS / 2);
    expect(new Set(counted.map(({ grant }) => grant)).size).toBe(counted.length);
  });

  test('are in the log, each that was promised and no other', async () => {
    const placed = async () =>
      (await fleet.query<{ n: number }>(`SELECT count(*)::int AS n FROM log_leaf WHERE log = 'plays'`))[0]!.n;
    await until('all plays have their place in the log', async () => (await placed()) === PLAYS);
    const promised = results.flatMap(({ promise }) => promise?.leaf ?? []);
    const found = await fleet.query<{ hash: string }>(
      `SELECT DISTINCT encode(hash, 'hex') AS hash FROM log_leaf WHERE log = 'plays'`,
    );
    const leaves = new Set(found.map(({ hash }) => hash));
    expect(leaves.size).toBe(PLAYS);
    expect(promised.filter((leaf) => !leaves.has(leaf))).toEqual([]);
    const { code, document } = await fleet.flipside(['verify', 'log']);
    expect([code, document]).toMatchObject([
      0,
      {
        ok: true,
        logs: [
          { log: 'consent', ok: true, fault: null },
          { log: 'plays', ok: true, size: PLAYS, entriesRead: PLAYS },
        ],
      },
    ]);
  });

  test('leave nothing for an audit to find', async () => {
    expect(await fleet.flipside(['audit'])).toMatchObject({ code: 0, document: { ok: true, findings: [] } });
  });

  test('come to the statements of one thread that never fails, whoever dies during the close', async () => {
    const [open] = (await fleet.operator.get<{ items: { id: string }[] }>('/api/royalties/periods')).items;
    const state = async (): Promise<string> =>
      (await fleet.operator.get<{ state: string }>(`/api/royalties/periods/${open!.id}`)).state;
    await fleet.operator.post(`/api/royalties/periods/${open!.id}/close`);
    for (const victim of ['worker', 'postgres', 'worker'] as const) {
      await sleep(next(1_500));
      await fleet.kill(victim);
      await fleet.start(victim);
    }
    await until('the period is stated', async () => (await state()) === 'STATED');
    const unplaced = 'SELECT count(*)::int AS n FROM log_pending';
    await until('the log says so', async () => (await fleet.query<{ n: number }>(unplaced))[0]!.n === 0);

    const expected = await modelOf(fleet, heard);
    const out = join(fleet.directory, 'statements');
    const pulled = await fleet.flipside(['statements', 'pull', '--out', out]);
    expect(pulled).toMatchObject({ code: 0, document: { ok: true, known: 0 } });
    const files = readdirSync(join(out, open!.id)).map((name) => join(out, open!.id, name));
    expect(files).toHaveLength(expected.size);
    expect(pulled.document.written.toSorted()).toEqual(files.toSorted());
    for (const file of files) {
      const { party, lines, earnedMicros } = JSON.parse(readFileSync(file, 'utf8')) as StatementDocument;
      const stated = lines.map(({ recipe, side, subjectId, territory, plays, amountMicros }) => [
        `${recipe} ${side} ${subjectId ?? '-'} ${territory}`,
        { plays: BigInt(plays), amountMicros: BigInt(amountMicros) },
      ]);
      const model = [...expected.get(party.id)!];
      expect(new Map(stated as typeof model)).toEqual(new Map(model));
      const sum = model.reduce((total, [, { amountMicros }]) => total + amountMicros, 0n);
      expect(earnedMicros).toBe(String(sum));
    }
    // Three of them from outside; the audit below comes to all of them by the same code.
    for (const file of shuffled(files, next).slice(0, 3))
      expect(await fleet.flipside(['verify', 'statement', file])).toMatchObject({
        code: 0,
        document: { ok: true, differences: [], faults: [], unservedRecipes: [] },
      });
    expect(await fleet.flipside(['audit'])).toMatchObject({ code: 0, document: { ok: true, findings: [] } });
    expect((await fleet.flipside(['verify', 'log'])).code).toBe(0);
  });

  test('are followed by payments, each of them once, whoever dies while they are sent and settled', async () => {
    await fleet.query(`WITH new AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, ${PAYEES}) n),
        p AS (INSERT INTO party (id, name, kind) SELECT id, 'Payee ' || n, 'PERSON' FROM new),
        e AS (INSERT INTO payee (party_id, details_version) SELECT id, 1 FROM new),
        d AS (INSERT INTO payee_details (party_id, version, method, country, is_sepa, masked, sealed, payable_from, entered_by, created_at)
          SELECT id, 1, 'IBAN', 'DE', true, 'DE89', '', now(), gen_random_uuid(), now() FROM new),
        j AS (INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at)
          SELECT gen_random_uuid(), 'ADJUSTMENT', 'owed', 'EUR', id, now() FROM period WHERE state = 'STATED' RETURNING id)
      INSERT INTO posting (entry_id, position, account, amount_micros)
        SELECT j.id, n, 'payable:' || new.id, 20000000 + n % 1000 FROM j, new
        UNION ALL SELECT j.id, 0, 'funding', -sum(20000000 + n % 1000) FROM j, new GROUP BY j.id`);
    const { id } = await fleet.operator.post<{ id: string }>('/api/payouts/runs', { currency: 'EUR' });
    const run = async () =>
      await fleet.operator.get<{ state: string; payments: number; amountMicros: string }>(
        `/api/payouts/runs/${id}`,
      );
    await fleet.operator.post(`/api/payouts/runs/${id}/approve`);
    const ask = async (step: string): Promise<string> =>
      (await fleet.operator.post<{ state: string }>(`/api/payouts/runs/${id}/${step}`, {})).state;
    const first = await ask('send');
    for (const victim of ['worker', 'postgres', 'api'] as const) {
      await sleep(next(300));
      await fleet.kill(victim);
      await fleet.start(victim);
    }
    // The job of a worker that died is looked for after half a minute; whoever asks again need not wait for it.
    await until('the run is sent', async () => (await ask('send')) === 'SENT');
    // What does not fit into one batch was not done when it was answered.
    expect(first).toBe('SENDING');
    await until('the run is settled', async () => (await ask('settle')) === 'SETTLED');
    const paid = String(20_000_000n * BigInt(PAYEES));
    expect(await run()).toMatchObject({ payments: PAYEES, amountMicros: paid });
    const [booked] = await fleet.query<object>(
      `SELECT (SELECT count(*) FROM journal_entry WHERE kind = 'PAYOUT')::int AS entries,
        (SELECT sum(amount_micros) FROM posting WHERE account LIKE 'paid:%')::text AS paid,
        (SELECT count(*) FROM outbox_event WHERE topic = 'payouts.payment-sent')::int AS told`,
    );
    expect(booked).toEqual({ entries: PAYEES, paid, told: PAYEES });
    expect(await fleet.flipside(['audit'])).toMatchObject({ code: 0, document: { ok: true, findings: [] } });
  });
});

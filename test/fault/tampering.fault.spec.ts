import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Fleet, until } from './support/fleet.ts';
import { listen, numbersFrom } from './support/listening.ts';
import type { HeardPlay } from './support/listening.ts';

/**
 * Somebody with every power over the database changes it with all triggers off. Which command names it, and how:
 *
 * | changed                                | command            | name                                             |
 * | -------------------------------------- | ------------------ | ------------------------------------------------ |
 * | a stored play                          | `audit`            | a play is what its leaf says                     |
 * | a play and its receipt                 | `audit`            | a play is the receipt that was committed to      |
 * | the entry of a leaf                    | `verify log`       | `ENTRY_WRONG`                                    |
 * | the entry and the hash of a leaf       | `verify log`       | `TILE_WRONG`                                     |
 * | a leaf, and all of the log signed anew | `verify log`       | `FORKED`                                         |
 * | the last leaves, taken away            | `verify log`       | `ROLLED_BACK`                                    |
 * | the key of the log                     | `verify log`       | `KEY_CHANGED`                                    |
 * | a grant                                | `audit`            | a row is what its leaf says                      |
 * | a share                                | `audit`            | a row is what its leaf says                      |
 * | an amount of a statement               | `verify statement` | the line, with what is stated and what is due    |
 * | the same, hashed anew                  | `verify statement` | `HASH_DIFFERS`, and the line                     |
 * | an amount of a statement               | `audit`            | a statement is the document that was hashed      |
 * | a posting, and its counterpart         | `audit`            | allocations are what the close posted            |
 */
const PLAYS = 400;
const BASE = 'postgres';
const COPY = 'tampered';
const UNGUARDED = `SET session_replication_role = replica;`;

let fleet: Fleet;
/** What was seen of the logs before anything was changed. */
let memory: string;
let statement: { id: string; file: string };
/** The plays log as it was before the last plays. */
let earlier: { size: number };

async function report(heard: readonly HeardPlay[]): Promise<void> {
  for (let from = 0; from < heard.length; from += 100) {
    const receipts = heard.slice(from, from + 100).map(({ receipt }) => receipt);
    const { results } = await fleet.operator
      .as(null)
      .post<{ results: { status: string }[] }>('/api/plays', { receipts });
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['counted']));
  }
}

async function untilLogged(plays: number): Promise<void> {
  await until('all plays are logged', async () => {
    const [row] = await fleet.query<{ size: string; pending: number }>(
      `SELECT (SELECT size::text FROM log_head WHERE log = 'plays') AS size,
        (SELECT count(*) FROM log_pending)::int AS pending`,
    );
    return row!.size === String(plays) && row!.pending === 0;
  });
}

beforeAll(async () => {
  fleet = await Fleet.create();
  await fleet.start('api');
  await fleet.start('worker');
  await fleet.ready();
  const heard = await listen(fleet, PLAYS, numbersFrom(4));
  await report(heard.slice(0, PLAYS / 2));
  await untilLogged(PLAYS / 2);
  await fleet.query(`CREATE TABLE head_of_before AS SELECT * FROM log_head WHERE log = 'plays'`);
  earlier = { size: PLAYS / 2 };
  await report(heard.slice(PLAYS / 2));
  const [open] = (await fleet.operator.get<{ items: { id: string }[] }>('/api/royalties/periods')).items;
  await fleet.operator.post(`/api/royalties/periods/${open!.id}/close`);
  await until('the period is stated', async () => {
    const { state } = await fleet.operator.get<{ state: string }>(`/api/royalties/periods/${open!.id}`);
    return state === 'STATED';
  });
  await untilLogged(PLAYS);

  memory = join(fleet.directory, 'seen');
  expect(await fleet.flipside(['verify', 'log'], memory)).toMatchObject({ code: 0 });
  const out = join(fleet.directory, 'statements');
  expect(await fleet.flipside(['statements', 'pull', '-o', out])).toMatchObject({ code: 0 });
  const directory = join(out, open!.id);
  const file = readdirSync(directory)
    .map((name) => join(directory, name))
    .find((path) => (JSON.parse(readFileSync(path, 'utf8')) as { lines: object[] }).lines.length > 3)!;
  const [row] = await fleet.query<{ id: string }>(
    `SELECT id::text FROM statement WHERE party_id = (SELECT ($1::jsonb #>> '{party,id}')::uuid)`,
    [readFileSync(file, 'utf8')],
  );
  statement = { id: row!.id, file };
  await fleet.stopProcesses();
});
afterAll(async () => {
  await fleet.close();
});

/** Each change is made to a copy of its own. */
let seen: string;
let run = 0;
/** Whether the API goes on when its database is taken away, and finds the next copy in its place. */
let staysUp = false;
beforeEach(async () => {
  fleet.use(BASE);
  await fleet.query(`CREATE DATABASE ${COPY} TEMPLATE ${BASE}`, [], 'template1');
  fleet.use(COPY);
  seen = join(fleet.directory, `seen-${(run += 1)}`);
  mkdirSync(seen);
  cpSync(memory, seen, { recursive: true });
});
afterEach(async () => {
  if (!staysUp) await fleet.stopProcesses();
  await fleet.query(`DROP DATABASE ${COPY} WITH (FORCE)`, [], 'template1');
});

const change = async (sql: string): Promise<void> => void (await fleet.query(`${UNGUARDED} ${sql}`));

async function serve(): Promise<void> {
  if (!fleet.isRunning('api')) await fleet.start('api');
  await fleet.ready();
}

const verifyLog = async (log: string) => await fleet.flipside(['verify', 'log', log], seen);
const audit = async () => await fleet.flipside(['audit'], seen);
const rulesOf = (document: { findings: { rule: string }[] }): string[] => [
  ...new Set(document.findings.map(({ rule }) => rule)),
];

const ONE_PLAY = `receipt_id = (SELECT min(receipt_id::text)::bytea FROM play)`;
const JSON_OF = `convert_from(entry, 'UTF8')`;
/** A play elsewhere: of as many bytes, so that nothing but the hash tells. */
const ELSEWHERE = `convert_to(replace(replace(replace(${JSON_OF}, '"territory":"GB"', '"territory":"XX"'),
  '"territory":"FR"', '"territory":"GB"'), '"territory":"XX"', '"territory":"FR"'), 'UTF8')`;
const IN_FRANCE = `(SELECT min(index) FROM log_leaf WHERE log = 'plays' AND ${JSON_OF} LIKE '%"territory":"FR"%')`;

describe('what nobody touched', () => {
  test('is found in order by every command', async () => {
    await serve();
    expect(await verifyLog('both')).toMatchObject({ code: 0, document: { ok: true } });
    expect(await audit()).toMatchObject({ code: 0, document: { ok: true, findings: [] } });
    for (const target of [statement.id, statement.file])
      expect(await fleet.flipside(['verify', 'statement', target], seen)).toMatchObject({
        code: 0,
        document: { ok: true, differences: [], faults: [], statement: { id: statement.id } },
      });
  });
});

describe('flipside audit names', () => {
  beforeAll(() => {
    staysUp = true;
  });
  afterAll(async () => {
    staysUp = false;
    await fleet.stopProcesses();
  });

  test.each([
    [
      'a stored play',
      `UPDATE play SET territory = CASE territory WHEN 'GB' THEN 'FR' ELSE 'GB' END WHERE ${ONE_PLAY}`,
      'a play is what its leaf says',
    ],
    [
      'a play and its receipt',
      `UPDATE play SET heard_ms = 99000, receipt = (receipt::jsonb || '{"heardMs": 99000}')::json WHERE ${ONE_PLAY}`,
      'a play is the receipt that was committed to',
    ],
    [
      'a play that was taken out',
      `DELETE FROM play_key WHERE grant_id = (SELECT grant_id FROM play WHERE ${ONE_PLAY}); DELETE FROM play WHERE ${ONE_PLAY}`,
      'a play is what its leaf says',
    ],
    [
      'a grant',
      `UPDATE grant_version SET policy = 'REPORT_USAGE' WHERE id = (SELECT min(id::text)::uuid FROM grant_version)`,
      'a row is what its leaf says',
    ],
    [
      'a share',
      `UPDATE share SET ppm = ppm - 1 WHERE id = (SELECT min(id::text)::uuid FROM share)`,
      'a row is what its leaf says',
    ],
    [
      'an amount of a statement',
      `UPDATE statement_line SET amount_micros = amount_micros + 1 WHERE statement_id = (SELECT min(id::text)::uuid FROM statement) AND position = 0`,
      'a statement is the document that was hashed',
    ],
    [
      'what a statement closes with',
      `UPDATE statement SET closing_micros = closing_micros + 1 WHERE id = (SELECT min(id::text)::uuid FROM statement)`,
      'a statement says what its document says',
    ],
    [
      'postings of a close',
      `UPDATE posting SET amount_micros = amount_micros + CASE WHEN account = 'platform' THEN -7 ELSE 7 END
        WHERE (entry_id, account) IN (SELECT o.entry_id, o.account FROM posting o JOIN journal_entry e ON e.id = o.entry_id
          WHERE e.kind = 'CLOSE' AND o.account IN ('platform', (SELECT min(account) FROM posting WHERE account LIKE 'payable:%')))`,
      'allocations are what the close posted',
    ],
    [
      'the entry of a leaf',
      `UPDATE log_leaf SET entry = ${ELSEWHERE} WHERE log = 'plays' AND index = ${IN_FRANCE}`,
      'a leaf has the hash of its entry',
    ],
    [
      'the hash of a leaf',
      `UPDATE log_leaf SET hash = sha256(hash) WHERE log = 'consent' AND index = 3`,
      'a log leads to the root that it signed',
    ],
    [
      'a rule that was switched off',
      `ALTER TABLE posting DISABLE TRIGGER posting_append_only`,
      'the rules in the database are switched on',
    ],
  ])('%s', async (_what, sql, rule) => {
    await change(sql);
    await serve();
    const { code, document } = await audit();
    expect([code, document.ok]).toEqual([1, false]);
    expect(rulesOf(document)).toContain(rule);
  });
});

describe('flipside verify log names', () => {
  const LEAF = `log = 'plays' AND index = ${IN_FRANCE}`;

  test.each([
    ['the entry of a leaf', `UPDATE log_leaf SET entry = ${ELSEWHERE} WHERE ${LEAF}`, 'ENTRY_WRONG'],
    [
      'the entry and the hash of a leaf',
      `UPDATE log_leaf SET entry = ${ELSEWHERE}, hash = sha256('\\x00'::bytea || ${ELSEWHERE}) WHERE ${LEAF}`,
      'TILE_WRONG',
    ],
  ])('%s', async (_what, sql, code) => {
    await change(sql);
    await serve();
    const again = await fleet.flipside(['verify', 'log', 'plays', '--all'], seen);
    expect(again).toMatchObject({ code: 1, document: { ok: false, logs: [{ fault: { code } }] } });
  });

  /** Everything is put into the log anew, and its own key signs it. */
  async function signAnew(): Promise<void> {
    await change(`INSERT INTO log_pending (log, body) SELECT log, ${JSON_OF}::jsonb FROM log_leaf WHERE log = 'plays' ORDER BY index;
      DELETE FROM log_leaf WHERE log = 'plays'; DELETE FROM log_node WHERE log = 'plays'; DELETE FROM log_head WHERE log = 'plays'`);
    await fleet.start('worker');
    await untilLogged(PLAYS);
  }

  test('a leaf that was changed before all of the log was signed anew', async () => {
    await change(`UPDATE log_leaf SET entry = ${ELSEWHERE} WHERE ${LEAF}`);
    await signAnew();
    await serve();
    const { code, document } = await verifyLog('plays');
    expect([code, document]).toMatchObject([1, { logs: [{ ok: false, fault: { code: 'FORKED' } }] }]);
    const evidence = readFileSync(document.logs[0]!.fault.evidence, 'utf8');
    expect(evidence.match(/^fault\.example\/log\/plays$/gm)).toHaveLength(2);
    // Who has not seen the first history cannot tell, and says that it is the first look.
    const stranger = join(fleet.directory, 'stranger');
    expect(await fleet.flipside(['verify', 'log', 'plays'], stranger)).toMatchObject({
      code: 0,
      document: { logs: [{ isFirstSight: true }] },
    });
  });

  test('nothing when the same leaves are signed again', async () => {
    await signAnew();
    await serve();
    expect(await verifyLog('plays')).toMatchObject({ code: 0, document: { ok: true } });
  });

  test('leaves that were taken away', async () => {
    await change(`DELETE FROM log_leaf WHERE log = 'plays' AND index >= ${earlier.size};
      DELETE FROM log_node WHERE log = 'plays' AND (index + 1) * 256 ^ level > ${earlier.size};
      DELETE FROM log_head WHERE log = 'plays'; INSERT INTO log_head SELECT * FROM head_of_before`);
    await serve();
    expect(await verifyLog('plays')).toMatchObject({
      code: 1,
      document: { logs: [{ fault: { code: 'ROLLED_BACK', evidence: expect.any(String) } }] },
    });
  });

  test('another key', async () => {
    await change(`DELETE FROM instance_key WHERE name = 'log.plays'`);
    await serve();
    expect(await verifyLog('plays')).toMatchObject({
      code: 1,
      document: { logs: [{ fault: { code: 'KEY_CHANGED' } }] },
    });
  });
});

describe('flipside verify statement names', () => {
  const line1 = (): string => `statement_id = '${statement.id}' AND position = 1`;
  const lineOf = async () =>
    (
      await fleet.query<{
        recipe: string;
        side: string;
        territory: string;
        subjectId: string;
        amount: string;
      }>(
        `SELECT recipe_hash AS recipe, side::text, territory, subject_id::text AS "subjectId", amount_micros::text AS amount
         FROM statement_line WHERE ${line1()}`,
      )
    )[0]!;

  test('the line whose amount was changed, with what is due', async () => {
    const { amount, ...line } = await lineOf();
    const raised = String(BigInt(amount) + 1_000_000n);
    await change(`UPDATE statement_line SET amount_micros = ${raised} WHERE ${line1()}`);
    await serve();
    const { code, document } = await fleet.flipside(['verify', 'statement', statement.id], seen);
    expect(code).toBe(1);
    expect(document.differences).toEqual([
      {
        part: 'lines',
        line: expect.objectContaining(line),
        field: 'amountMicros',
        expected: amount,
        stated: raised,
      },
    ]);
    expect(document.faults.map((fault: { code: string }) => fault.code)).toEqual(['HASH_DIFFERS']);
    // The file that was downloaded before is still what the log says.
    expect(await fleet.flipside(['verify', 'statement', statement.file], seen)).toMatchObject({ code: 0 });
  });

  test('a file in which one figure was changed', async () => {
    await serve();
    const { amount, ...line } = await lineOf();
    const document = JSON.parse(readFileSync(statement.file, 'utf8')) as {
      lines: { amountMicros: string; recipe: string; side: string; subjectId: string; territory: string }[];
    };
    document.lines[1]!.amountMicros = `${amount}0`;
    const forged = join(fleet.directory, 'forged.json');
    writeFileSync(forged, JSON.stringify(document));
    const answer = await fleet.flipside(['verify', 'statement', forged], seen);
    expect(answer.code).toBe(1);
    expect(answer.document.differences[0]).toMatchObject({ line, expected: amount, stated: `${amount}0` });
  });

  test('a leaf that says another hash than the statement has, by the log', async () => {
    await change(`UPDATE log_leaf SET entry = convert_to(replace(${JSON_OF}, '"closingMicros":"', '"closingMicros":"9'), 'UTF8')
      WHERE log = 'consent' AND ${JSON_OF} LIKE '%${statement.id}%'`);
    await serve();
    expect(await fleet.flipside(['verify', 'statement', statement.file], seen)).toMatchObject({
      code: 1,
      document: { ok: false, statement: null, logs: [{ ok: true }, { fault: { code: 'ENTRY_WRONG' } }] },
    });
  });
});

describe('the command', () => {
  test('says that it could not reach the instance, that it was not used as it is meant, and how it is', async () => {
    expect(await fleet.flipside(['verify', 'log', '--timeout', '2'], seen)).toMatchObject({
      code: 3,
      document: { ok: false, error: { code: 'UNREACHABLE' } },
    });
    await serve();
    expect(await fleet.flipside(['verify', 'logs'], seen)).toMatchObject({ code: 2 });
    expect(await fleet.flipside(['verify', 'statement', 'no-such-file'], seen)).toMatchObject({ code: 2 });
    expect(await fleet.flipside(['audit', '--token', 'flip_wrong'], seen)).toMatchObject({
      code: 2,
      document: { error: { code: 'NOT_ALLOWED' } },
    });
  });
});

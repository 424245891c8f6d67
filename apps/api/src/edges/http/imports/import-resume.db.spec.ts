import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { csvFile } from '../../../../../../test/support/catalogue-files/csv-file.ts';
import { ImportRunService, UploadRepository } from '../../../modules/imports/index.ts';
import { ImportWorld, textOf } from './imports.fixture.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await ImportWorld.open();
});
afterEach(() => world.close());

const FILE = { recordings: 1_200, artists: 20 };
const SUBJECTS = 1_200 * 2 + 120;
const runs = () => world.world.app.get(ImportRunService);
const sql = (text: string, values: unknown[] = []) => world.world.database.pool.query(text, values);

/** Lets a run commit so many batches, and then stop as if its process had died: the lease stays, nothing else is told. */
async function runUntil(id: string, batches: number): Promise<void> {
  const service = runs() as unknown as { commit: (...args: never[]) => Promise<unknown> };
  const commit = service.commit.bind(service);
  let left = batches;
  service.commit = async (...args) => {
    if (left === 0) throw new Error('the power went out');
    left -= 1;
    return await commit(...args);
  };
  await expect(runs().run(id)).rejects.toThrow('the power went out');
  service.commit = commit;
}

async function contents() {
  const { rows } =
    await sql(`SELECT (SELECT count(*) FROM recording) AS recordings, (SELECT count(*) FROM work) AS works,
    (SELECT count(*) FROM share) AS shares, (SELECT count(*) FROM contributor) AS credits,
    (SELECT count(*) FROM recording_work) AS links, (SELECT count(*) FROM release_recording) AS tracks`);
  return rows[0] as object;
}
const WHOLE = {
  recordings: '1200',
  works: '1200',
  shares: '4800',
  credits: '2400',
  links: '1200',
  tracks: '1200',
};

describe('a run that ends early', () => {
  test.each([1, 4])('goes on after batch %d, and enters everything once', async (batches) => {
    const { json } = await world.post(await textOf(csvFile(FILE)));
    await runUntil(json.id, batches);
    const stopped = await world.get(json.id);
    expect(stopped).toMatchObject({ state: 'RUNNING', total: SUBJECTS });
    expect(stopped.done).toBeGreaterThanOrEqual(batches * 400);
    expect(stopped.done).toBeLessThan(SUBJECTS);
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({
      state: 'DONE',
      done: SUBJECTS,
      counts: { created: SUBJECTS },
    });
    expect(await contents()).toEqual(WHOLE);
    expect(
      (await sql('SELECT count(*), count(DISTINCT position) AS positions FROM import_row')).rows,
    ).toEqual([{ count: String(SUBJECTS), positions: String(SUBJECTS) }]);
  });

  test('is left alone while its lease holds, and taken over afterwards', async () => {
    const { json } = await world.post(await textOf(csvFile(FILE)));
    await sql(
      `UPDATE catalogue_import SET state = 'RUNNING', lease_token = gen_random_uuid(), lease_until = now() + interval '20 s'`,
    );
    expect(await runs().abandoned()).toEqual([]);
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({ state: 'RUNNING', done: 0 });
    await sql(`UPDATE catalogue_import SET lease_until = now() - interval '1 s'`);
    expect(await runs().abandoned()).toEqual([json.id]);
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({ state: 'DONE' });
  });

  test('writes nothing more once another process has taken over', async () => {
    const { json } = await world.post(await textOf(csvFile(FILE)));
    const service = runs() as unknown as { commit: (...args: never[]) => Promise<unknown> };
    const commit = service.commit.bind(service);
    let batches = 0;
    service.commit = async (...args) => {
      batches += 1;
      if (batches === 2) await sql('UPDATE catalogue_import SET lease_token = gen_random_uuid()');
      return await commit(...args);
    };
    await runs().run(json.id);
    service.commit = commit;
    expect(batches).toBe(2);
    expect(await world.get(json.id)).toMatchObject({ state: 'RUNNING', done: 500 });
  });

  test('says that it stopped when it fails for good, and can be resumed', async () => {
    const { json } = await world.post(await textOf(csvFile(FILE)));
    await runUntil(json.id, 1);
    await runs().giveUp(json.id, 'job 7');
    expect(await world.get(json.id)).toMatchObject({
      state: 'FAILED',
      failure: { code: 'STOPPED', reason: expect.stringContaining('job 7') },
    });
    expect(await world.world.post(`/api/imports/${json.id}/resume`, world.label, undefined)).toMatchObject({
      status: 202,
    });
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({ state: 'DONE', failure: null });
    expect(await contents()).toEqual(WHOLE);
  });
});

describe('cancelling', () => {
  test('stops before the next batch, keeps what was taken in, and resuming enters the rest', async () => {
    const { json } = await world.post(await textOf(csvFile(FILE)));
    await runUntil(json.id, 2);
    const cancelled = await world.world.post(`/api/imports/${json.id}/cancel`, world.label, undefined);
    expect(cancelled.json as object).toMatchObject({ state: 'CANCELLED', done: 1_000 });
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({ state: 'CANCELLED', done: 1_000 });
    expect(await contents()).toMatchObject({ works: '1000', recordings: '0' });
    expect(await world.world.post(`/api/imports/${json.id}/cancel`, world.label, undefined)).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });
    await world.world.post(`/api/imports/${json.id}/resume`, world.label, undefined);
    await runs().run(json.id);
    expect(await world.get(json.id)).toMatchObject({ state: 'DONE', done: SUBJECTS });
    expect(await contents()).toEqual(WHOLE);
  });
});

describe('a trial', () => {
  test('is applied from the file that was sent, once it is done', async () => {
    const tried = await world.run('CSV', await textOf(csvFile({ recordings: 5 })), { dryRun: true });
    const applied = await world.world.post(`/api/imports/${tried.id}/apply`, world.label, undefined);
    expect(applied).toMatchObject({ status: 202, json: { dryRun: false, state: 'QUEUED' } });
    const { id } = applied.json as { id: string };
    expect((await world.world.post(`/api/imports/${id}/apply`, world.label, undefined)).status).toBe(409);
    await runs().run(id);
    expect((await world.get(id)).counts).toEqual(tried.counts);
  });

  test('can no longer be applied when its file is gone', async () => {
    const tried = await world.run('CSV', await textOf(csvFile({ recordings: 5 })), { dryRun: true });
    const uploads = world.world.app.get(UploadRepository);
    expect(await uploads.emptyUnusedSince(new Date(Date.now() - 60_000), 10)).toBe(0);
    expect(await uploads.emptyUnusedSince(new Date(Date.now() + 60_000), 10)).toBe(1);
    expect((await sql('SELECT 1 FROM import_chunk')).rowCount).toBe(0);
    expect(await world.get(tried.id)).toMatchObject({ hasFile: false });
    expect((await world.world.post(`/api/imports/${tried.id}/apply`, world.label, undefined)).status).toBe(
      409,
    );
  });
});

describe('events', () => {
  test('name every subject whose shares changed, 500 at most in each, in the transaction of its batch', async () => {
    const run = await world.run('CSV', await textOf(csvFile(FILE)));
    const { rows } = await sql(
      `SELECT payload FROM outbox_event WHERE topic = 'catalogue.shares-changed' AND key = $1`,
      [run.id],
    );
    const payloads = rows.map(({ payload }) => payload as { recordingIds: string[]; workIds: string[] });
    expect(new Set(payloads.flatMap(({ recordingIds }) => recordingIds)).size).toBe(1_200);
    expect(new Set(payloads.flatMap(({ workIds }) => workIds)).size).toBe(1_200);
    for (const { recordingIds, workIds } of payloads)
      expect(Math.max(recordingIds.length, workIds.length)).toBeLessThanOrEqual(500);
    const again = await world.run('CSV', await textOf(csvFile(FILE)));
    expect(
      (
        await sql(`SELECT 1 FROM outbox_event WHERE topic = 'catalogue.shares-changed' AND key = $1`, [
          again.id,
        ])
      ).rowCount,
    ).toBe(0);
    const dry = await world.run('CSV', await textOf(csvFile({ ...FILE, edition: 'x' })), { dryRun: true });
    expect((await sql(`SELECT topic FROM outbox_event WHERE key = $1 ORDER BY id`, [dry.id])).rows).toEqual([
      { topic: 'imports.requested' },
      { topic: 'imports.finished' },
    ]);
  });

  test('at most five imports of a party wait at once', async () => {
    const file = await textOf(csvFile({ recordings: 1 }));
    for (let n = 0; n < 5; n += 1) expect((await world.post(file)).status).toBe(202);
    expect(await world.post(file)).toMatchObject({ status: 409, json: { code: 'invalid_transition' } });
  });
});

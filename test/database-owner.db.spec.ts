import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrate } from '../apps/api/src/platform/database/migration-runner.ts';

/** As on a managed server: the migrations run as the owner of the database, who is nobody special. */
const name = `owner_${randomUUID().replaceAll('-', '')}`;
const server = process.env['FLIPSIDE_TEST_SERVER']!;
let admin: pg.Client;

beforeAll(async () => {
  admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE ROLE ${name} LOGIN NOSUPERUSER PASSWORD '${name}'`);
  await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
});
afterAll(async () => {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`DROP ROLE IF EXISTS ${name}`);
  await admin.end();
});

test('the owner of an empty database migrates it, extensions and all, and searches it', async () => {
  const url = new URL(server);
  Object.assign(url, { username: name, password: name, pathname: `/${name}` });
  await migrate(url.href, 'prisma/migrations');
  const owner = new pg.Client(url.href);
  await owner.connect();
  try {
    const { rows } = await owner.query<{ extname: string }>(
      `SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
    );
    expect(rows.map(({ extname }) => extname)).toEqual(['fuzzystrmatch', 'pg_trgm', 'unaccent']);
    await owner.query(
      `INSERT INTO recording (id, isrc, title, artist) VALUES (gen_random_uuid(), 'QZOWN2600001', 'Wet Pavement', 'Ångström')`,
    );
    await owner.query('SELECT refresh_recording_listing(ARRAY(SELECT id FROM recording))');
    const { rows: near } = await owner.query(`SELECT nearest_words('pavment', 3) AS word`);
    expect(near).toEqual([{ word: 'pavement' }]);
    const { rows: found } = await owner.query(
      `SELECT count(*) FROM walk_recordings('''~wangstrom''', NULL, ARRAY['''~wangstrom'''], NULL, 5)`,
    );
    expect(found).toEqual([{ count: '1' }]);
  } finally {
    await owner.end();
  }
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { DatabaseInUseError, startEmbeddedPostgres } from './embedded-postgres.ts';

const OWNER = `
  import { startEmbeddedPostgres } from '${join(import.meta.dirname, 'embedded-postgres.ts')}';
  const server = await startEmbeddedPostgres({ directory: process.argv[1] });
  console.log(JSON.stringify({ url: server.url, pid: server.pid }));
  setInterval(() => {}, 1000);
`;

interface Started {
  readonly url: string;
  readonly pid: number;
}

/** Ended, and taken from the process table by whoever inherited it. */
async function untilGone(pid: number): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ESRCH' });
      return;
    }
    if (Date.now() > end) throw new Error(`process ${pid} is still there`);
    await sleep(20);
  }
}

describe('the embedded database', () => {
  let directory: string;
  let owner: ChildProcess | undefined;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-owner-'));
    chmodSync(directory, 0o755);
  });
  afterEach(async () => {
    if (owner && owner.exitCode === null && owner.signalCode === null) {
      owner.kill('SIGKILL');
      await once(owner, 'exit');
    }
    rmSync(directory, { recursive: true, force: true });
  });

  const startOwner = async (): Promise<Started> => {
    owner = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', OWNER, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(owner.stdout!, 'data')) as [Buffer];
    return JSON.parse(line.toString()) as Started;
  };

  const query = async (url: string, sql: string): Promise<unknown[]> => {
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  };

  test('refuses a second owner while the first lives', async () => {
    await startOwner();
    await expect(startEmbeddedPostgres({ directory })).rejects.toThrow(DatabaseInUseError);
  });

  test('keeps what was committed when its owner is killed, and stops the server that was left behind', async () => {
    const first = await startOwner();
    await query(first.url, 'CREATE TABLE kept (id int)');
    await query(first.url, 'INSERT INTO kept VALUES (7)');
    owner!.kill('SIGKILL');
    await once(owner!, 'exit');

    const second = await startEmbeddedPostgres({ directory });
    try {
      expect(second.pid).not.toBe(first.pid);
      await untilGone(first.pid);
      expect(await query(second.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
    } finally {
      await second.stop();
    }
  });

  test('begins anew after a start that was cut off while the data folder was made', async () => {
    mkdirSync(join(directory, 'data.partial'));
    writeFileSync(join(directory, 'data.partial', 'PG_VERSION'), '18');
    writeFileSync(join(directory, 'owner.json'), '{"pid":');

    const server = await startEmbeddedPostgres({ directory });
    try {
      expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
    }
  });
});

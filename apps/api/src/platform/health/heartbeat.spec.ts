import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startHeartbeat } from './heartbeat.ts';
import type { Readiness } from './readiness.ts';

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'flipside-heartbeat-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const readiness = (ready: boolean): Readiness => ({
  ready,
  checks: { database: 'ok', migrations: 'ok', queue: ready ? 'ok' : 'failed' },
});

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds(); await sleep(5))
    if (Date.now() > end) throw new Error('waited in vain');
}

test('beats while the process can work, and only then', async () => {
  const file = join(directory, 'beat');
  let ready = false;
  let asked = 0;
  const check = async () => {
    asked += 1;
    return readiness(ready);
  };
  const stop = startHeartbeat(file, { check }, { warn: () => undefined }, 5);
  try {
    await until(() => asked > 3);
    expect(existsSync(file)).toBe(false);
    ready = true;
    await until(() => existsSync(file));
    const first = statSync(file).mtimeMs;
    await until(() => statSync(file).mtimeMs > first);
  } finally {
    stop();
  }
});

test('a place that cannot be written is told, not thrown', async () => {
  const told: string[] = [];
  const warn = (_fields: object, phrase: string) => void told.push(phrase);
  const stop = startHeartbeat(
    join(directory, 'missing', 'beat'),
    { check: async () => readiness(true) },
    { warn },
    5,
  );
  try {
    await until(() => told.length > 0);
    expect(told[0]).toBe('heartbeat failed');
  } finally {
    stop();
  }
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { AuditEvent } from '../../../modules/audit/index.ts';
import { presentAudit } from './audit.presenter.ts';

const step = (done: number): AuditEvent => ({ event: 'progress', step: 'a rule', done, total: 2 });

describe('an audit on its way out', () => {
  test('is one line for each event, and says that it lives while a rule takes its time', async () => {
    async function* events(): AsyncGenerator<AuditEvent> {
      yield step(0);
      await sleep(120);
      yield step(1);
    }
    const lines: string[] = [];
    for await (const line of presentAudit(events(), 20)) lines.push(line);
    expect(lines.filter((line) => line !== '\n').map((line) => JSON.parse(line) as AuditEvent)).toEqual([
      step(0),
      step(1),
    ]);
    expect(lines.filter((line) => line === '\n').length).toBeGreaterThan(1);
  });

  test('gives back what it holds when whoever listened has gone, and when it fails', async () => {
    let isHeld = false;
    async function* events(fails: boolean): AsyncGenerator<AuditEvent> {
      isHeld = true;
      try {
        yield step(0);
        if (fails) throw new Error('no database');
        yield step(1);
      } finally {
        isHeld = false;
      }
    }
    const left = presentAudit(events(false));
    await left.next();
    expect(isHeld).toBe(true);
    await left.return(undefined);
    expect(isHeld).toBe(false);
    const failing = presentAudit(events(true));
    await failing.next();
    await expect(failing.next()).rejects.toThrow('no database');
    expect(isHeld).toBe(false);
  });
});

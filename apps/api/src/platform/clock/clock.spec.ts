import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { ShiftedClock } from './clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'flipside-clock-'));
afterAll(() => rmSync(directory, { recursive: true }));

test('is ahead by what the file says at the moment, and guesses nothing', () => {
  const file = join(directory, 'clock');
  const clock = new ShiftedClock(file);
  expect(() => clock.now()).toThrow('ENOENT');
  writeFileSync(file, '86400000\n');
  expect(clock.now().getTime() - Date.now()).toBeGreaterThan(86_399_000);
  writeFileSync(file, '0');
  expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
  for (const text of ['', '-5', '1.5', 'later']) {
    writeFileSync(file, text);
    expect(() => clock.now()).toThrow(RangeError);
  }
});

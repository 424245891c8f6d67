import { expect, test } from '@jest/globals';
import { runFuzz } from './run-fuzz.ts';

const CASES = 2000;
/** Processor time that one damaged file or recipe may cost at most. */
const MOST_CPU_MS = 1500;

test('2,000 damaged files and recipes end in sound or a clear refusal, and never hang the worker', async () => {
  const reports = await runFuzz(0, CASES);
  expect(reports).toHaveLength(CASES);
  expect(reports.filter(({ outcome }) => outcome.kind === 'broken')).toEqual([]);
  const slow = reports.filter(({ cpuMs }) => cpuMs > MOST_CPU_MS);
  expect(slow.map(({ index, name, cpuMs }) => [index, name, cpuMs])).toEqual([]);
  // Damage that is always refused, or never, would try nothing.
  const sounding = reports.filter(({ outcome }) => outcome.kind === 'sound').length;
  expect(sounding).toBeGreaterThan(CASES / 10);
  expect(sounding).toBeLessThan((CASES * 9) / 10);
}, 600_000);

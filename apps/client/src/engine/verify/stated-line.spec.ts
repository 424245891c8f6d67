import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonicalise } from '@flipside/recipe';
import { findStatedLine } from './stated-line.ts';
import type { StatedLine } from './stated-line.ts';

const LINE: StatedLine = {
  recipe: `sha256-${'a'.repeat(64)}`,
  isrc: 'USSM19803037',
  subjectId: 'rec-é',
  side: 'MASTER',
  territory: 'NL',
  originalPeriod: null,
  plays: '10',
  usageMs: '60000',
  usagePpm: '1000000',
  sharePpm: '333333',
  amountMicros: '23589',
  tariff: 'standard@1',
};
const other = { ...LINE, territory: 'FR' };
const text = `{"format":"flipside-statement/1","lines":[${canonicalise({ ...other })},${canonicalise({ ...LINE })}]}`;
const bytes = new TextEncoder().encode(text);

async function* inChunks(size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('a line of a frozen statement', () => {
  test.each([1, 2, 7, 100, 1_000, 100_000])(
    'is found in chunks of %d bytes, and all is hashed',
    async (size) => {
      expect(await findStatedLine(inChunks(size), LINE)).toEqual({
        found: true,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    },
  );

  test.each(Object.keys(LINE) as (keyof StatedLine)[])('is not found with another %s', async (name) => {
    const { found } = await findStatedLine(inChunks(64), { ...LINE, [name]: '1' });
    expect(found).toBe(false);
  });
});

import { expect, test } from '@jest/globals';
import { oneAhead } from './leaf-batches.ts';

test('the next is read while the last is kept, and no more than that', async () => {
  const said: string[] = [];
  async function* source(): AsyncGenerator<number> {
    for (let one = 0; one < 3; one += 1) {
      said.push(`read ${one}`);
      yield await Promise.resolve(one);
    }
  }
  for await (const one of oneAhead(source())) {
    await new Promise((resolve) => setImmediate(resolve));
    said.push(`kept ${one}`);
  }
  expect(said).toEqual(['read 0', 'read 1', 'kept 0', 'read 2', 'kept 1', 'kept 2']);
});

test('a fault comes after what was read before it, and who stops early ends the source', async () => {
  let ended = 0;
  async function* broken(): AsyncGenerator<number> {
    try {
      yield await Promise.resolve(1);
      throw new Error('broken');
    } finally {
      ended += 1;
    }
  }
  const kept: number[] = [];
  const all = async (): Promise<void> => {
    for await (const one of oneAhead(broken())) kept.push(one);
  };
  await expect(all()).rejects.toThrow('broken');
  expect([kept, ended]).toEqual([[1], 1]);
  for await (const one of oneAhead(broken())) if (one === 1) break;
  expect(ended).toBe(2);
});

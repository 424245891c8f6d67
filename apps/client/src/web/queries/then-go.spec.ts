import { describe, expect, test } from '@jest/globals';
import { thenGo } from './then-go.ts';

describe('thenGo', () => {
  test('goes on with the answer, when it is there', async () => {
    const went: string[] = [];
    await thenGo({ mutateAsync: async (id: string) => `made ${id}` }, 'one', (answer) => went.push(answer));
    expect(went).toEqual(['made one']);
  });

  test('stays where it is when it failed, and leaves the failure to the mutation', async () => {
    const went: string[] = [];
    await thenGo({ mutateAsync: () => Promise.reject(new Error('no')) }, undefined, () => went.push('gone'));
    expect(went).toEqual([]);
  });

  test('a failure to go on is not taken for a failure of the mutation', async () => {
    const lost = () => Promise.reject(new Error('no such screen'));
    await expect(thenGo({ mutateAsync: async () => 1 }, undefined, lost)).rejects.toThrow('no such screen');
  });
});

import { expect, test } from '@jest/globals';
import { accountWords, canUndo, entryKindWords, negated } from './book-words.ts';

test.each([
  ['platform', null, 'The instance'],
  ['payable:0190', 'Low Lamp', 'Owed to Low Lamp'],
  ['suspense:unplayed', null, 'Waiting: unplayed'],
  ['tax:US-CA', null, 'Tax of US-CA'],
  ['recoup:0190', null, 'Given back of an advance'],
  ['other:x', null, 'other:x'],
])('%s of %s reads %s', (account, name, words) => expect(accountWords(account, name)).toBe(words));

test('what a close gave out is not undone, and nothing is undone twice', () => {
  expect(canUndo({ kind: 'ADJUSTMENT', isReversed: false })).toBe(true);
  expect(canUndo({ kind: 'ADJUSTMENT', isReversed: true })).toBe(false);
  for (const kind of ['RELEASE', 'REVERSAL', 'FUND'])
    expect(canUndo({ kind, isReversed: false })).toBe(false);
  expect([entryKindWords('FUND'), negated('-12'), negated('0')]).toEqual(['Paid into a pool', '12', '0']);
});

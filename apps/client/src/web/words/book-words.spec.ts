import { expect, test } from '@jest/globals';
import { accountWords, canUndo, entryKindWords, negated, referenceWords } from './book-words.ts';

test.each([
  ['platform', null, 'The instance'],
  ['payable:0190', 'Low Lamp', 'Owed to Low Lamp'],
  ['suspense:unplayed', null, 'Waiting: unplayed'],
  ['tax:US-CA', null, 'Tax of US-CA'],
  ['recoup:0190', null, 'Given back of an advance'],
  ['other:x', null, 'other:x'],
])('%s of %s reads %s', (account, name, words) => expect(accountWords(account, name)).toBe(words));

test('what undoes another entry names that one', () => {
  expect(referenceWords({ kind: 'REVERSAL', reference: 'ADJUSTMENT/a/b' })).toBe('Adjustment, a/b');
  expect(referenceWords({ kind: 'ADJUSTMENT', reference: 'a/b' })).toBe('a/b');
});

test('what a close gave out is not undone, and nothing is undone twice', () => {
  expect(canUndo({ kind: 'ADJUSTMENT', isReversed: false })).toBe(true);
  expect(canUndo({ kind: 'ADJUSTMENT', isReversed: true })).toBe(false);
  for (const kind of ['RELEASE', 'REVERSAL', 'FUND'])
    expect(canUndo({ kind, isReversed: false })).toBe(false);
  expect([entryKindWords('FUND'), negated('-12'), negated('0')]).toEqual(['Paid into a pool', '12', '0']);
});

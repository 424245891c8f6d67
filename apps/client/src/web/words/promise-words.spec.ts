import { expect, test } from '@jest/globals';
import { promiseWords } from './promise-words.ts';

const none = { included: 0, waiting: 0, missing: 0, invalid: 0, 'other-key': 0 };

test.each([
  [none, 'No play of this device was counted yet.'],
  [{ ...none, included: 1 }, 'One play is promised, and the log has it.'],
  [{ ...none, included: 1_200 }, '1,200 plays are promised, and the log has them all.'],
  [{ ...none, waiting: 2 }, '2 plays are promised. Not checked yet.'],
  [
    { ...none, included: 5, waiting: 1, missing: 1 },
    '7 plays are promised. The log has 5 of them, 1 to be checked.',
  ],
  [{ ...none, included: 5, missing: 1 }, '6 plays are promised. The log has 5 of them.'],
])('%p: %s', (counts, words) => expect(promiseWords(counts)).toBe(words));

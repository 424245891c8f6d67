import { expect, test } from '@jest/globals';
import { shownPlayWords } from './sample-words.ts';

test('a play is called true only when its device signed it and the log has it', () => {
  expect(shownPlayWords({ kind: 'true' }, 1_204)).toEqual({
    glyph: 'yes',
    words: 'Signed by its device, and leaf 1,204 of the public log. Checked in this browser.',
  });
  expect(shownPlayWords({ kind: 'true' }, null).glyph).toBe('conflict');
  expect(shownPlayWords({ kind: 'erased' }, 0)).toMatchObject({ glyph: 'waiting' });
  expect(shownPlayWords({ kind: 'erased' }, null).glyph).toBe('conflict');
  expect(shownPlayWords({ kind: 'false', fault: 'SIGNATURE_WRONG' }, 3)).toEqual({
    glyph: 'conflict',
    words: 'The device that is named has not signed this receipt.',
  });
});

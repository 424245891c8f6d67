import { expect, test } from '@jest/globals';
import { REASON_CODES } from '@flipside/royalty';
import { actionFor } from './clearance-action.ts';

const party = { id: 'p', name: 'Bo Writer' };

test.each(REASON_CODES)('%s tells what to do, in a sentence', (code) => {
  for (const side of ['MASTER', 'COMPOSITION'] as const) {
    const named = actionFor({ code, party, side });
    expect(named).toMatch(/^[A-Z].*\.$/);
    expect(actionFor({ code, party: null, side })).not.toMatch(/null|undefined/);
  }
});

test('it names whom to ask, and for what', () => {
  expect(actionFor({ code: 'NO_GRANT', party, side: 'COMPOSITION' })).toBe(
    'Ask Bo Writer to opt in for the composition.',
  );
  expect(actionFor({ code: 'SHARES_MISSING', party: null, side: 'MASTER' })).toBe(
    'Whoever holds the rest of the recording claims it.',
  );
});

import { describe, expect, test } from '@jest/globals';
import { ACTS, isResolved, nextState } from './dispute-states.ts';
import { DISPUTE_STATES } from './dispute.types.ts';

const TABLE = `
state      ANSWER     ADD        ESCALATE   LAPSE      UPHOLD  RELEASE
OPEN       RESPONDED  OPEN       ESCALATED  ESCALATED  UPHELD  RELEASED
RESPONDED  RESPONDED  RESPONDED  ESCALATED  ESCALATED  UPHELD  RELEASED
ESCALATED  ESCALATED  ESCALATED  -          -          UPHELD  RELEASED
UPHELD     -          -          -          -          -       -
RELEASED   -          -          -          -          -       -
`;

const [header = '', ...lines] = TABLE.trim().split('\n');
const rows = lines.map((line) => line.split(/\s+/));

describe('the course of a dispute', () => {
  test('has a row for each state and a column for each act', () => {
    expect(header.split(/\s+/)).toEqual(['state', ...ACTS]);
    expect(rows.map(([state]) => state)).toEqual(DISPUTE_STATES);
  });

  test.each(DISPUTE_STATES)('%s', (state) => {
    const expected = rows.find(([name]) => name === state)?.slice(1);
    expect(ACTS.map((act) => nextState(state, act) ?? '-')).toEqual(expected);
    expect(ACTS.every((act) => nextState(state, act) === null)).toBe(isResolved(state));
  });
});

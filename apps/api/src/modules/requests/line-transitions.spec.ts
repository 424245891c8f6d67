import { expect, test } from '@jest/globals';
import { LINE_ACTIONS, nextLineState } from './line-transitions.ts';
import type { LineState } from './request.types.ts';
import { REQUEST_STATES } from './request.types.ts';

/** From a state (rows) by an action (columns); `-` is not possible. */
const TABLE = `
           approve  decline   counter    accept   expire
REQUESTED  GRANTED  DECLINED  COUNTERED  -        EXPIRED
COUNTERED  GRANTED  DECLINED  COUNTERED  GRANTED  EXPIRED
GRANTED    -        -         -          -        -
DECLINED   -        -         -          -        -
EXPIRED    -        -         -          -        -
`;

const [header = '', ...rows] = TABLE.trim().split('\n');
const CASES = rows.flatMap((row) => {
  const [state, ...next] = row.trim().split(/\s+/);
  return LINE_ACTIONS.map((action, index) => ({
    state: state as LineState,
    action,
    next: next[index] === '-' ? null : next[index],
  }));
});

test('the table is about every action', () => {
  expect(header.trim().split(/\s+/)).toEqual([...LINE_ACTIONS]);
  expect(CASES).toHaveLength(25);
});

test.each(CASES)('$state, $action: $next', ({ state, action, next }) => {
  expect(nextLineState('OPEN', state, action)).toBe(next);
  for (const closed of REQUEST_STATES.filter((one) => one !== 'OPEN'))
    expect(nextLineState(closed, state, action)).toBeNull();
});

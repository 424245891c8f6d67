import { describe, expect, test } from '@jest/globals';
import { GRANT_STATES } from '@flipside/royalty';
import type { GrantState } from '@flipside/royalty';
import { GRANT_ACTIONS, refusal, requireNext, stateAfter } from './grant-transitions.ts';
import type { GrantAction } from './grant-transitions.ts';

/** Rows are states, columns actions; `-` is refused. `KEEP` is asked of a grant whose withdrawal is announced. */
const TABLE = `
state      GRANT     SUSPEND   RESUME  WITHDRAW  ANNOUNCE  KEEP      EXPIRE  DECLINE
REQUESTED  GRANTED   -         -       -         -         -         -       DECLINED
GRANTED    GRANTED   SUSPENDED -       WITHDRAWN GRANTED   GRANTED   EXPIRED -
DECLINED   GRANTED   -         -       -         -         -         -       -
SUSPENDED  SUSPENDED -         GRANTED WITHDRAWN SUSPENDED SUSPENDED EXPIRED -
WITHDRAWN  GRANTED   -         -       -         -         -         -       -
EXPIRED    GRANTED   -         -       -         -         -         -       -
`;

const [header = '', ...lines] = TABLE.trim().split('\n');
const actions = header.split(/\s+/).slice(1) as GrantAction[];
const cells = lines.flatMap((line) => {
  const [state = '', ...next] = line.split(/\s+/);
  return actions.map((action, index) => ({ state: state as GrantState, action, next: next[index]! }));
});

describe('what can happen to a grant', () => {
  test('the table has every state and every action', () => {
    expect(actions).toEqual([...GRANT_ACTIONS]);
    expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([...GRANT_STATES]);
  });

  test.each(cells)('$state, $action: $next', ({ state, action, next }) => {
    const standing = { state, announced: true };
    expect(stateAfter(standing, action) ?? '-').toBe(next);
    if (next === '-') expect(() => requireNext(standing, action)).toThrow(refusal(standing, action));
    else expect(requireNext(standing, action)).toBe(next);
  });

  test('nothing is kept that is not announced to go', () => {
    expect(stateAfter({ state: 'GRANTED', announced: false }, 'KEEP')).toBeNull();
    expect(refusal({ state: 'GRANTED', announced: false }, 'KEEP')).toBe(
      'No withdrawal of the grant is announced.',
    );
    expect(refusal({ state: 'EXPIRED', announced: false }, 'SUSPEND')).toBe(
      'A grant that is expired cannot be suspended.',
    );
  });
});

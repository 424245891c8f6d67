import { expect, test } from '@jest/globals';
import { describeError } from './log.ts';

test('an error in a log has its words and causes, and nothing a library hung on it', () => {
  const cause = Object.assign(new TypeError('refused'), { client: { secretKey: 7 } });
  const error = Object.assign(new Error('no connection', { cause }), { client: { password: 'x' } });
  expect(describeError(error)).toEqual({
    type: 'Error',
    message: 'no connection',
    stack: expect.stringContaining('log.spec'),
    cause: { type: 'TypeError', message: 'refused', stack: expect.stringContaining('log.spec') },
  });
  expect(describeError('odd')).toEqual({ message: 'odd' });
});

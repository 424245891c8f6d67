import { describe, expect, test } from '@jest/globals';
import { readUnsubscribeToken, unsubscribeToken } from './unsubscribe-token.ts';

const SECRET = 'an instance secret that guards nothing';
const about = { userId: '0190a000-0000-7000-8000-000000000001', kind: 'request-message' } as const;

describe('an unsubscribe token', () => {
  test('names user and kind', () =>
    expect(readUnsubscribeToken(SECRET, unsubscribeToken(SECRET, about))).toEqual(about));

  test.each([
    ['of another instance', unsubscribeToken('another secret', about)],
    ['for another kind', unsubscribeToken(SECRET, about).replace('request-message', 'statement-ready')],
    ['for another user', unsubscribeToken(SECRET, about).replace('8000', '8001')],
    ['without a signature', '0190a000-0000-7000-8000-000000000001.request-message'],
    ['that is empty', ''],
  ])('%s is refused', (_name, token) => expect(readUnsubscribeToken(SECRET, token)).toBeNull());
});

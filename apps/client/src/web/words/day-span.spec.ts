import { describe, expect, test } from '@jest/globals';
import { instantSpan, isDay, moved } from './day-span.ts';

describe('a span of days', () => {
  test('has both its days, whatever the length of the month', () => {
    expect(instantSpan({ from: '2028-02-28', until: '2028-02-29' })).toEqual({
      from: '2028-02-28T00:00:00.000Z',
      before: '2028-03-01T00:00:00.000Z',
    });
    expect(instantSpan({ until: '2026-12-31' })).toEqual({ before: '2027-01-01T00:00:00.000Z' });
    expect(instantSpan({})).toEqual({});
  });

  test('is never empty: the other end goes along', () => {
    const span = { from: '2026-03-10', until: '2026-03-20' };
    expect(moved(span, 'from', '2026-03-25')).toEqual({ from: '2026-03-25', until: '2026-03-25' });
    expect(moved(span, 'until', '2026-03-01')).toEqual({ from: '2026-03-01', until: '2026-03-01' });
    expect(moved(span, 'from', '2026-03-15')).toEqual({ from: '2026-03-15', until: '2026-03-20' });
    expect(moved(span, 'until', undefined)).toEqual({ from: '2026-03-10', until: undefined });
  });

  test.each(['2026-02-30', '2026-13-01', '0202-01-01', '26-1-1', 'yesterday', '', '2026-01-01T00:00Z'])(
    'has no day %j',
    (text) => expect(isDay(text)).toBe(false),
  );
  test('has the days of the calendar', () => expect(['2026-11-26', '2028-02-29'].every(isDay)).toBe(true));
});

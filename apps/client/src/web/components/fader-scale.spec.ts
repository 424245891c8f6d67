import { describe, expect, test } from '@jest/globals';
import { dbOfPosition, FADER_MAX_DB, FADER_MIN_DB, formatDb, positionOfDb, settleDb } from './fader-scale.ts';

describe('fader scale', () => {
  test('0 dB lies at the tick, the ends at the ends', () => {
    expect(positionOfDb(0)).toBe(0.75);
    expect(positionOfDb(FADER_MAX_DB)).toBe(1);
    expect(positionOfDb(FADER_MIN_DB)).toBe(0);
    expect(positionOfDb(-200)).toBe(0);
  });

  test('position and level are inverse to each other', () => {
    for (let db = FADER_MIN_DB; db <= FADER_MAX_DB; db += 0.5) {
      expect(dbOfPosition(positionOfDb(db))).toBeCloseTo(db, 9);
    }
  });

  test('more travel is never quieter', () => {
    let before = -Infinity;
    for (let at = 0; at <= 1; at += 0.01) {
      const db = dbOfPosition(at);
      expect(db).toBeGreaterThan(before);
      before = db;
    }
  });

  test('a level settles on a tenth inside the scale', () => {
    expect(settleDb(-1.549)).toBe(-1.5);
    expect(settleDb(40)).toBe(FADER_MAX_DB);
    expect(settleDb(-90)).toBe(FADER_MIN_DB);
  });

  test('levels are written with a true minus, and the bottom as silence', () => {
    expect(formatDb(-6)).toBe('−6.0');
    expect(formatDb(0)).toBe('0.0');
    expect(formatDb(-0.04)).toBe('0.0');
    expect(formatDb(FADER_MIN_DB)).toBe('−∞');
  });
});

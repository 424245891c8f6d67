import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { record, redo, settle, startHistory, undo, type History } from './history.ts';

describe('history', () => {
  test('a gesture is one step back', () => {
    let history = startHistory(0);
    for (const value of [1, 2, 3]) history = record(history, value, 'drag');
    history = record(history, 9, 'other');
    expect(undo(history).present).toBe(3);
    expect(undo(undo(history)).present).toBe(0);
  });

  test('the same gesture begun anew is a step of its own', () => {
    const first = settle(record(startHistory(0), 1, 'fader'));
    expect(undo(record(first, 2, 'fader')).present).toBe(1);
  });

  test('a change that changes nothing is no step', () => {
    const history = startHistory(0);
    expect(record(history, 0)).toBe(history);
  });

  test('a change after undo forgets what was undone', () => {
    const history = record(undo(record(startHistory(0), 1)), 2);
    expect(redo(history).present).toBe(2);
    expect(undo(history).present).toBe(0);
  });

  test('undoing everything gives the start, redoing everything the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.constantFrom(null, 'a', 'b')), { maxLength: 40 }),
        (changes) => {
          const start = startHistory<{ readonly value: number }>({ value: 0 });
          const end = changes.reduce(
            (history, [value, gesture]) => record(history, { value }, gesture),
            start,
          );
          let back: History<{ readonly value: number }> = end;
          for (let step = 0; step < end.past.length; step += 1) back = undo(back);
          expect(back.present).toBe(start.present);
          for (let step = 0; step < end.past.length; step += 1) back = redo(back);
          expect(back.present).toBe(end.present);
        },
      ),
    );
  });
});

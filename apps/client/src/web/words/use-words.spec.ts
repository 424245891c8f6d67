import { describe, expect, test } from '@jest/globals';
import { heardWords, pitchChangeWords, tempoChangeWords, sentencesOf } from './use-words.ts';

const at = (min: number, max = min) => ({ min, max });

describe('a use in plain words', () => {
  test.each([
    [8_000, '8 s'],
    [8_260, '8.3 s'],
    [60_000, '1 min'],
    [83_400, '1 min 23 s'],
  ])('%d ms is %s', (ms, words) => expect(heardWords(ms)).toBe(words));

  test.each([
    [at(1000), 'at its own tempo'],
    [at(1250), '25 % faster'],
    [at(950), '5 % slower'],
    [at(950, 1100), 'at 95 % to 110 % of its tempo'],
  ])('tempo %j is %s', (range, words) => expect(tempoChangeWords(range)).toBe(words));

  test.each([
    [at(0), 'at its own pitch'],
    [at(200), '2 semitones up'],
    [at(-100), '1 semitone down'],
    [at(-100, 0), 'from 1 semitone down to its own pitch'],
  ])('pitch %j is %s', (range, words) => expect(pitchChangeWords(range)).toBe(words));

  test('says what, how long, how changed and with what', () => {
    const use = {
      title: 'Tide',
      totalMs: 8_000,
      stems: ['drums', 'vocals'],
      tempoPermille: at(1000),
      pitchCents: at(0),
      isRemixOfRemix: true,
      hasLayers: true,
    };
    expect(sentencesOf(use, ['Shore'])).toEqual([
      'Drums and vocals of “Tide” for 8 s, at its own tempo, at its own pitch.',
      'Heard together with “Shore” and the producer’s own recordings.',
      'It is made from another flip.',
    ]);
    expect(sentencesOf({ ...use, hasLayers: false, isRemixOfRemix: false }, [])[1]).toBe(
      'Nothing else is mixed with it.',
    );
  });
});

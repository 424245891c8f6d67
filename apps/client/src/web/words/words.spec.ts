import { describe, expect, test } from '@jest/globals';
import { EMPTY_PLAYER, type PlayerState } from '../player/player.types.ts';
import { playNews } from './play-words.ts';
import { safeReturnTo } from '../shell/sign-in-href.ts';
import { byteWords } from './byte-words.ts';
import { formatCount, keyWords, listWords } from './flip-words.ts';
import { readableIsrc } from './isrc.ts';
import { roleWords } from './role-words.ts';
import { lengthWords, pitchWords, tempoWords, termsSentences } from './terms-words.ts';

describe('terms in words', () => {
  test('a range that is even both ways is written with one sign', () => {
    expect(tempoWords({ min: 850, max: 1150 })).toBe('±15 % tempo');
    expect(tempoWords({ min: 1000, max: 1000 })).toBe('its own tempo');
    expect(tempoWords({ min: 900, max: 1250 })).toBe('−10 % to +25 % tempo');
    expect(pitchWords({ min: -200, max: 200 })).toBe('±2 semitones');
    expect(pitchWords({ min: -100, max: 350 })).toBe('−1 to +3.5 semitones');
  });

  test('lengths are minutes and seconds', () => {
    expect(lengthWords(180)).toBe('3 minutes');
    expect(lengthWords(90)).toBe('1 minute 30 seconds');
    expect(lengthWords(null)).toBe('any length');
  });

  test('what is not allowed follows in one sentence', () => {
    const sentences = termsSentences({
      stems: ['vocals', 'other'],
      maxSeconds: 60,
      tempoPermille: null,
      pitchCents: null,
      mixWithOthers: false,
      remixOfRemix: true,
      layers: false,
      commercialUse: true,
    });
    expect(sentences).toEqual([
      'You may use vocals and other, for 1 minute, at any tempo and any pitch.',
      'You may not mix it with other recordings or add own recordings.',
    ]);
  });
});

test('keys, counts, lists, roles, sizes and ISRCs read as people write them', () => {
  expect(keyWords('F#:min')).toBe('F♯ minor');
  expect(keyWords('Bb:maj')).toBe('B♭ major');
  expect(formatCount('1846203')).toBe('1,846,203');
  expect(formatCount('-123456')).toBe('−123,456');
  expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  expect(roleWords('MUSIC_PUBLISHER')).toBe('music publisher');
  expect(roleWords('MainArtist')).toBe('main artist');
  expect(byteWords(1_540_000)).toBe('1.5 MB');
  expect(byteWords(999)).toBe('999 B');
  expect(readableIsrc('QZFLP2600001')).toBe('QZ-FLP-26-00001');
});

test('only paths of this site are followed after signing in', () => {
  expect(safeReturnTo('/r/7KQ4M2AB?x=1')).toBe('/r/7KQ4M2AB?x=1');
  for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', undefined, 7]) {
    expect(safeReturnTo(elsewhere)).toBe('/');
  }
});

describe('what became of a play', () => {
  const playing = {
    ...EMPTY_PLAYER,
    flip: { economics: { currency: 'EUR', perPlayMicros: '6120' } },
    meter: { phase: 'refused' },
    refusal: 'Its producer took it down: Not my best.',
  } as unknown as PlayerState;

  test('is told in full when the flip was taken back while it was open', () => {
    expect(playNews({ ...playing, takenAway: true })).toBe(
      'This flip was taken back while you had it open. Its producer took it down: Not my best. It plays no more.',
    );
    expect(playNews(playing)).toBe('This play is not counted. Its producer took it down: Not my best.');
  });
});

import { expect, test } from '@jest/globals';
import { lines, outline, widthOf } from './card-text.ts';
import { cardSvg, cardWords } from './share-card.ts';
import type { CardFlip } from './share-card.ts';

const STYLE = { face: 'bold', size: 60 } as const;
const source = (title: string) => ({ artist: 'Ines', title });
const card = (over: object = {}): CardFlip =>
  ({
    title: 'Slow Tide',
    producer: { handle: 'tessel', displayName: 'Tessel Ruud' },
    durationMs: 61_000,
    bpm: 92.4,
    print: {
      sources: [[[0, 500]], [[250, 1_000]]],
      stems: [
        { stem: 'drums', spans: [[0, 500]] },
        { stem: 'vocals', spans: [[250, 1_000]] },
      ],
    },
    credits: { sources: [source('Paper Lanterns'), source('Tin Roof')], parents: [], corrections: [] },
    ...over,
  }) as unknown as CardFlip;

test('breaks a title into lines that fit, and says where it was cut', () => {
  const made = lines('The Very Long Evening of a Slow and Other Tide, Turned', STYLE, 400, 2);
  expect(made).toHaveLength(2);
  for (const line of made) expect(widthOf(line, STYLE)).toBeLessThanOrEqual(400);
  expect(made[0]).toBe('The Very Long');
  expect(made[1]).toMatch(/^Evening.*…$/);
  expect(lines('W'.repeat(200), STYLE, 400, 2)).toEqual(['WWWWWWW', 'WWWWWW…']);
  expect(lines('Short', STYLE, 400, 2)).toEqual(['Short']);
  expect(lines('', STYLE, 400, 2)).toEqual([]);
});

test('draws letters of every script, and emoji as lines', () => {
  for (const name of ['夜に駆ける', '방탄소년단', 'فيروز', 'शब्द', 'คำภีร์', '🌊']) {
    expect(lines(name, STYLE, 600, 2)).toEqual([name]);
    expect(outline(name, STYLE, 0, 0)).toMatch(/^M.*Z$/);
  }
  expect(widthOf('夜', STYLE)).toBe(60);
});

test('shows each stem in its colour and each source above the cut, and no markup of a title', () => {
  const svg = cardSvg(card({ title: '</svg><script>' }));
  for (const colour of ['#E8A33D', '#DB4F82']) expect(svg.split(colour)).toHaveLength(3);
  expect(svg).not.toContain('#4C86F0');
  expect(svg).not.toContain('<script');
  expect(svg.match(/stroke-width="27"/g)).toHaveLength(4);
  expect(cardSvg(card())).toBe(cardSvg(card()));
  expect(cardSvg(card())).not.toBe(cardSvg(card({ title: 'Slow Tides' })));
});

test('says the same in words', () => {
  expect(cardWords(card())).toBe(
    'Slow Tide by Tessel Ruud. Made from Ines – Paper Lanterns, Ines – Tin Roof.',
  );
});

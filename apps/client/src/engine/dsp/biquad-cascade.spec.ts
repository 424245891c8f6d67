import { describe, expect, test } from '@jest/globals';
import { BiquadCascade, designBiquad, type BiquadCoefficients } from './biquad.ts';
import { Xorshift } from './xorshift.ts';

const RATE = 44_100;
const BANDS = [
  designBiquad('highPass', 60, 0.7, 0, RATE),
  designBiquad('peaking', 1200, 1, 3, RATE),
  designBiquad('highShelf', 8000, 0.7, 2, RATE),
  designBiquad('lowShelf', 200, 0.7, -4, RATE),
  designBiquad('lowPass', 15_000, 0.9, 0, RATE),
  designBiquad('peaking', 400, 3, -6, RATE),
  designBiquad('peaking', 3000, 2, 5, RATE),
  designBiquad('peaking', 6000, 8, 9, RATE),
];

function noise(seed: number, frames: number): Float64Array {
  const random = new Xorshift(seed);
  return Float64Array.from({ length: frames }, () => random.next());
}

/** One filter, number by number, in the order that the bytes of renderings rest on. */
function plain({ b0, b1, b2, a1, a2 }: BiquadCoefficients, input: Float64Array): Float64Array {
  let s1 = 0;
  let s2 = 0;
  return input.map((x) => {
    const y = b0 * x + s1;
    s1 = b1 * x + s2 - a1 * y;
    s2 = b2 * x - a2 * y;
    return y;
  });
}

describe('BiquadCascade', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i filters in vectors give what they give one by one', (count) => {
    const bands = BANDS.slice(0, count);
    const [left, right] = [noise(1, 1000), noise(2, 1000)];
    const expected = [left, right].map((side) => bands.reduce((sound, band) => plain(band, sound), side));
    const cascade = new BiquadCascade(bands);
    cascade.process(left, right);
    expect([left, right]).toEqual(expected);
  });

  test('keeps its state from one call to the next, and forgets it when told to', () => {
    const whole = [noise(3, 200), noise(4, 200)] as const;
    const pieces = [whole[0].slice(), whole[1].slice()] as const;
    new BiquadCascade(BANDS).process(...whole);
    const cascade = new BiquadCascade(BANDS);
    for (const [from, to] of [
      [0, 64],
      [64, 65],
      [65, 200],
    ] as const)
      cascade.process(pieces[0].subarray(from, to), pieces[1].subarray(from, to));
    expect(pieces).toEqual(whole);
    cascade.reset();
    const again = [noise(3, 200), noise(4, 200)] as const;
    cascade.process(...again);
    expect(again).toEqual(whole);
  });
});

import { describe, expect, test } from '@jest/globals';
import { cos, dbToGain, exp, exp2, gainToDb, log, log10, log2, pow, sin, tan, tanh } from './math.ts';

type Unary = (x: number) => number;

/** Greatest relative error against the platform over a range; near its zeros a function is judged absolutely. */
function worst(own: Unary, platform: Unary, from: number, to: number): number {
  let most = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = from + ((to - from) * (i + 0.37)) / 20_000;
    const expected = platform(x);
    most = Math.max(most, Math.abs(own(x) - expected) / Math.max(Math.abs(expected), 1e-3));
  }
  return most;
}

function bits(x: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

describe('elementary functions', () => {
  test.each([
    ['sin', sin, Math.sin, -1000, 1000],
    ['sin far out', sin, Math.sin, 1e5, 2e5],
    ['cos', cos, Math.cos, -1000, 1000],
    ['tan', tan, Math.tan, -1.5, 1.5],
    ['exp', exp, Math.exp, -700, 700],
    ['exp2', exp2, (x: number) => 2 ** x, -1000, 1000],
    ['log', log, Math.log, 1e-9, 20],
    ['log of great numbers', log, Math.log, 1, 1e300],
    ['log2', log2, Math.log2, 1e-6, 1e6],
    ['log10', log10, Math.log10, 1e-6, 1e6],
    ['tanh', tanh, Math.tanh, -25, 25],
    ['pow', (x: number) => pow(x, 7.3), (x: number) => x ** 7.3, 1e-4, 1e4],
    ['dbToGain', dbToGain, (x: number) => 10 ** (x / 20), -120, 24],
    ['gainToDb', gainToDb, (x: number) => 20 * Math.log10(x), 1e-6, 16],
  ] as const)('%s agrees with the platform to 10⁻¹²', (_, own, platform, from, to) => {
    expect(worst(own, platform, from, to)).toBeLessThan(1e-12);
  });

  test.each([
    [exp(0), 1],
    [exp2(10), 1024],
    [exp2(-1074), Number.MIN_VALUE],
    [log2(2 ** 40), 40],
    [log2(2 ** -1060), -1060],
    [log(1), 0],
    [sin(0), 0],
    [cos(0), 1],
    [tanh(0), 0],
    [dbToGain(0), 1],
    [pow(-2, 3), -8],
    [pow(5, 0), 1],
    [pow(0, 2), 0],
    [exp(-Infinity), 0],
    [exp(710), Infinity],
    [log(0), -Infinity],
    [gainToDb(0), -Infinity],
    [tanh(40), 1],
  ])('exact value %#', (actual, expected) => {
    expect(actual).toBeCloseTo(expected, 13);
  });

  test('what is not a number stays so', () => {
    for (const f of [exp, exp2, log, log2, sin, cos, tan, tanh]) expect(f(NaN)).toBeNaN();
    expect(log(-1)).toBeNaN();
    expect(pow(-2, 0.5)).toBeNaN();
  });

  test('the bits are frozen: they are the same on every engine and in every version', () => {
    const values = [
      sin(1),
      sin(12345.678),
      cos(2),
      tan(0.7),
      exp(1),
      exp(-37.25),
      exp2(0.3),
      log(10),
      log2(3),
      log10(7),
      pow(1.1, 9.7),
      tanh(0.3),
      tanh(1.3),
      dbToGain(-6),
      gainToDb(0.3),
    ];
    expect(values.map(bits)).toMatchInlineSnapshot(`
     [
       "3feaed548f090cee",
       "bfe687d5890974a5",
       "bfdaa22657537205",
       "3feaf406c2fc78ae",
       "4005bf0a8b14576a",
       "3c93278bcd70e981",
       "3ff3b2c47bff8329",
       "40026bb1bbb55516",
       "3ff95c01a39fbd69",
       "3feb0b0b0b78cc3f",
       "40042a3fe50a9b65",
       "3fd2a4dda7d914fa",
       "3feb933c726e9b3a",
       "3fe009b9cf334252",
       "c024ea47420e1a41",
     ]
    `);
  });
});

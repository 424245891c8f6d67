import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalBytes, canonicalise, CanonicalFormError } from './canonical.ts';

const double = (hex: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
};

describe('canonicalise', () => {
  test('writes the structured example of RFC 8785 §3.2.2', () => {
    const input = JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    );
    expect(canonicalise(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('gives the bytes of RFC 8785 §3.2.4', () => {
    const bytes = canonicalBytes({ string: '\u20ac$\u000f\nA\'B"\\\\"/' });
    expect(Buffer.from(bytes).toString('hex')).toBe(
      '7b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    );
  });

  test('sorts keys by UTF-16 code units as in RFC 8785 §3.2.3', () => {
    const input = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const values = [...canonicalise(input).matchAll(/":"([^"]+)"/g)].map((match) => match[1]);
    expect(values).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s of RFC 8785 Appendix B as %s', (bits, text) => {
    expect(canonicalise(double(bits))).toBe(text);
  });

  test.each([
    ['NaN (7fffffffffffffff)', [double('7fffffffffffffff')], '/0'],
    ['infinity (7ff0000000000000)', { a: double('7ff0000000000000') }, '/a'],
    ['undefined', { 'a/b': undefined }, '/a~1b'],
    ['a hole', [1, , 2], '/1'],
    ['a bigint', { a: 1n }, '/a'],
    ['a lone surrogate', ['\ud800'], '/0'],
    ['a lone surrogate in a key', { '\udc00': 1 }, ''],
    ['a date', { at: new Date(0) }, '/at'],
    ['a function', { toJSON: () => 1 }, '/toJSON'],
    ['a map', new Map(), ''],
  ])('refuses %s', (_name, value, pointer) => {
    expect(() => canonicalise(value)).toThrow(CanonicalFormError);
    expect(() => canonicalise(value)).toThrow(expect.objectContaining({ pointer }));
  });

  test('refuses a cycle', () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => canonicalise(loop)).toThrow('nested too deeply');
  });

  test('is idempotent and does not depend on the order of keys', () => {
    const reverse = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reverse);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, reverse(member)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__') && !/\\ud[89a-f]/i.test(JSON.stringify(value)));
        const text = canonicalise(value);
        expect(canonicalise(JSON.parse(text))).toBe(text);
        expect(canonicalise(reverse(value))).toBe(text);
      }),
    );
  });
});

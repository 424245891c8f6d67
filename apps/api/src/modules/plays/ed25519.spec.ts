import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSignedBy } from './ed25519.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** RFC 8032 §7.1, tests 1 to 3: key, text, signature. */
const VECTORS = [
  [
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
] as const;

/** Order of the base point, little-endian (RFC 8032 §5.1). */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function plusOrder(signature: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ORDER;
  const tail = hex(s.toString(16).padStart(64, '0')).reverse();
  return Buffer.concat([signature.subarray(0, 32), tail]);
}

/** The points of small order, each in its canonical form: with one as the key, one signature may fit any text. */
const SMALL_ORDER = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];

describe('Ed25519', () => {
  test.each(VECTORS)('RFC 8032: key %s', (key, text, signature) => {
    expect(isSignedBy(hex(key), hex(text), hex(signature))).toBe(true);
    expect(isSignedBy(hex(key), Buffer.concat([hex(text), hex('00')]), hex(signature))).toBe(false);
  });

  test('refuses a signature whose S is not reduced: the same play would have two receipts', () => {
    for (const [key, text, signature] of VECTORS)
      expect(isSignedBy(hex(key), hex(text), plusOrder(hex(signature)))).toBe(false);
  });

  test.each(SMALL_ORDER)('refuses the key of small order %s', (key) => {
    // With R the neutral point and S nothing the equation of RFC 8032 §5.1.7 holds for the neutral point as the key, whatever the text.
    for (const point of [key, SMALL_ORDER[0]!])
      expect(isSignedBy(hex(key), hex('72'), Buffer.concat([hex(point), Buffer.alloc(32)]))).toBe(false);
  });

  test('refuses a key that is not written the one way there is', () => {
    // The neutral point with y = p + 1.
    const key = hex('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
    const neutral = Buffer.concat([hex(SMALL_ORDER[0]!), Buffer.alloc(32)]);
    expect(isSignedBy(key, hex('72'), neutral)).toBe(false);
  });

  test('refuses what is cut or too long, without an error', () => {
    const [key, text, signature] = VECTORS[1].map(hex) as [Buffer, Buffer, Buffer];
    for (const length of [0, 1, 32, 63])
      expect(isSignedBy(key, text, signature.subarray(0, length))).toBe(false);
    expect(isSignedBy(key, text, Buffer.concat([signature, hex('00')]))).toBe(false);
    for (const length of [0, 31]) expect(isSignedBy(key.subarray(0, length), text, signature)).toBe(false);
    expect(isSignedBy(Buffer.concat([key, hex('00')]), text, signature)).toBe(false);
  });

  test('agrees with OpenSSL on what devices sign, whatever bit is turned', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const bits = fc.option(fc.nat(64 * 8 - 1), { nil: null });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), bits, (text, bit) => {
        const signature = sign(null, text, privateKey);
        if (bit !== null) signature[bit >> 3]! ^= 1 << (bit & 7);
        const found = isSignedBy(raw, text, signature);
        expect(found).toBe(verify(null, text, publicKey, signature));
        expect(found).toBe(bit === null);
      }),
    );
  });
});

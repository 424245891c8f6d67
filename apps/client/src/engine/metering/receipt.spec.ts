import { describe, expect, test } from '@jest/globals';
import {
  canonicalBytes,
  didKeyFromPublicKey,
  publicKeyFromDidKey,
  publicKeyOf,
  signBytes,
  verifyBytes,
} from '@flipside/recipe';
import type { UnsignedReceipt } from './metering-api.ts';
import { signReceipt, type DeviceSigner } from './receipt.ts';

const SEED = Uint8Array.from({ length: 32 }, (_, i) => i);
const DID = didKeyFromPublicKey(publicKeyOf(SEED));
const signer: DeviceSigner = { did: DID, sign: (bytes) => Promise.resolve(signBytes(bytes, SEED)) };

const receipt: UnsignedReceipt = {
  v: 1,
  home: 'https://flips.example',
  grant: '01J',
  recipe: `sha256-${'0'.repeat(64)}`,
  start: '2026-11-22T10:00:00.000Z',
  heardMs: 30_012,
  sources: [{ isrc: 'GBAAA2400001', provider: 'files', heardMs: 12_000 }],
  app: 'flipside-web/1',
  device: DID,
};

function verify({ sig, ...unsigned }: UnsignedReceipt & { sig: string }): boolean {
  const key = publicKeyFromDidKey(unsigned.device);
  return (
    key !== null && verifyBytes(new Uint8Array(Buffer.from(sig, 'base64url')), canonicalBytes(unsigned), key)
  );
}

describe('signReceipt', () => {
  test('signs the JCS bytes of everything but the signature', async () => {
    const signed = await signReceipt(receipt, signer);
    const { sig, ...rest } = signed;
    expect(rest).toEqual(receipt);
    expect(sig).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(verify(signed)).toBe(true);
  });

  test('no member can be changed afterwards', async () => {
    const signed = await signReceipt(receipt, signer);
    const changes: Partial<UnsignedReceipt>[] = [
      { heardMs: 30_013 },
      { grant: '01K' },
      { home: 'https://other.example' },
      { start: '2026-11-22T10:00:00.001Z' },
      { sources: [] },
      { app: 'x' },
      { recipe: `sha256-${'1'.repeat(64)}` },
    ];
    for (const change of changes) expect(verify({ ...signed, ...change })).toBe(false);
  });

  test('is signed by the device it names and by no other', async () => {
    const other = didKeyFromPublicKey(publicKeyOf(SEED.map((byte) => byte + 1)));
    await expect(signReceipt({ ...receipt, device: other }, signer)).rejects.toThrow(TypeError);
  });
});

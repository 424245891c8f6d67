import { describe, expect, test } from '@jest/globals';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58 } from '@scure/base';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { canonicalBytes } from './canonical.ts';
import { hashFromLink, parseRecipeLink, recipeHash, recipeLink } from './hash.ts';
import { didKeyFromPublicKey, publicKeyFromDidKey, publicKeyOf, signBytes, verifyBytes } from './keys.ts';
import { parseRecipe } from './parse.ts';
import { proofHashes, signDocument, signRecipe, verifyDocument, verifyRecipe } from './proof.ts';
import { exampleRecipe, recipeArbitrary } from './recipe.spec-support.ts';
import { usage } from './usage.ts';

const SEED = new Uint8Array(32).fill(1);
const NOW = new Date('2026-11-22T10:00:00Z');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Test vector of the W3C recommendation "Data Integrity EdDSA Cryptosuites v1.0", B.3 (eddsa-jcs-2022). */
const W3C_KEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const W3C_SECRET = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq';
const W3C_CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'];
const W3C_DOCUMENT = {
  '@context': W3C_CONTEXT,
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
};
const W3C_OPTIONS = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-jcs-2022',
  created: '2023-02-24T23:36:38Z',
  verificationMethod: `did:key:${W3C_KEY}#${W3C_KEY}`,
  proofPurpose: 'assertionMethod',
} as const;

describe('eddsa-jcs-2022', () => {
  const secret = base58.decode(W3C_SECRET.slice(1)).slice(2);

  test('reproduces the hashes of the W3C vector', () => {
    const hashes = proofHashes(W3C_DOCUMENT, { ...W3C_OPTIONS, '@context': W3C_CONTEXT });
    expect(hex(hashes.slice(32))).toBe('59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19');
    expect(hex(hashes.slice(0, 32))).toBe('66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db');
  });

  test('reproduces the proof value of the W3C vector and verifies it', () => {
    const signed = signDocument(W3C_DOCUMENT, W3C_OPTIONS, secret);
    expect(signed.proof.proofValue).toBe(
      'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
    );
    const key = publicKeyFromDidKey(`did:key:${W3C_KEY}`)!;
    expect(hex(key)).toBe(hex(publicKeyOf(secret)));
    expect(verifyDocument(signed, key)).toBe(true);
    expect(verifyDocument({ ...signed, name: 'Other' }, key)).toBe(false);
    expect(verifyDocument({ ...signed, '@context': [...W3C_CONTEXT].reverse() }, key)).toBe(false);
    // Contexts may be appended (step 4), never put in front.
    expect(verifyDocument({ ...signed, '@context': [...W3C_CONTEXT, 'https://x.example/'] }, key)).toBe(true);
  });

  test('gives the did:key of the seed of 32 ones', () => {
    const did = didKeyFromPublicKey(publicKeyOf(SEED));
    expect(did).toBe('did:key:z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX');
    expect(publicKeyFromDidKey(did)).toEqual(publicKeyOf(SEED));
    expect(publicKeyFromDidKey(`${did}X`)).toBeNull();
    expect(publicKeyFromDidKey('did:web:example.org')).toBeNull();
  });

  test('refuses what is not signed, malformed, of another suite or swapped', () => {
    const signed = signRecipe(exampleRecipe(), SEED, NOW);
    const { proof, ...unsigned } = signed;
    expect(verifyRecipe(unsigned)).toEqual({ ok: false, code: 'UNSIGNED' });
    expect(verifyRecipe({ ...signed, proof: { ...proof, proofValue: 'z0' } })).toEqual({
      ok: false,
      code: 'PROOF_MALFORMED',
    });
    const other = { ...signed, proof: { ...proof, created: '2026-11-22T10:00:01Z' } };
    expect(verifyRecipe(other)).toEqual({ ok: false, code: 'SIGNATURE_INVALID' });
    expect(
      verifyDocument({ ...signed, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } }, publicKeyOf(SEED)),
    ).toBe(false);
    const { proofValue: _value, ...options } = proof;
    const hashes = proofHashes(unsigned, options);
    const swapped = signBytes(Uint8Array.of(...hashes.slice(32), ...hashes.slice(0, 32)), SEED);
    const forged = { ...signed, proof: { ...proof, proofValue: `z${base58.encode(swapped)}` } };
    expect(verifyRecipe(forged)).toEqual({ ok: false, code: 'SIGNATURE_INVALID' });
  });

  test('refuses a key of small order', () => {
    const small = new Uint8Array(32);
    small[0] = 1;
    expect(verifyBytes(Uint8Array.of(...small, ...new Uint8Array(32)), new Uint8Array(3), small)).toBe(false);
  });

  test('signs and verifies any recipe, and any flipped bit of the signature fails', () => {
    fc.assert(
      fc.property(recipeArbitrary, fc.nat(511), (recipe, bit) => {
        const signed = signRecipe(recipe, SEED, NOW);
        expect(verifyRecipe(signed)).toEqual({ ok: true, key: didKeyFromPublicKey(publicKeyOf(SEED)) });
        expect(recipeHash(signed)).toBe(recipeHash(recipe));
        const signature = base58.decode(signed.proof.proofValue.slice(1));
        signature[bit >> 3]! ^= 1 << (bit & 7);
        const proof = { ...signed.proof, proofValue: `z${base58.encode(signature)}` };
        expect(verifyRecipe({ ...signed, proof }).ok).toBe(false);
        expect(verifyRecipe({ ...signed, title: `${signed.title}.` }).ok).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

describe('recipe hash', () => {
  test('ignores the order of keys and the proof, and nothing else', () => {
    fc.assert(
      fc.property(recipeArbitrary, (recipe) => {
        const reversed = Object.fromEntries(Object.entries(recipe).reverse()) as typeof recipe;
        expect(recipeHash(reversed)).toBe(recipeHash(recipe));
        expect(recipeHash({ ...recipe, title: `${recipe.title}!` })).not.toBe(recipeHash(recipe));
        expect(recipeHash(recipe)).toBe(`sha256-${hex(sha256(canonicalBytes(recipe)))}`);
      }),
      { numRuns: 50 },
    );
  });

  test('and link name each other, in one spelling only', () => {
    const hash = recipeHash(exampleRecipe());
    const link = recipeLink(hash);
    expect(hashFromLink(link)).toBe(hash);
    const last = link.at(-1)!;
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = link.slice(0, -1) + alphabet[alphabet.indexOf(last) + 1]!;
    expect(parseRecipeLink(twin)).toBeNull();
    expect(hashFromLink('ni:///sha-256;abc')).toBeNull();
  });
});

describe.each(['small', 'full', 'mashup'])('frozen recipe %s', (name) => {
  const vector = JSON.parse(readFileSync(new URL(`../test-vectors/${name}.json`, import.meta.url), 'utf8'));

  test('keeps its hash, link, signature and usage', () => {
    const parsed = parseRecipe(vector.recipe);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    expect(recipeHash(parsed.recipe)).toBe(vector.hash);
    expect(recipeLink(recipeHash(parsed.recipe))).toBe(vector.link);
    expect(verifyRecipe(parsed.recipe)).toEqual({ ok: true, key: vector.key });
    const seed = Buffer.from(vector.secretKeyHex, 'hex');
    const { proof, ...unsigned } = parsed.recipe;
    expect(signRecipe(unsigned, seed, new Date(vector.created)).proof).toEqual(proof);
    expect(usage(parsed.recipe)).toEqual(vector.usage);
  });
});

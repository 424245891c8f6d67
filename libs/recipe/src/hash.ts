import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { canonicalBytes } from './canonical.ts';
import type { Recipe } from './schema.ts';

declare const brand: unique symbol;
/** Name of a recipe in URLs and stores: `sha256-` and 64 lower-case hexadecimal digits. */
export type RecipeHash = string & { readonly [brand]: 'RecipeHash' };
/** Name of a recipe in links (RFC 6920): `ni:///sha-256;` and 43 base64url characters. */
export type RecipeLink = string & { readonly [brand]: 'RecipeLink' };

const HASH = /^sha256-[0-9a-f]{64}$/;
const LINK_PREFIX = 'ni:///sha-256;';
const LINK = /^ni:\/\/\/sha-256;[A-Za-z0-9_-]{43}$/;

const isHash = (text: string): text is RecipeHash => HASH.test(text);

/** The link's digest, or null when the last character carries bits beyond the 32 bytes (RFC 4648 §3.5). */
function digestOfLink(text: string): Uint8Array | null {
  if (!LINK.test(text)) return null;
  const digits = text.slice(LINK_PREFIX.length);
  // 43 characters hold 258 bits; the two spare ones must be zero, or one digest would have four names.
  if (!/[AEIMQUYcgkosw048]$/.test(digits)) return null;
  return base64urlnopad.decode(digits);
}

const isLink = (text: string): text is RecipeLink => digestOfLink(text) !== null;

/** Reads `sha256-<hex>`; null when it is not a recipe hash. */
export function parseRecipeHash(text: string): RecipeHash | null {
  return isHash(text) ? text : null;
}

/** Reads `ni:///sha-256;<base64url>`; null when it is not a recipe link in its one canonical spelling. */
export function parseRecipeLink(text: string): RecipeLink | null {
  return isLink(text) ? text : null;
}

/** sha-256 of the canonical bytes of the recipe without `proof`: signing does not rename a recipe. */
export function recipeHash(recipe: Recipe): RecipeHash {
  const { proof: _proof, ...unsigned } = recipe;
  const hash = `sha256-${bytesToHex(sha256(canonicalBytes(unsigned)))}`;
  if (!isHash(hash)) throw new TypeError('sha-256 must give 32 bytes');
  return hash;
}

/** The RFC 6920 link of a recipe hash, as `provenance` writes it. */
export function recipeLink(hash: RecipeHash): RecipeLink {
  const link = `${LINK_PREFIX}${base64urlnopad.encode(hexToBytes(hash.slice('sha256-'.length)))}`;
  if (!isLink(link)) throw new TypeError(`not a recipe hash: ${hash}`);
  return link;
}

/** The recipe hash that a link names; null when the text is not a recipe link. */
export function hashFromLink(link: string): RecipeHash | null {
  const digest = digestOfLink(link);
  return digest === null ? null : parseRecipeHash(`sha256-${bytesToHex(digest)}`);
}

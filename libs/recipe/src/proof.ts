import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import { canonicalBytes, canonicalise } from './canonical.ts';
import {
  didKeyFromPublicKey,
  parseDidKey,
  publicKeyFromDidKey,
  publicKeyOf,
  signBytes,
  verifyBytes,
  type DidKey,
} from './keys.ts';
import { proof as proofShape, type Proof, type Recipe, type SignedRecipe } from './schema.ts';

/** Options of a Data Integrity proof: all of it but the value. */
export type ProofOptions = { readonly [key: string]: unknown } & {
  readonly type: 'DataIntegrityProof';
  readonly cryptosuite: 'eddsa-jcs-2022';
  readonly verificationMethod: string;
  readonly proofPurpose: string;
  readonly created?: string;
};
type JsonDocument = { readonly [key: string]: unknown };

const optionsWithContext = (document: JsonDocument, options: JsonDocument): JsonDocument =>
  document['@context'] === undefined ? options : { ...options, '@context': document['@context'] };

/** The 64 bytes that are signed: hash of the proof options, then hash of the document (VC-DI-EdDSA §3.3.4). */
export function proofHashes(document: JsonDocument, options: JsonDocument): Uint8Array {
  const { proof: _proof, ...unsecured } = document;
  return concatBytes(sha256(canonicalBytes(options)), sha256(canonicalBytes(unsecured)));
}

/**
 * Adds an `eddsa-jcs-2022` Data Integrity proof (VC-DI-EdDSA §3.3.1) to a JSON document. An earlier `proof` is
 * replaced; a document's `@context` is copied into the proof.
 *
 * @param secretKey 32-byte Ed25519 seed of the key that `options.verificationMethod` names.
 */
export function signDocument<D extends JsonDocument, O extends ProofOptions>(
  document: D,
  options: O,
  secretKey: Uint8Array,
): D & { proof: O & { proofValue: string } } {
  const complete = { ...options, ...optionsWithContext(document, {}) };
  const signature = signBytes(proofHashes(document, complete), secretKey);
  return { ...document, proof: { ...complete, proofValue: `z${base58.encode(signature)}` } };
}

const isObject = (value: unknown): value is JsonDocument =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** VC-DI-EdDSA §3.3.2 step 4: the document's contexts must begin with the proof's. */
function contextBegins(document: unknown, proof: unknown): boolean {
  const list = (context: unknown): readonly unknown[] => (Array.isArray(context) ? context : [context]);
  const whole = list(document ?? null);
  const start = list(proof);
  return start.length <= whole.length && canonicalise(whole.slice(0, start.length)) === canonicalise(start);
}

function signatureOf(proofValue: unknown): Uint8Array | null {
  if (typeof proofValue !== 'string' || !/^z[1-9A-HJ-NP-Za-km-z]{64,90}$/.test(proofValue)) return null;
  const signature = base58.decode(proofValue.slice(1));
  return signature.length === 64 ? signature : null;
}

/** Checks the `eddsa-jcs-2022` proof of a JSON document against a known Ed25519 public key (VC-DI-EdDSA §3.3.2). */
export function verifyDocument(document: JsonDocument, publicKey: Uint8Array): boolean {
  const { proof, ...unsecured } = document;
  if (!isObject(proof)) return false;
  const { proofValue, ...options } = proof;
  if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-jcs-2022') return false;
  const signature = signatureOf(proofValue);
  if (signature === null) return false;
  if (options['@context'] !== undefined) {
    if (!contextBegins(unsecured['@context'], options['@context'])) return false;
    return verifyBytes(
      signature,
      proofHashes({ ...unsecured, '@context': options['@context'] }, options),
      publicKey,
    );
  }
  return verifyBytes(signature, proofHashes(unsecured, options), publicKey);
}

/** Seconds are enough for a proof; fractions are kept only when the caller's clock has them. */
const timestamp = (created: Date): string => created.toISOString().replace('.000Z', 'Z');

/**
 * Signs a recipe as its remixer: `eddsa-jcs-2022` with the key's own did:key as verification method.
 *
 * @param secretKey 32-byte Ed25519 seed.
 */
export function signRecipe(recipe: Recipe, secretKey: Uint8Array, created: Date): SignedRecipe {
  const did = didKeyFromPublicKey(publicKeyOf(secretKey));
  const options: Omit<Proof, 'proofValue'> = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: `${did}#${did.slice('did:key:'.length)}`,
    proofPurpose: 'assertionMethod',
    created: timestamp(created),
  };
  return signDocument(recipe, options, secretKey);
}

export type VerifyResult =
  | { readonly ok: true; readonly key: DidKey }
  | {
      readonly ok: false;
      readonly code: 'UNSIGNED' | 'PROOF_MALFORMED' | 'KEY_INVALID' | 'SIGNATURE_INVALID';
    };

/** Checks a recipe's proof by the key named in it. Whose key that is, is for the caller to know. */
export function verifyRecipe(recipe: Recipe): VerifyResult {
  if (recipe.proof === undefined) return { ok: false, code: 'UNSIGNED' };
  const parsed = proofShape.safeParse(recipe.proof);
  if (!parsed.success) return { ok: false, code: 'PROOF_MALFORMED' };
  const key = parseDidKey(parsed.data.verificationMethod.split('#')[0] ?? '');
  const publicKey = key === null ? null : publicKeyFromDidKey(key);
  if (key === null || publicKey === null) return { ok: false, code: 'KEY_INVALID' };
  return verifyDocument(recipe, publicKey) ? { ok: true, key } : { ok: false, code: 'SIGNATURE_INVALID' };
}

/**
 * How a page hands an API token to the command line on the same or another computer: sealed to a key that the command made for this one
 * time. What passes through the address bar, the history or a clipboard is of no use to anybody else (the part that PKCE plays for codes,
 * RFC 7636, without asking the server).
 *
 * ECDH on P-256, HKDF-SHA-256 with the state as salt, AES-256-GCM: what every browser's WebCrypto has. Both run in pages and in Node.
 */
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;
const PUBLIC_BYTES = 65;
const IV_BYTES = 12;
const INFO = new TextEncoder().encode('flipside-command-line-login/v1');

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function decode(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]{1,2000}$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

async function sharedKey(
  own: CryptoKey,
  other: Uint8Array<ArrayBuffer>,
  state: string,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey('raw', other, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const salt = new TextEncoder().encode(state);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: INFO };
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, [use]);
}

/** What a command keeps while it waits. */
export interface LoginKey {
  /** Its public key, base64url: goes into the address. */
  readonly publicKey: string;
  readonly privateKey: CryptoKey;
}

export async function makeLoginKey(): Promise<LoginKey> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const raw = await crypto.subtle.exportKey('raw', publicKey);
  return { publicKey: encode(new Uint8Array(raw)), privateKey };
}

/** Whether a text can be a public key at all: what a page checks before it offers anything. */
export function isPublicKey(text: string): boolean {
  const bytes = decode(text);
  return bytes?.length === PUBLIC_BYTES && bytes[0] === 4;
}

/**
 * Eight letters that page and terminal both show, so that a person sees that they belong together: 40 bits of the key's hash, without
 * letters that look alike.
 */
export async function wordsOfKey(publicKey: string): Promise<string> {
  const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(publicKey)));
  const letters = Array.from(hash.subarray(0, 8), (byte) => LETTERS[byte % 32] ?? '').join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/**
 * Seals a token to a command's public key.
 *
 * @throws {TypeError} for a text that is no public key; the platform's `DataError` for a point that is not on the curve
 */
export async function sealToken(token: string, publicKey: string, state: string): Promise<string> {
  const theirs = decode(publicKey);
  if (theirs === null || !isPublicKey(publicKey)) throw new TypeError('This is no public key.');
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const key = await sharedKey(own.privateKey, theirs, state, 'encrypt');
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(token)),
  );
  const all = new Uint8Array(raw.length + iv.length + sealed.length);
  all.set(raw);
  all.set(iv, raw.length);
  all.set(sealed, raw.length + iv.length);
  return encode(all);
}

/** Opens what a page sealed; null for what was sealed to another key or another state, and for anything else. */
export async function openToken(
  sealed: string,
  { privateKey }: LoginKey,
  state: string,
): Promise<string | null> {
  const bytes = decode(sealed);
  if (bytes === null || bytes.length <= PUBLIC_BYTES + IV_BYTES) return null;
  const iv = bytes.slice(PUBLIC_BYTES, PUBLIC_BYTES + IV_BYTES);
  try {
    const key = await sharedKey(privateKey, bytes.slice(0, PUBLIC_BYTES), state, 'decrypt');
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      key,
      bytes.slice(PUBLIC_BYTES + IV_BYTES),
    );
    return new TextDecoder().decode(opened);
  } catch (error) {
    // WebCrypto's word for "does not fit" (OperationError) and for a point that is none (DataError).
    if (error instanceof DOMException || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

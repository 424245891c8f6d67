import { fromBase64 } from '@flipside/transparency';

/** Bytes of base64url without padding (RFC 4648 §5); `null` for what is none. */
export function fromBase64Url(text: string): Uint8Array | null {
  const padded = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(padded + '='.repeat((4 - (padded.length % 4)) % 4));
}

import { createHash } from 'node:crypto';

/** The keys of an instance, as its overview of logs tells them. */
export interface InstanceKeys {
  readonly consentKey: string;
  readonly playsKey: string;
  readonly witnessKey: string;
}

const GROUPS = /.{4}/g;
/** 128 bits: nobody finds other keys with the same. */
const HEX_DIGITS = 32;

const digest = ({ consentKey, playsKey, witnessKey }: InstanceKeys): string =>
  createHash('sha256')
    .update([consentKey, playsKey, witnessKey].join('\n'))
    .digest('hex')
    .slice(0, HEX_DIGITS);

/** All keys of an instance in a form that can be read out: eight groups of four hexadecimal digits. */
export const fingerprintOf = (keys: InstanceKeys): string => (digest(keys).match(GROUPS) ?? []).join(' ');

/**
 * Whether what an operator entered names exactly these keys: their fingerprint, or both log keys in full.
 *
 * @param text as typed or pasted; spaces, lines and the case of a fingerprint do not matter.
 */
export function namesKeys(text: string, keys: InstanceKeys): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.join('').toLowerCase() === digest(keys)) return true;
  const known = new Set([keys.consentKey, keys.playsKey, keys.witnessKey]);
  const named = new Set(words);
  return named.has(keys.consentKey) && named.has(keys.playsKey) && words.every((word) => known.has(word));
}

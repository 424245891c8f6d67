import { randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** Eight characters of Crockford's base 32: forty random bits that people can read out. */
export function newShareCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => CROCKFORD.charAt(byte & 31)).join('');
}

import { randomBytes } from 'node:crypto';

/** 1 to 30 lower-case letters, digits and inner dashes. */
export const HANDLE = /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/;

/** Names that could pass for the instance itself, or that addresses need. */
const RESERVED = new Set(
  (
    'about admin administrator api assets embed flipside help instance local ' +
    'me moderator null official oidc operator root security support system www'
  ).split(' '),
);

export function isReserved(handle: string): boolean {
  return RESERVED.has(handle) || handle.startsWith('deleted-');
}

/** A handle made of any words a login issuer sent; never empty, never reserved. */
export function proposeHandle(words: string): string {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' || isReserved(plain) ? withSuffix('producer') : plain;
}

/** The same handle with four characters that make it another one. */
export function withSuffix(handle: string): string {
  return `${handle.slice(0, 24).replace(/-+$/, '')}-${randomBytes(2).toString('hex')}`;
}

import { createHash } from 'node:crypto';

/**
 * The same id for the same name, everywhere and always: UUID version 8 (RFC 9562 §5.8) of a space and a name in it.
 */
export function namedId(space: string, name: string): string {
  const hex = createHash('sha256').update(`${space}\n${name}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

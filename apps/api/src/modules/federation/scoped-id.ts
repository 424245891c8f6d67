import { createHash } from 'node:crypto';

/**
 * An id of another registry as it is called here: UUID version 8 (RFC 9562 §5.8) of the registry's log and its id.
 *
 * A registry chooses its ids freely. Were they taken as they are, one could write a share down for a party of this
 * instance, and that party's own opt-in would clear it.
 */
export function scopedId(origin: string, id: string): string {
  const hex = createHash('sha256').update(`${origin}\n${id}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

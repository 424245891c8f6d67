import { uuidv7 } from 'uuidv7';

/** A new identifier: UUID version 7 (RFC 9562 §5.7), so rows made later sort later. */
export function newId(): string {
  return uuidv7();
}

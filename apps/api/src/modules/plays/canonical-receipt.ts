import type { Receipt } from './play.types.ts';

/** A receipt's JCS text (RFC 8785) in two parts: between them, without a comma too many, goes `sig` or nothing. */
export interface CanonicalReceipt {
  readonly head: string;
  readonly tail: string;
}

/**
 * Receipts have one form, checked before they come here, and no member that the form does not name. Written in the order
 * of their names they are canonical: what JSON.stringify does to strings and integers is what RFC 8785 §3.2.2 asks for.
 * Signatures are checked over these bytes, commitments are made of them, and they are what is stored.
 */
export function canonicalReceipt(receipt: Receipt): CanonicalReceipt {
  const { app, device, grant, heardMs, home, recipe, start, v } = receipt;
  const sources = receipt.sources.map((source) => ({
    heardMs: source.heardMs,
    isrc: source.isrc,
    provider: source.provider,
  }));
  const head = JSON.stringify({ app, device, grant, heardMs, home, recipe });
  const tail = JSON.stringify({ sources, start, v });
  return { head: head.slice(0, -1), tail: tail.slice(1) };
}

/** What the device signed. */
export const unsignedText = ({ head, tail }: CanonicalReceipt): string => `${head},${tail}`;

export const signedText = ({ head, tail }: CanonicalReceipt, sig: string): string =>
  `${head},"sig":${JSON.stringify(sig)},${tail}`;

/** What a receipt is known by: home and grant, in canonical form. */
export const identityText = ({ grant, home }: Receipt): string => JSON.stringify({ grant, home });

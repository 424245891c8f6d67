import anyAscii from 'any-ascii';

/** Better known in names than what a script's romanisation makes of them. */
const FIRST: Readonly<Record<string, string>> = { '&': ' + ', '@': '(at)', _: '-' };

/**
 * Text in the characters that every bank takes: `a-zA-Z0-9/-?:().,'+` and space (EPC217-08, ISO 20022 usage for SEPA).
 * Other letters are romanised, what has no counterpart becomes a space; no slash begins or ends it, and none follows
 * another.
 */
export function bankText(text: string, longest: number): string {
  const known = text.normalize('NFC').replaceAll(/[&@_]/g, (character) => FIRST[character] ?? ' ');
  return anyAscii(known)
    .replaceAll(/[^a-zA-Z0-9/\-?:().,'+ ]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .replaceAll(/\/{2,}/g, '/')
    .slice(0, longest)
    .replaceAll(/^[ /]+|[ /]+$/g, '');
}

/** Control characters, and those that turn the direction of what follows. A tab stands between columns. */
const UNSEEN = /(?!\t)[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text of one line as a terminal may show it. Names and reasons come from instances that nobody has to trust: what moves
 * the cursor could write over a verdict, so it is shown by its number instead.
 */
export const printable = (text: string): string =>
  text.replaceAll(UNSEEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`);

/** The same for text of several lines, which ours alone is. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

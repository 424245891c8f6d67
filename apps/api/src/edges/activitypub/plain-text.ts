const BREAKS = /<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^>]*>/gi;
const DROPPED = /<(script|style|template|iframe|object)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function entity(match: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? match;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : '';
}

const isControl = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0;
  return (
    (code < 0x20 && code !== 0x0a) || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e)
  );
};

/** The words of somebody else's markup: what is shown is text, and no markup of others reaches a page. */
export function plainText(markup: string): string {
  const words = markup
    .slice(0, 100_000)
    .replace(DROPPED, '')
    .replace(BREAKS, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w{1,10});/g, entity)
    .replace(/\r\n?/g, '\n');
  return Array.from(words)
    .filter((char) => !isControl(char))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

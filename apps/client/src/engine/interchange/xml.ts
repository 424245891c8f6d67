/** An element of an XML document that holds no text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

type Value = string | number | boolean | undefined;

/** An element; attributes without a value are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> = {},
  children: readonly (XmlElement | string)[] = [],
): XmlElement {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as const],
  );
  return { name, attributes: Object.fromEntries(given), children };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
/** Text of recipes holds no control characters, so that nothing is left that XML 1.0 cannot say. */
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

function write({ name, attributes, children }: XmlElement, indent: string, lines: string[]): void {
  const words = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const open = `${indent}<${name}${words.join('')}`;
  const [only] = children;
  if (only === undefined) lines.push(`${open}/>`);
  else if (typeof only === 'string') lines.push(`${open}>${escape(only)}</${name}>`);
  else {
    lines.push(`${open}>`);
    for (const child of children) if (typeof child !== 'string') write(child, `${indent}  `, lines);
    lines.push(`${indent}</${name}>`);
  }
}

/** A document in UTF-8 text (XML 1.0). */
export function xmlText(root: XmlElement): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

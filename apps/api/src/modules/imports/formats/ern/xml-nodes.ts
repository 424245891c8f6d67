import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { FileFault } from '../file-fault.ts';

/** An element with all in it, as mapping reads it. Names are local: only the root of an ERN message is in a namespace. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The text directly in it, trimmed. */
  readonly text: string;
  readonly line: number;
}

export interface XmlRoot {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
}

export type XmlItem =
  { readonly type: 'ROOT'; readonly root: XmlRoot } | { readonly type: 'NODE'; readonly node: XmlNode };

/** What any message may have, far above what real ones do (OWASP XML security cheat sheet: bound everything). */
export const XML_LIMITS = {
  depth: 32,
  attributes: 32,
  attributeLength: 4_096,
  nodesPerSubtree: 300_000,
  textPerSubtree: 32 * 1_024 * 1_024,
  textPerNode: 64 * 1_024,
  /** Characters without any tag coming to an end. */
  silence: 256 * 1_024,
} as const;

interface Open extends XmlNode {
  readonly children: XmlNode[];
  text: string;
}

const CHUNK = 16 * 1_024;

/**
 * Reads XML as a stream, and hands out the elements whose names are asked for, each as a tree of its own. No document
 * type is accepted, so there are no entities but the five of XML, and nothing is ever fetched.
 *
 * @throws {FileFault} for what is not well formed, has a document type or exceeds {@link XML_LIMITS}.
 */
export async function* xmlNodes(
  text: AsyncIterable<string>,
  wanted: ReadonlySet<string>,
): AsyncGenerator<XmlItem> {
  const reader = new NodeReader(wanted);
  for await (const chunk of text)
    for (let from = 0; from < chunk.length; from += CHUNK) {
      reader.write(chunk.slice(from, from + CHUNK));
      yield* reader.take();
    }
  reader.close();
  yield* reader.take();
}

class NodeReader {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private readonly wanted: ReadonlySet<string>;
  private readonly open: Open[] = [];
  private ready: XmlItem[] = [];
  private depth = 0;
  private attributes = 0;
  private nodes = 0;
  private characters = 0;
  private silent = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.wanted = wanted;
    this.parser.on('error', (error) => this.refuse('XML_MALFORMED', plainMessage(error)));
    this.parser.on('doctype', () =>
      this.refuse(
        'XML_DOCTYPE',
        'The file declares a document type. Those can name entities and are refused.',
      ),
    );
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding))
        this.refuse('WRONG_CHARSET', `The file says that it is ${encoding.slice(0, 20)}. Send it as UTF-8.`);
    });
    this.parser.on('opentagstart', () => this.enter());
    this.parser.on('attribute', ({ value }) => this.attribute(value));
    this.parser.on('opentag', (tag) => this.begin(tag));
    this.parser.on('text', (text) => this.add(text));
    this.parser.on('cdata', (text) => this.add(text));
    this.parser.on('closetag', () => this.end());
  }

  write(chunk: string): void {
    this.silent += chunk.length;
    this.parser.write(chunk);
    if (this.silent > XML_LIMITS.silence)
      this.refuse('XML_TOO_LARGE', `More than ${XML_LIMITS.silence} characters stand between two tags.`);
  }

  close(): void {
    this.parser.close();
  }

  take(): XmlItem[] {
    const items = this.ready;
    this.ready = [];
    return items;
  }

  private enter(): void {
    this.silent = 0;
    this.attributes = 0;
    this.depth += 1;
    if (this.depth > XML_LIMITS.depth)
      this.refuse('XML_TOO_DEEP', `Elements are nested more than ${XML_LIMITS.depth} deep.`);
  }

  private attribute(value: string): void {
    this.attributes += 1;
    if (this.attributes > XML_LIMITS.attributes)
      this.refuse('XML_TOO_LARGE', `An element has more than ${XML_LIMITS.attributes} attributes.`);
    if (value.length > XML_LIMITS.attributeLength)
      this.refuse('XML_TOO_LARGE', `An attribute is longer than ${XML_LIMITS.attributeLength} characters.`);
  }

  private begin(tag: SaxesTagNS): void {
    const { line } = this.parser;
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map(({ local, value }) => [local, value]),
    );
    if (this.depth === 1)
      this.ready.push({ type: 'ROOT', root: { name: tag.local, namespace: tag.uri, attributes, line } });
    if (this.open.length === 0 && (this.depth === 1 || !this.wanted.has(tag.local))) return;
    this.nodes += 1;
    if (this.nodes > XML_LIMITS.nodesPerSubtree)
      this.refuse(
        'XML_TOO_LARGE',
        `<${this.open[0]?.name ?? ''}> has more than ${XML_LIMITS.nodesPerSubtree} elements.`,
      );
    const node: Open = { name: tag.local, attributes, children: [], text: '', line };
    this.open.at(-1)?.children.push(node);
    this.open.push(node);
  }

  private add(text: string): void {
    const node = this.open.at(-1);
    if (node === undefined) return;
    this.characters += text.length;
    node.text += text;
    if (this.characters > XML_LIMITS.textPerSubtree || node.text.length > XML_LIMITS.textPerNode)
      this.refuse('XML_TOO_LARGE', `<${node.name}> holds too much text.`);
  }

  private end(): void {
    this.silent = 0;
    this.depth -= 1;
    const node = this.open.pop();
    if (node === undefined) return;
    node.text = node.text.trim();
    if (this.open.length > 0) return;
    this.nodes = 0;
    this.characters = 0;
    this.ready.push({ type: 'NODE', node });
  }

  private refuse(code: string, reason: string): never {
    throw new FileFault(code, reason, { line: this.parser.line });
  }
}

/** The parser's words without the position that it puts before them. */
const plainMessage = (error: Error): string =>
  `The XML is not well formed: ${error.message.replace(/^\d+:\d+:\s*/, '')}`;

export const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child) => child.name === name);

/** The first descendant along a path of names. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let found = node;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

export const textAt = (node: XmlNode | undefined, ...path: readonly string[]): string =>
  at(node, ...path)?.text ?? '';

/** All descendants of a name, in the order of the document. */
export function* descendants(node: XmlNode, name: string): Generator<XmlNode> {
  for (const child of node.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}

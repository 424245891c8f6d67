import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FileFault } from '../file-fault.ts';
import { xmlNodes } from './xml-nodes.ts';
import type { XmlItem } from './xml-nodes.ts';

async function read(text: string, piece = text.length): Promise<XmlItem[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += Math.max(1, piece))
      yield text.slice(at, at + Math.max(1, piece));
  }
  const items: XmlItem[] = [];
  for await (const item of xmlNodes(pieces(), new Set(['b']))) items.push(item);
  return items;
}

const DOCUMENT =
  '<?xml version="1.0"?>\n<n:a xmlns:n="urn:n">\n<b x="1">one<c>two &amp; <![CDATA[<three>]]></c></b>\n<d><b/></d></n:a>';

describe('xmlNodes', () => {
  test('hands out the root and the wanted elements with their lines', async () => {
    expect(await read(DOCUMENT)).toMatchObject([
      { type: 'ROOT', root: { name: 'a', namespace: 'urn:n' } },
      {
        type: 'NODE',
        node: {
          name: 'b',
          line: 3,
          attributes: { x: '1' },
          text: 'one',
          children: [{ name: 'c', text: 'two & <three>' }],
        },
      },
      { type: 'NODE', node: { name: 'b', line: 4, children: [] } },
    ]);
  });

  test('reads the same however the text is cut', async () => {
    const whole = await read(DOCUMENT);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: DOCUMENT.length }), async (piece) => {
        expect(await read(DOCUMENT, piece)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('whatever the text, it is read or refused with a line', async () => {
    const words = fc.constantFrom(
      '<a>',
      '</a>',
      '<b ',
      'x="1"',
      '>',
      '/>',
      '&amp;',
      '&x;',
      '<!DOCTYPE a>',
      '<![CDATA[',
      ']]>',
      '<!--',
      'text',
      '<?pi?>',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 30 }), async (parts) => {
        try {
          await read(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(FileFault);
          expect((error as FileFault).failure).toMatchObject({
            code: expect.stringMatching(/^XML_/),
            line: expect.any(Number),
          });
        }
      }),
      { numRuns: 500 },
    );
  });
});

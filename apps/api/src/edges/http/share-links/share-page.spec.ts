import { describe, expect, test } from '@jest/globals';
import { html, jsonBlock } from './html.ts';
import { clock } from './clock.ts';
import { absentPage, amount, fillPage } from './share-page.ts';

describe('markup', () => {
  test('escapes every value, in text and in attributes, and keeps markup', () => {
    const evil = `"><img src=x onerror='a()'>&`;
    expect(html`<a title="${evil}">${evil}</a>`.text).toBe(
      '<a title="&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;">&quot;&gt;&lt;img src=x onerror=&#39;a()&#39;&gt;&amp;</a>',
    );
    expect(
      html`<ul>
        ${[html`<li>${1}</li>`, html`<li>${'<'}</li>`]}
      </ul>`.text.replace(/\n\s*/g, ''),
    ).toBe('<ul><li>1</li><li>&lt;</li></ul>');
  });

  test('a data block cannot be left', () => {
    const value = { name: '</script><!--<script>', line: '\u2028' };
    const block = jsonBlock('application/ld+json', value).text;
    expect(block.match(/</g)).toHaveLength(2);
    expect(JSON.parse(block.replace(/^<[^>]+>|<[^>]+>$/g, ''))).toEqual(value);
  });
});

describe('a page', () => {
  const parts = absentPage('Gone $& $1', 'because');

  test('fills the places of the web app, replaces its title, and takes $ as it is', () => {
    const shell = '<head><!--head--><title>Flipside</title></head><div id="root"><!--body--></div>';
    const page = fillPage(shell, parts);
    expect(page).toContain('<title>Gone $&amp; $1 · Flipside</title>');
    expect(page).toMatch(
      /<div id="root"><main class="plain-page">\s*<h1>Gone \$&amp; \$1<\/h1>\s*<p>because<\/p>/,
    );
    expect(page).not.toContain('<title>Flipside</title>');
    expect(page).not.toContain('<!--');
  });

  test.each([null, '<html>no places</html>'])('is plain without an app (%s)', (shell) => {
    const page = fillPage(shell, parts);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('<p>because</p>');
  });
});

test.each([
  [4000n, '0.004000 EUR'],
  [1_234_567n, '1.234567 EUR'],
  [2_000_000n, '2.000000 EUR'],
  [1_500_000n, '1.500000 EUR'],
  [-30n, '-0.000030 EUR'],
  [0n, '0.000000 EUR'],
])('%s micro-units are %s', (micros, text) => {
  expect(amount(micros, 'EUR')).toBe(text);
});

test('times have minutes and two digits of seconds', () => {
  expect([clock(0), clock(61_999), clock(3_600_000)]).toEqual(['0:00', '1:01', '60:00']);
});

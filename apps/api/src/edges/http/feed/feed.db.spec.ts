import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { flip, FlipWorld } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const ISRC = 'GBAAA2400001';
const NASTY = `</title><script>alert("1")</script> & 'friends' $& ]]>`;
const webDist = mkdtempSync(join(tmpdir(), 'flipside-web-'));
writeFileSync(
  join(webDist, 'index.html'),
  '<!doctype html><html><head><!--head--><title>Flipside</title></head><body><div id="root"><!--body--></div><script src="/app.js"></script></body></html>',
);
let world: FlipWorld;
let producers: User[];
let codes: string[] = [];

type FeedAnswer = { items: { title: string; code: string }[]; nextCursor: string | null };
const feed = async (query = '') => (await world.get(`/api/feed?${query}`)).json as FeedAnswer;
const titles = ({ items }: FeedAnswer) => items.map(({ title }) => title);
async function publish(user: User, title: string, tags: string[] = []): Promise<string> {
  const answer = await world.post('/api/recipes', user, { recipe: flip([ISRC], title), tags });
  if (answer.status !== 201) throw new Error(answer.text);
  return (answer.json as { code: string }).code;
}

beforeAll(async () => {
  world = await FlipWorld.open({ webDist });
  const operator = await world.user('olga', { operator: true });
  producers = [await world.user('pia'), await world.user('otto')];
  await world.tariff(operator);
  const label = await world.party(operator, 'North <Label>');
  await world.post(`/api/parties/${label}/members`, operator, { handle: 'pia', role: 'OWNER' });
  await world.recording(operator, ISRC, { label, writer: label, title: 'Tide' });
  for (const side of ['MASTER', 'COMPOSITION'])
    await world.post(`/api/parties/${label}/grants`, producers[0]!, { side, subject: { kind: 'CATALOGUE' } });
  for (const [index, title] of ['One', 'Two', 'Three', NASTY].entries())
    codes.push(await publish(producers[index % 2]!, title, index === 0 ? ['dub', 'late'] : ['dub']));
});
afterAll(async () => {
  await world.close();
  rmSync(webDist, { recursive: true });
});

describe('the feed', () => {
  test('is newest first, each with its credits and print', async () => {
    const page = await feed();
    expect(titles(page)).toEqual([NASTY, 'Three', 'Two', 'One']);
    expect(page.items[3]).toMatchObject({
      code: codes[0],
      producer: { handle: 'pia', displayName: 'Pia' },
      tags: ['dub', 'late'],
      durationMs: 8000,
      playCount: '0',
      credits: { remixer: 'Pia', sources: [{ title: 'Tide', recording: [{ name: 'North <Label>' }, {}] }] },
      print: { sources: [[[0, 1000]]] },
    });
  });

  test('by tag and by producer', async () => {
    expect(titles(await feed('tag=late'))).toEqual(['One']);
    expect(titles(await feed('tag=LATE'))).toEqual(['One']);
    expect(titles(await feed('producer=otto'))).toEqual([NASTY, 'Two']);
    expect(titles(await feed('producer=otto&tag=late'))).toEqual([]);
    expect((await world.get('/api/tags')).json).toEqual({
      items: [
        { tag: 'dub', flips: '4' },
        { tag: 'late', flips: '1' },
      ],
    });
    expect((await world.get('/api/producers/pia')).json).toMatchObject({
      handle: 'pia',
      flips: '2',
      plays: '0',
    });
    expect((await world.get('/api/producers/nobody')).status).toBe(404);
  });

  test('pages stay stable while something new is published', async () => {
    const first = await feed('limit=2');
    await publish(producers[0]!, 'Meanwhile');
    const second = await feed(`limit=2&cursor=${first.nextCursor}`);
    expect([...titles(first), ...titles(second)]).toEqual([NASTY, 'Three', 'Two', 'One']);
    expect(second.nextCursor).toBeNull();
    const tagged = await feed('tag=dub&limit=3');
    expect(titles(await feed(`tag=dub&limit=3&cursor=${tagged.nextCursor}`))).toEqual(['One']);
  });

  test('for readers, as Atom and JSON, with credits in every entry', async () => {
    const atom = await world.get('/feed.atom?producer=otto');
    expect(atom.headers['content-type']).toContain('application/atom+xml');
    expect(atom.text.match(/<entry>/g)).toHaveLength(2);
    expect(atom.text).not.toContain('<script>');
    expect(atom.text).toContain('<![CDATA[&lt;/title&gt;&lt;script&gt;');
    expect(atom.text).toContain('Remixed by Otto');
    const json = (await world.get('/feed.json?tag=late')).json as {
      items: { title: string; content_html: string; url: string }[];
    };
    expect(json.items).toMatchObject([{ title: 'One', url: `http://flipside.test/r/${codes[0]}` }]);
    expect(json.items[0]?.content_html).toContain('North &lt;Label&gt;');
  });
});

describe('the share page', () => {
  test('is whole without scripts, inside the web app, with nothing unescaped', async () => {
    const { status, headers, text } = await world.get(`/r/${codes[3]}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expect(text).toContain('<script src="/app.js"></script>');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<title>Flipside</title>');
    expect(text).toContain(`property="og:title" content="&lt;/title&gt;`);
    expect(text).toContain('$&amp; ]]&gt;');
    expect(text).toContain(
      `<link rel="alternate" type="application/json+oembed" href="http://flipside.test/oembed?url=http%3A%2F%2Fflipside.test%2Fr%2F${codes[3]}"`,
    );
    expect(text).toContain('href="http://flipside.test/feed.atom?producer=otto"');
    for (const words of [
      'by <a',
      'The Artist – Tide',
      'North &lt;Label&gt;',
      '(Main Artist)',
      '(Composer)',
      'What a play pays',
      '0.004000 EUR',
    ])
      expect(text).toContain(words);
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1];
    expect(JSON.parse(data ?? '')).toMatchObject({
      '@type': 'MusicRecording',
      name: NASTY,
      isBasedOn: [{ isrcCode: ISRC }],
    });
  });

  test('is there in lower case, as a frame, and answers 404 for anything else', async () => {
    expect((await world.get(`/r/${codes[0]!.toLowerCase()}`)).status).toBe(200);
    const embed = await world.get(`/embed/${codes[0]}`);
    expect(embed.text).toContain('Made from');
    expect(embed.headers['content-security-policy']).toContain('frame-ancestors *');
    for (const code of ['AAAAAAAA', 'nothing', '%3Cscript%3E']) {
      const answer = await world.get(`/r/${code}`);
      expect([answer.status, answer.text.includes('No such flip')]).toEqual([404, true]);
    }
    expect((await world.get('/api/share-links/AAAAAAAA')).status).toBe(404);
  });

  test('is found by oEmbed', async () => {
    const url = encodeURIComponent(`http://flipside.test/r/${codes[3]}`);
    const answer = await world.get(`/oembed?url=${url}&maxwidth=320`);
    expect(answer.json).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: NASTY,
      width: 320,
      author_name: 'Otto',
    });
    expect((answer.json as { html: string }).html).toContain('title="&lt;/title&gt;&lt;script&gt;');
    expect(
      (await world.get(`/oembed?url=${encodeURIComponent('http://elsewhere.test/r/AAAAAAAA')}`)).status,
    ).toBe(404);
  });

  test('the recipe is there as it was signed', async () => {
    const { items } = (await feed('tag=late')) as unknown as { items: { hash: string }[] };
    const answer = await world.get(`/api/recipes/${items[0]!.hash}/document`);
    expect(answer.headers['content-type']).toContain('application/vnd.flipside.recipe+json');
    expect(JSON.parse(answer.text)).toEqual(
      (await world.get(`/api/recipes/${items[0]!.hash}`)).json['recipe' as never],
    );
  });
});

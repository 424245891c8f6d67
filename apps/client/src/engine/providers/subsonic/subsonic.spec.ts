import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ID3Writer } from 'browser-id3-writer';
import { readXmlError } from './subsonic-answers.ts';
import { SubsonicClient, serverUrl } from './subsonic-client.ts';
import { transcodedTo } from './subsonic-file.ts';
import { waysOf } from './subsonic-login.ts';
import { SubsonicProvider } from './subsonic-provider.ts';
import { API_KEY, PASSWORD, SubsonicServer, USER, type Behaviour } from './subsonic-server.fixture.ts';

const LOGIN = { url: 'https://music.example', username: USER, password: PASSWORD };
const OPEN: Behaviour = { ways: ['token'] };

function provider(server: SubsonicServer, login: object = {}) {
  const notices: string[] = [];
  const made = new SubsonicProvider({
    name: 'home',
    login: { ...LOGIN, ...login },
    tools: server.tools,
    onNotice: (notice) => notices.push(notice),
  });
  return { provider: made, notices };
}

function tagged(isrc: string | null, padding: number): Uint8Array<ArrayBuffer> {
  const writer = new ID3Writer(new Uint8Array(4096).buffer);
  if (padding > 0)
    writer.setFrame('APIC', {
      type: 3,
      data: new Uint8Array(padding).fill(0xff).fill(0xd8, 1, 2).buffer,
      description: '',
    });
  if (isrc !== null) writer.setFrame('TSRC', isrc);
  return new Uint8Array(writer.addTag());
}

const SONG = { id: 's1', title: 'Copper Morning', artist: 'Marrow & Pine', duration: 200 };
const QUERY = {
  isrc: ['QZTST2600001'],
  title: 'Copper Morning',
  artist: 'Marrow & Pine',
  durationMs: 200_400,
};

describe('signing in', () => {
  test.each<[string, Behaviour, object, string, string[]]>([
    ['an API key, without a user', { ways: ['apiKey', 'token'] }, { apiKey: API_KEY }, 'apiKey', ['apiKey']],
    ['a salted hash', { ways: ['token', 'password'] }, {}, 'token', ['t']],
    ['a hash when keys are unknown (42)', { ways: ['token'] }, { apiKey: API_KEY }, 'token', ['apiKey', 't']],
    ['the password when tokens are not supported (41)', { ways: ['password'] }, {}, 'password', ['t', 'p']],
    [
      'the password when the server misses one (10)',
      { ways: ['password'], tokenRefusal: 10 },
      {},
      'password',
      ['t', 'p'],
    ],
    ['Basic when nothing else is known (42)', { ways: ['basic'] }, {}, 'basic', ['t', 'p', '']],
    [
      'Basic and hash behind a proxy that asks for it (401)',
      { ways: ['token'], basicDoor: true },
      {},
      'basic-token',
      ['t', 'p', '', 't'],
    ],
  ])('%s', async (_, behaviour, login, way, carried) => {
    const server = new SubsonicServer(behaviour);
    const greeting = await new SubsonicClient({ ...LOGIN, ...login }, server.tools).greet();
    expect(greeting.way).toBe(way);
    expect(
      server.asked.map(({ query }) => ['apiKey', 't', 'p'].find((name) => query.has(name)) ?? ''),
    ).toEqual(carried);
  });

  test.each<[string, Behaviour, object, string, number]>([
    [
      'a wrong password (40)',
      { ways: ['token', 'password'] },
      { password: 'other' },
      'does not accept this name and password',
      1,
    ],
    [
      'a wrong API key (44)',
      { ways: ['apiKey', 'token'] },
      { apiKey: 'other' },
      'does not accept this API key',
      1,
    ],
    ['no way that both know', { ways: [] }, {}, 'accepts no', 4],
  ])(
    '%s ends the search, without trying the password elsewhere',
    async (_, behaviour, login, words, requests) => {
      const server = new SubsonicServer(behaviour);
      const client = new SubsonicClient({ ...LOGIN, ...login }, server.tools);
      const failure = client.greet();
      if (words === 'accepts no') await expect(failure).rejects.toMatchObject({ name: 'SubsonicError' });
      else
        await expect(failure).rejects.toMatchObject({
          code: 'denied',
          message: expect.stringContaining(words),
        });
      expect(server.asked).toHaveLength(requests);
      expect(server.pauses).toEqual([]);
    },
  );

  test('the way that worked last is tried first, and only once for many questions', async () => {
    const server = new SubsonicServer({ ways: ['password'] });
    const { provider: music } = provider(server, { way: 'password' });
    await Promise.all([music.search('a', 1), music.search('b', 1)]);
    expect(server.methods()).toEqual(['ping', 'search3', 'search3']);
    expect(waysOf({ ...LOGIN, way: 'apiKey' })[0]).toBe('token');
  });

  test('no two requests carry one salt, and none the password', async () => {
    const server = new SubsonicServer(OPEN);
    const { provider: music } = provider(server);
    await music.search('a', 1);
    await music.search('b', 1);
    const salts = server.asked.map(({ query }) => query.get('s'));
    expect(new Set(salts).size).toBe(3);
    expect(server.asked.some(({ query }) => query.toString().includes('ss+word'))).toBe(false);
  });
});

describe('trying again', () => {
  test('after 503, 429 and a broken line, with pauses that grow or that were asked for', async () => {
    const server = new SubsonicServer({ ...OPEN, stumbles: [503, 'network', 429] });
    await new SubsonicClient(LOGIN, server.tools).greet();
    expect(server.asked).toHaveLength(4);
    expect(server.pauses).toEqual([1000, 500, 1000]);
  });

  test('four times and no more; the login is in no word of the error', async () => {
    const server = new SubsonicServer({
      ...OPEN,
      stumbles: Array.from({ length: 9 }, () => 'network' as const),
    });
    const failure = await new SubsonicClient(LOGIN, server.tools).greet().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unreachable', message: 'music.example cannot be reached.' });
    expect((failure as Error).cause).toBeUndefined();
    expect(server.asked).toHaveLength(4);
  });

  test('not after a refusal (50, in XML where sound was asked for)', async () => {
    const server = new SubsonicServer({ ...OPEN, songs: [SONG], mayDownload: false, files: new Map() });
    const { provider: music } = provider(server);
    const [track] = await music.search('copper', 1);
    await expect(music.open(track!)).rejects.toMatchObject({ code: 'gone', subsonicCode: 70 });
    expect(server.pauses).toEqual([]);
  });
});

describe('finding', () => {
  test('by the ISRC that the server tells, without reading any file', async () => {
    const songs = [
      { ...SONG, id: 'a', duration: 100 },
      { ...SONG, id: 'b', isrc: ['qz-tst-26-00001'] },
    ];
    const server = new SubsonicServer({ ...OPEN, songs });
    expect(await provider(server).provider.resolve(QUERY)).toMatchObject({
      kind: 'match',
      by: 'isrc',
      track: { ref: 'subsonic:home:b' },
    });
    expect(server.methods()).not.toContain('stream');
  });

  test.each([
    [10, [65_535]],
    [300_000, [65_535, 1_048_575]],
  ])('by tags behind %i bytes of picture, reading no more than needed', async (padding, ends) => {
    const files = new Map([
      ['s1', tagged('QZTST2600001', padding)],
      ['s2', tagged(null, 0)],
    ]);
    const songs = [{ ...SONG, contentType: 'audio/mpeg', suffix: 'mp3' }];
    const server = new SubsonicServer({ ...OPEN, songs, files });
    expect(await provider(server).provider.resolve(QUERY)).toMatchObject({ kind: 'match', by: 'isrc' });
    const ranges = server.asked
      .filter(({ method }) => method === 'stream')
      .map(({ headers }) => headers.get('range'));
    expect(ranges).toEqual(ends.map((end) => `bytes=0-${end}`));
  });

  test('by title, artist and length, when there is no ISRC anywhere; other lengths are told', async () => {
    const songs = [{ ...SONG, title: 'Copper Morning (Remastered 2011)' }];
    const files = new Map([['s1', tagged(null, 0)]]);
    const server = new SubsonicServer({ ...OPEN, songs, files });
    expect(await provider(server).provider.resolve(QUERY)).toMatchObject({ kind: 'match', by: 'title' });
    const edit = new SubsonicServer({ ...OPEN, songs: [{ ...SONG, duration: 150 }], files });
    expect(await provider(edit).provider.resolve(QUERY)).toMatchObject({
      kind: 'mismatch',
      reason: 'duration',
    });
    const none = new SubsonicServer({ ...OPEN, songs: [], files });
    expect(await provider(none).provider.resolve(QUERY)).toMatchObject({
      kind: 'mismatch',
      reason: 'not-found',
    });
  });

  test('a question asked again is answered from memory, and a failure is not remembered', async () => {
    const server = new SubsonicServer({ ...OPEN, songs: [{ ...SONG, isrc: [QUERY.isrc[0]!] }] });
    const { provider: music } = provider(server);
    await Promise.all([music.resolve(QUERY), music.resolve(QUERY)]);
    expect(server.methods().filter((method) => method === 'search3')).toHaveLength(1);
    const stumbles = Array.from({ length: 4 }, () => 503);
    const busy = new SubsonicServer({ ...OPEN, songs: [SONG], stumbles });
    const { provider: slow } = provider(busy);
    await expect(slow.resolve(QUERY)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await slow.resolve({ ...QUERY, isrc: [] })).toMatchObject({ kind: 'match' });
  });

  test('no more than four requests are under way at once', async () => {
    let [now, most] = [0, 0];
    const server = new SubsonicServer({ ...OPEN, songs: [SONG] });
    const fetch: typeof server.tools.fetch = async (url, init) => {
      most = Math.max(most, (now += 1));
      await new Promise((later) => void setTimeout(later, 1));
      now -= 1;
      return server.tools.fetch(url, init);
    };
    const music = new SubsonicProvider({ name: 'x', login: LOGIN, tools: { ...server.tools, fetch } });
    const words = Array.from({ length: 20 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word) => music.search(word, 1)));
    expect([most, server.asked.length]).toEqual([4, 21]);
  });

  test('lists everything, page after page', async () => {
    const songs = Array.from({ length: 1203 }, (_, index) => ({ ...SONG, id: `s${index}` }));
    const refs = new Set<string>();
    for await (const track of provider(new SubsonicServer({ ...OPEN, songs })).provider.tracks())
      refs.add(track.ref);
    expect(refs.size).toBe(1203);
  });
});

describe('fetching', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 251);
  const songs = [{ ...SONG, size: 5000, contentType: 'audio/flac', suffix: 'flac' }];
  const files = new Map([['s1', bytes]]);
  const fetched = async (behaviour: Partial<Behaviour>) => {
    const server = new SubsonicServer({ ...OPEN, songs, files, ...behaviour });
    const { provider: music, notices } = provider(server);
    const [track] = await music.search('', 1);
    const blob = await music.open(track!);
    return { bytes: new Uint8Array(await blob.arrayBuffer()), notices, server };
  };

  test('the file as it is, by stream', async () => {
    const { bytes: got, notices, server } = await fetched({});
    expect(got).toEqual(bytes);
    expect(notices).toEqual([]);
    expect(server.asked.at(-1)!.query.get('format')).toBe('raw');
  });

  test('goes on where it broke off', async () => {
    const { bytes: got, server } = await fetched({ breaksAfter: 2000 });
    expect(got).toEqual(bytes);
    expect(server.asked.slice(-2).map(({ headers }) => headers.get('range'))).toEqual([
      'bytes=2000-',
      'bytes=4000-',
    ]);
  });

  test('gives up when it breaks off again and again, from a server without ranges too', async () => {
    await expect(fetched({ breaksAfter: 100, ignoresRange: true })).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  const transcodes = { contentType: 'audio/mpeg', bytes: new Uint8Array(700) };
  test('the original by download when the stream is converted', async () => {
    const { bytes: got, notices } = await fetched({ transcodes });
    expect(got).toEqual(bytes);
    expect(notices).toEqual([]);
  });

  test('what there is, and says so, when downloads are forbidden', async () => {
    const { bytes: got, notices } = await fetched({ transcodes, mayDownload: false });
    expect(got).toHaveLength(700);
    expect(notices).toEqual([
      expect.stringContaining('converts “Copper Morning” on the way (FLAC sent as MP3)'),
    ]);
  });

  test('a song of another server is not asked for', async () => {
    const { provider: music } = provider(new SubsonicServer(OPEN));
    const track = {
      ref: 'subsonic:other:s1',
      provider: 'subsonic',
      isrc: [],
      title: null,
      artist: null,
      durationMs: null,
    } as const;
    await expect(music.open(track)).rejects.toMatchObject({ code: 'unknown-track' });
  });
});

describe('answers', () => {
  test('of any shape never break more than the question', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.object().map((value) => JSON.stringify({ 'subsonic-response': { status: 'ok', ...value } })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const tools = { fetch: async () => new Response(body), sleep: async () => undefined };
        const music = new SubsonicProvider({ name: 'x', login: LOGIN, tools });
        const result = await music.resolve(QUERY).catch((error: unknown) => error);
        expect(result instanceof Error ? result.constructor.name : 'answer').toMatch(
          /^(?:ProviderError|SubsonicError|answer)$/,
        );
      }),
      { numRuns: 200 },
    );
  });

  test('errors in XML are read, other documents are none', () => {
    const head = '<subsonic-response status="failed">';
    expect(readXmlError(`${head}<error message='x &lt;' code='40' /></subsonic-response>`)).toEqual({
      code: 40,
      message: 'x &lt;',
    });
    expect(readXmlError(`${head}<error code="7a"/></subsonic-response>`)).toBeNull();
    expect(readXmlError('<html><error code="40"/></html>')).toBeNull();
  });

  test('another kind or another length is a converted stream; another name of the same kind is none', () => {
    const song = { id: 'a', suffix: 'm4a', contentType: 'audio/mp4', size: 10 };
    expect(transcodedTo(song, { contentType: 'audio/x-m4a', bytes: 10 })).toBeNull();
    expect(transcodedTo(song, { contentType: 'audio/mpeg', bytes: 10 })).toBe('MP4 sent as MP3');
    expect(transcodedTo(song, { contentType: 'audio/mp4', bytes: 9 })).toBe('10 bytes sent as 9');
    expect(transcodedTo({ id: 'a' }, { contentType: 'audio/mpeg', bytes: null })).toBeNull();
  });

  test.each([
    ['https://music.example/rest/', 'https://music.example'],
    [' http://nas:4533/music/ ', 'http://nas:4533/music'],
  ])('the address %j is read as it is meant', (text, url) => expect(serverUrl(text)).toBe(url));
  test.each(['music.example', 'ftp://x', 'https://a:b@x.example', ''])('%j is no address', (text) =>
    expect(() => serverUrl(text)).toThrow('https://'),
  );
});

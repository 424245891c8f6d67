import { describe, expect, test } from '@jest/globals';
import { parseBaseUrl } from './http.ts';
import { stateDirectory } from './log-memory.ts';
import { runCommandLine } from './program.ts';

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(words, {
    env: { HOME: '/nowhere/at/all' },
    now: () => new Date('2026-11-25T12:00:00Z'),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    terminal: null,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('the command line', () => {
  test.each([
    [['--help'], 'Commands:'],
    [['verify', 'log', '--help'], 'Check the logs of an instance'],
    [['verify', 'statement', '--help'], 'Recompute a statement'],
    [['statements', 'pull', '--help'], 'Download every statement'],
    [['verify', 'sample', '--help'], 'Look at single plays'],
    [['audit', '--help'], 'For operators'],
    [['render', '--help'], 'Make a flip into a file'],
    [['separate', '--help'], 'stems that sum to it'],
    [['align', '--help'], 'to the sample'],
    [['inspect', '--help'], 'Say what a recipe or a recording is'],
    [['tracks', '--help'], 'recordings in your places'],
    [['providers', 'add', 'subsonic', '--help'], 'FLIPSIDE_PASSWORD'],
    [['providers', 'test', '--help'], 'what they can do'],
    [['serve', '--help'], 'a door to a Subsonic server'],
    [['login', '--help'], 'Sign in to an instance in the browser'],
    [['clear', '--help'], 'what a play would pay'],
    [['publish', '--help'], 'with a key of this machine'],
    [['stems', 'list', '--help'], 'List them by recording and model'],
  ])('%s helps, and says what it ends with', async (words, text) => {
    const { code, out } = await run(...words);
    expect(code).toBe(0);
    expect(out).toContain(text);
    if (words.length > 1) expect(out).toContain('3  the instance could not be reached');
  });

  test.each([
    [['verify', 'log', 'other'], 'Allowed choices are consent, plays, both'],
    [['verify', 'statement'], "missing required argument 'statement'"],
    [['statements', 'pull'], "required option '-o, --out <directory>' not specified"],
    [['verify', 'log', '--timeout', 'soon'], 'a number of seconds'],
    [['statements', 'pull', '-o', 'x', '-f', 'json,xls'], '"xls" is none of json, csv, pdf, dsr, ugc'],
    [['verify', 'sample', 'x', '--draw', '51'], 'a whole number from 1 to 50'],
    [['nonsense'], "unknown command 'nonsense'"],
    [['audit'], 'Name the instance with --url or FLIPSIDE_URL'],
    [['audit', '--url', 'ftp://x'], 'is no http or https address'],
    [['verify', 'log', '--url', 'https://x.example', '--key', 'nonsense'], 'is not <name>'],
    [['verify', 'log', '--url', 'https://x.example', '--policy', '/nowhere'], '/nowhere cannot be read'],
    [['render', 'x.json'], "required option '-o, --out <path>' not specified"],
    [['render', 'nowhere.json', '-o', 'x.wav'], 'no file, no recipe hash and no share link'],
    [['render', 'x.json', '-o', 'x.flac', '--format', 'wav16'], 'end it with .wav'],
    [['render', 'x.json', '-o', 'x.flac', '--loudness', '3'], 'a loudness from -40 to -5'],
    [
      ['render', 'x.json', '-o', 'x.flac', '--model', 'other'],
      'There is no separation model other. There are: builtin-1',
    ],
    [['render', 'x.json', '-o', 'x', '--format', 'mp3'], 'Allowed choices are wav16'],
    [['render', `sha256-${'0'.repeat(64)}`, '-o', 'x.wav'], 'Name the instance with --url'],
    [['models', 'get', 'htdemucs'], 'personal and research use only'],
    [['models', 'get', 'other'], 'There is no separation model other'],
    [['separate', 'x.flac', '-o', 'x', '--model', 'htdemucs'], 'flipside models get'],
    [['separate', '/nowhere.flac', '-o', 'x'], '/nowhere.flac cannot be read'],
    [['inspect', '/nowhere.flac'], '/nowhere.flac cannot be read'],
    [['tracks'], 'Say where your music is'],
    [['tracks', '--from', '/nowhere'], 'no directory and no place'],
    [['providers', 'add', 'folder', 'a b', '/'], 'must be 1 to 32 of'],
    [['providers', 'add', 'subsonic', 'x', 'music.example', '--user', 'a'], 'begins with https://'],
    [['providers', 'add', 'subsonic', 'x', 'https://music.example'], 'Say who you are there'],
    [['providers', 'add', 'subsonic', 'x', 'https://music.example', '--user', 'a'], 'set FLIPSIDE_PASSWORD'],
    [['providers', 'remove', 'x'], 'There is no place named "x"'],
    [['serve'], 'Say what to serve'],
    [['serve', '--proxy', '--url', 'https://x.example'], 'No Subsonic server was added'],
    [['login', '--url', 'https://x.example'], 'API token is missing'],
    [['clear', 'nowhere.json'], 'no file, no recipe hash and no share link'],
    [['clear', 'x.json', '-t', 'Belgium'], 'a country by its two letters'],
    [['clear', 'x.json', '--ask', ' '], 'a text of up to 2000 letters'],
    [['publish', 'nowhere.json'], 'no file, no recipe hash and no share link'],
  ])('%j is not how it is used', async (words, text) => {
    const { code, err } = await run(...words);
    expect(code).toBe(2);
    expect(err).toContain(text);
  });

  test('lists the demo library from anywhere, as JSON and as lines', async () => {
    const { code, out } = await run('tracks', 'tide', '--from', 'demo');
    expect([code, out]).toEqual([0, 'demo\tQZFLP2600001\t0:33\tSlow Tide – Marrow & Pine']);
    const { tracks } = JSON.parse((await run('tracks', '--from', 'demo', '--json')).out) as {
      tracks: object[];
    };
    expect(tracks).toHaveLength(5);
    expect(tracks[0]).toMatchObject({ place: 'demo', isrc: ['QZFLP2600001'], title: 'Slow Tide' });
  });

  test('says so in JSON where that was asked for', async () => {
    const { code, out, err } = await run('audit', '--json');
    expect([code, err]).toEqual([2, '']);
    expect(JSON.parse(out)).toMatchObject({ ok: false, error: { code: 'URL_MISSING' } });
  });
});

describe('an address', () => {
  test('of an instance has no user, query or fragment', () => {
    expect(parseBaseUrl('https://flipside.example/').href).toBe('https://flipside.example/');
    expect(parseBaseUrl('http://localhost:3000/sub/').pathname).toBe('/sub');
    for (const wrong of [
      'file:///etc/passwd',
      'https://a:b@x.example',
      'https://x.example/?a',
      'https://x.example/#a',
      '',
    ])
      expect(() => parseBaseUrl(wrong)).toThrow(
        expect.objectContaining({ code: 'URL_INVALID', exitCode: 2 }),
      );
  });
});

describe('what is remembered', () => {
  test('lies where it was told to, or where the system keeps such things', () => {
    expect(stateDirectory({ FLIPSIDE_STATE: '/own', XDG_STATE_HOME: '/xdg', HOME: '/home/a' })).toBe('/own');
    expect(stateDirectory({ XDG_STATE_HOME: '/xdg', HOME: '/home/a' })).toBe('/xdg/flipside');
    expect(stateDirectory({ HOME: '/home/a' })).toBe('/home/a/.local/state/flipside');
  });
});

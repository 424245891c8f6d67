import { describe, expect, test } from '@jest/globals';
import { parseBaseUrl } from './http.ts';
import { stateDirectory } from './log-memory.ts';
import { runCommandLine } from './program.ts';

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(words, {
    env: {},
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
  ])('%j is not how it is used', async (words, text) => {
    const { code, err } = await run(...words);
    expect(code).toBe(2);
    expect(err).toContain(text);
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

import type { World } from './context.ts';
import { runCommandLine } from './program.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, with a home of its own and nothing to type. */
export async function runIn(home: string, words: readonly string[], more: Partial<World> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(words, {
    now: () => new Date('2026-11-25T12:00:00Z'),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    terminal: null,
    ...more,
    env: { HOME: home, PATH: process.env['PATH'], ...more.env },
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The document that a command prints with `--json`. */
export async function jsonIn<T>(
  home: string,
  words: readonly string[],
  more: Partial<World> = {},
): Promise<T & { readonly code: number }> {
  const { code, out, err } = await runIn(home, [...words, '--json'], more);
  if (out === '') throw new Error(`no JSON: ${err}`);
  return { ...(JSON.parse(out) as T), code };
}

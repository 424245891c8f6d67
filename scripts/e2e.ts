import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { buildAll } from './build/steps.ts';

const DIRECTORY = 'test/e2e';
const LANES = 2;
/** Seconds of the long ones, so that lanes end together; one that is not named takes about as long as the rest. */
const SECONDS: Readonly<Record<string, number>> = {
  ...{ screens: 190, payouts: 110, separation: 50, statements: 100, process: 78, path: 75, dispute: 70 },
  ...{ playback: 85, 'command-line': 60, social: 45, graphics: 30, import: 42, requests: 33, parties: 30 },
};
const OTHERS = 20;

const secondsOf = (file: string): number => SECONDS[file.replace('.e2e.spec.ts', '')] ?? OTHERS;

/** The longest first, each to the lane that has the least to do. */
function lanesOf(files: readonly string[]): string[][] {
  const lanes = Array.from({ length: LANES }, () => ({ seconds: 0, files: [] as string[] }));
  for (const file of files.toSorted((a, b) => secondsOf(b) - secondsOf(a) || a.localeCompare(b))) {
    const [least] = lanes.toSorted((a, b) => a.seconds - b.seconds);
    least?.files.push(`${DIRECTORY}/${file}`);
    if (least) least.seconds += secondsOf(file);
  }
  return lanes.map((lane) => lane.files);
}

interface Run {
  readonly code: number;
  /** What was said; empty when it was said at once. */
  readonly output: string;
}

async function jest(args: readonly string[], lane: number, aloud: boolean): Promise<Run> {
  const flags = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...flags, '--config', 'jest.e2e.config.ts', ...args], {
    stdio: ['ignore', aloud ? 'inherit' : 'pipe', aloud ? 'inherit' : 'pipe'],
    env: { ...process.env, FLIPSIDE_E2E_LANE: String(lane) },
  });
  // A signal to this process alone must not leave browsers and databases behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const said = child.stderr === null ? Promise.resolve('') : text(child.stderr);
  child.stdout?.resume();
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code: code ?? 1, output: await said };
}

/**
 * `npm run e2e [-- jest's arguments]`: the whole in two lanes, each with an instance and a browser of its own, since browser tests
 * mostly wait. With arguments it is one run of jest.
 */
async function main(args: readonly string[]): Promise<number> {
  buildAll((line) => console.log(line));
  if (args.length > 0) return (await jest(args, 0, true)).code;
  const files = readdirSync(DIRECTORY).filter((file) => file.endsWith('.e2e.spec.ts'));
  const runs = await Promise.all(lanesOf(files).map((lane, at) => jest(lane, at, at === 0)));
  for (const { output } of runs) if (output !== '') process.stderr.write(output);
  return Math.max(...runs.map(({ code }) => code));
}

process.exitCode = await main(process.argv.slice(2));

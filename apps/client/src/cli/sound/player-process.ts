import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import { hasCode } from '../files.ts';

/** Programs that play a WAV file from their input; the first that is there is used. */
const PLAYERS: readonly (readonly [string, ...string[]])[] = [
  ['aplay', '-q', '-'],
  ['mpv', '--no-terminal', '--no-video', '-'],
  ['ffplay', '-nodisp', '-autoexit', '-loglevel', 'error', '-i', '-'],
  ['play', '-q', '-t', 'wav', '-'],
];

/** Of what a player says when it fails, the last words are shown. */
const MOST_WORDS = 2_000;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Whatever keeps it from being run keeps it from being chosen.
    return false;
  }
}

/**
 * The program that is to play, with its arguments: the one that was named, or the first known one on the path.
 *
 * @throws {CommandError} `PLAYER_MISSING`, saying what can be done
 */
export function playerWords(named: string | undefined, env: NodeJS.ProcessEnv): readonly string[] {
  const asked = named ?? env['FLIPSIDE_PLAYER'] ?? '';
  const words = asked.split(/\s+/).filter((word) => word !== '');
  if (words.length > 0) return words;
  const directories = (env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '');
  const found = PLAYERS.find(([program]) => directories.some((one) => isProgram(join(one, program))));
  if (found !== undefined) return found;
  const names = PLAYERS.map(([program]) => program).join(', ');
  throw usageError(
    'PLAYER_MISSING',
    `There is none of ${names} on this machine. Install one, name a program that plays WAV from its input with --player, or pipe it on with --stdout.`,
  );
}

/** Where sound goes to. */
export interface SoundOutput {
  /** Resolves when there is room for more; false when nobody takes any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** All was written; resolves when it has been played, with what the player said. @throws {CommandError} when it failed */
  end(): Promise<string | null>;
  /** Stops at once. */
  stop(): void;
}

/** A program of this machine that plays what it is given. */
export class PlayerProcess implements SoundOutput {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #words = '';
  #failure: Error | null = null;
  #isGone = false;

  constructor([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv) {
    this.#name = program;
    this.#child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'pipe'] });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#words = `${this.#words}${chunk.toString()}`.slice(-MOST_WORDS);
    });
    this.#child.on('error', (error) => (this.#failure = error));
    // Closed by a player that was told to quit: what it ends with says whether that was a fault.
    this.#child.stdin?.on('error', () => (this.#isGone = true));
    this.#closed = new Promise((resolve) => {
      this.#child.on('close', resolve);
      this.#child.on('error', resolve);
    });
    void this.#closed.then(() => (this.#isGone = true));
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    const { stdin } = this.#child;
    if (this.#isGone || stdin === null) return false;
    if (!stdin.write(bytes)) await Promise.race([once(stdin, 'drain').catch(() => undefined), this.#closed]);
    return !this.#isGone;
  }

  async end(): Promise<string | null> {
    this.#child.stdin?.end();
    await this.#closed;
    const { exitCode, signalCode } = this.#child;
    const said = this.#words.trim().split('\n').at(-1) ?? '';
    if (this.#failure === null && exitCode === 0) return said === '' ? null : `${this.#name}: ${said}`;
    const why = this.#failure?.message ?? said;
    const how = this.#failure === null ? `ended with ${String(exitCode ?? signalCode)}` : 'cannot be run';
    throw new CommandError(
      hasCode(this.#failure, 'ENOENT', 'EACCES') ? EXIT.usage : EXIT.fault,
      'PLAYER_FAILED',
      `${this.#name} ${how}${why === '' ? '' : `: ${why}`}.`,
    );
  }

  stop(): void {
    this.#child.stdin?.destroy();
    this.#child.kill();
  }
}

/** What the command writes to its output, for a program behind a pipe. */
export class PipeOutput implements SoundOutput {
  readonly #stream: NodeJS.WritableStream;
  #isGone = false;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
    stream.on('error', () => (this.#isGone = true));
  }

  async write(bytes: Uint8Array): Promise<boolean> {
    if (!this.#isGone && !this.#stream.write(bytes))
      await once(this.#stream, 'drain').catch(() => (this.#isGone = true));
    return !this.#isGone;
  }

  end(): Promise<null> {
    return Promise.resolve(null);
  }

  stop(): void {
    // The output belongs to whoever started the command.
  }
}

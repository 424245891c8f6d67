import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The `flipside` command as a process of its own, with settings of its own and nothing to type. */
export class Flipside {
  readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  start(words: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const inherited = { ...process.env };
    for (const name of [
      'NODE_OPTIONS',
      'XDG_CONFIG_HOME',
      'XDG_CACHE_HOME',
      'XDG_STATE_HOME',
      'FLIPSIDE_URL',
    ])
      delete inherited[name];
    const command = [
      '--conditions=source',
      '--no-warnings',
      resolve('apps/client/src/cli/main.ts'),
      ...words,
    ];
    return spawn(process.execPath, command, {
      env: { ...inherited, HOME: this.home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const child = this.start(words, env);
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    await once(child, 'close');
    return { code: child.exitCode, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  }

  async json<T>(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<T> {
    const { out, err } = await this.run([...words, '--json'], env);
    try {
      return JSON.parse(out) as T;
    } catch {
      throw new Error(`no JSON: ${out} ${err}`);
    }
  }
}

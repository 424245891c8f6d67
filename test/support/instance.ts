import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

export interface DemoUser {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly token: string;
}

/** An instance in a process of its own, as `npm start` runs it. */
export interface InstanceProcess {
  readonly baseUrl: string;
  readonly child: ChildProcess;
  /** From the start of the process until it answers. */
  readonly readyMs: number;
  user(login: string): DemoUser;
  /** SIGTERM, and waits; answers the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((done, fail) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Flipside is ready')) done();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => fail(new Error(`the instance stopped with code ${code}\n${output}`)));
  });
}

function keepOutput(child: ChildProcess, path: string): void {
  const log = createWriteStream(path);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
}

export async function startInstanceProcess(options: {
  readonly state: string;
  /** A free one when absent. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Keeps what the instance says, for whoever asks why a test failed. */
  readonly log?: string;
}): Promise<InstanceProcess> {
  const port = options.port ?? (await freePort());
  const baseUrl = `http://localhost:${port}`;
  const inherited = { ...process.env };
  delete inherited['NODE_OPTIONS'];
  const env = {
    ...inherited,
    FLIPSIDE_STATE: options.state,
    PORT: String(port),
    NODE_ENV: 'development',
    ...options.env,
  };
  const started = performance.now();
  const child = spawn(process.execPath, [resolve('scripts/start.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (options.log !== undefined) keepOutput(child, options.log);
  await untilReady(child);
  const readyMs = performance.now() - started;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    baseUrl,
    child,
    readyMs,
    user: (login) => {
      const { users } = JSON.parse(readFileSync(join(options.state, 'demo.json'), 'utf8')) as {
        users: DemoUser[];
      };
      const found = users.find((user) => user.login === login);
      if (!found) throw new Error(`no demo user ${login}`);
      return found;
    },
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  };
}

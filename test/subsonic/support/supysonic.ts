import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's Python: the package is not there for any other. */
const PYTHON = '/usr/bin/python3';

/** The application itself, on threads of its own: no web server of another package is needed. */
const SERVE = `
import sys
from supysonic.web import create_application
create_application().run("127.0.0.1", int(sys.argv[1]), threaded=True)
`;

export interface Supysonic {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A supysonic server (Debian's package) with a database of its own, after it has scanned a folder. */
export async function startSupysonic(music: string): Promise<Supysonic> {
  const directory = mkdtempSync(join(tmpdir(), 'flipside-supysonic-'));
  mkdirSync(join(directory, 'cache'));
  const settings = [
    `[base]\ndatabase_uri = sqlite:///${join(directory, 'music.db')}`,
    `[webapp]\ncache_dir = ${join(directory, 'cache')}\nmount_webui = off\nlog_level = ERROR`,
    `[daemon]\nsocket = ${join(directory, 'none')}\nrun_watcher = no`,
  ];
  writeFileSync(join(directory, 'supysonic.conf'), settings.join('\n'));
  const place = { cwd: directory, env: { PATH: process.env['PATH'], HOME: directory } };
  const [user, password] = ['listener', 'a päss-word & more'];
  const command = (...words: string[]) =>
    execFileSync('/usr/bin/supysonic-cli', words, { ...place, stdio: ['ignore', 'ignore', 'pipe'] });
  command('user', 'add', user, '-p', password);
  command('folder', 'add', 'music', music);
  command('folder', 'scan', '-f', 'music');
  const port = await freePort();
  const child = spawn(PYTHON, ['-c', SERVE, String(port)], { ...place, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (child.exitCode !== null || tries > 300) throw new Error('supysonic does not start');
    await sleep(100);
  }
  return {
    ...{ url, user, password },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(`${url}/rest/ping.view?f=json`)).text();
    return true;
  } catch {
    return false;
  }
}

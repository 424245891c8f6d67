import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromiumPath } from './browser.ts';

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Commands of the DevTools protocol over one socket. */
class Commands {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #last = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  async send(
    method: string,
    params: object = {},
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>> {
    this.#last += 1;
    const id = this.#last;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answered;
    this.#waiting.delete(id);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }
}

/** A tab of a browser that nobody keeps awake. */
export interface PlainTab {
  /** Value of an expression, once it has one. */
  evaluate<T>(expression: string): Promise<T>;
  /** Puts another tab in front of this one, which the browser then holds back as it does with any hidden tab. */
  hide(): Promise<void>;
  show(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a page in a Chromium without the switches and the pretended focus with which test drivers keep every page awake:
 * a tab that is not in front is hidden here.
 */
export async function openPlainTab(url: string): Promise<PlainTab> {
  const profile = mkdtempSync(join(tmpdir(), 'flipside-plain-'));
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--remote-debugging-port=0',
  ];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const sound = '--autoplay-policy=no-user-gesture-required';
  const child = spawn(
    chromiumPath(),
    [...flags, ...quiet, sound, `--user-data-dir=${profile}`, 'about:blank'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let address: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    address = /^DevTools listening on (\S+)$/.exec(line)?.[1];
    if (address !== undefined) break;
  }
  if (address === undefined) throw new Error('Chromium ended before it listened');
  child.stderr.resume();
  const socket = new WebSocket(address);
  await once(socket, 'open');
  const commands = new Commands(socket);
  const { targetId } = await commands.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await commands.send('Target.attachToTarget', { targetId, flatten: true });
  // Answered once the new page has taken the place of the empty one.
  await commands.send('Page.navigate', { url }, String(sessionId));
  const other = await commands.send('Target.createTarget', { url: 'about:blank' });
  const front = (id: unknown): Promise<unknown> => commands.send('Target.activateTarget', { targetId: id });
  await front(targetId);
  return {
    evaluate: async <T>(expression: string): Promise<T> => {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await commands.send('Runtime.evaluate', asked, String(sessionId));
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
      return (result as { readonly value: T }).value;
    },
    hide: async () => void (await front(other['targetId'])),
    show: async () => void (await front(targetId)),
    close: async () => {
      socket.close();
      child.kill();
      await once(child, 'exit');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

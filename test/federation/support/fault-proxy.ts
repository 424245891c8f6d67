import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request between two instances, as the proxy sees it. */
export interface Passing {
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** How often, out of one, a request meets which fault. */
export interface Chaos {
  /** It arrives twice. */
  readonly duplicate: number;
  /** It is held back, so that others overtake it. */
  readonly delay: number;
  /** It arrives and is done, and the answer is lost. */
  readonly cutAfter: number;
  /** It never arrives. */
  readonly cutBefore: number;
}

export const CALM: Chaos = { duplicate: 0, delay: 0, cutAfter: 0, cutBefore: 0 };
export const STORM: Chaos = { duplicate: 0.25, delay: 0.3, cutAfter: 0.1, cutBefore: 0.1 };
const LONGEST_DELAY_MS = 150;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

type Watch = (passing: Passing) => Promise<void> | void;

/**
 * Stands in front of instances, whose public addresses are its own. It knows who asks by what instances call
 * themselves, and does to a request what networks do: all by one seeded sequence of numbers.
 */
export class FaultProxy {
  chaos: Chaos = CALM;
  /** Changes what arrives at the instance, or what it answers; `null` lets it pass. */
  tamperRequest: (passing: Passing) => Buffer | null = () => null;
  tamperAnswer: (passing: Passing, body: Buffer) => Buffer | null = () => null;
  readonly passed: Passing[] = [];
  /** How many requests met which fault. */
  readonly met = { duplicate: 0, delay: 0, cutAfter: 0, cutBefore: 0, partition: 0 };
  readonly #next: (below: number) => number;
  readonly #doors = new Map<string, { server: Server; url: string; port: number }>();
  readonly #apart = new Set<string>();
  readonly #watches = new Set<{ matches: (passing: Passing) => boolean; run: Watch }>();

  constructor(next: (below: number) => number) {
    this.#next = next;
  }

  /** Opens a public address for an instance that listens, or will, on a port. */
  async open(name: string, port: number): Promise<string> {
    const server = createServer((request, response) => {
      this.#pass(name, request, response).catch(() => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#doors.set(name, { server, url, port });
    return url;
  }

  async close(): Promise<void> {
    for (const { server } of this.#doors.values()) {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    }
  }

  partition(one: string, other: string): void {
    this.#apart.add([one, other].sort().join(' '));
  }

  /** Those two, or all, hear each other again. */
  heal(...pair: readonly string[]): void {
    if (pair.length === 0) this.#apart.clear();
    else this.#apart.delete([...pair].sort().join(' '));
  }

  /** Runs once, when such a request comes by and before it arrives; answers when that is done. */
  async when(matches: (passing: Passing) => boolean, run: Watch): Promise<void> {
    let settle: (failure: { readonly error: unknown } | null) => void = () => undefined;
    const settled = new Promise<{ readonly error: unknown } | null>((resolve) => (settle = resolve));
    const watch = {
      matches,
      run: async (passing: Passing): Promise<void> => {
        this.#watches.delete(watch);
        try {
          await run(passing);
          settle(null);
        } catch (error) {
          settle({ error });
        }
      },
    };
    this.#watches.add(watch);
    const failure = await settled;
    if (failure !== null) throw failure.error;
  }

  /** Sends what was seen once more, as whoever recorded it could. @returns the status of the answer. */
  async replay(passing: Passing): Promise<number> {
    return (await this.#forward(passing)).status;
  }

  async #pass(to: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = 'GET', url: path = '/', headers } = request;
    const passing = { from: this.#nameOf(headers), to, method, path, headers, body: Buffer.concat(chunks) };
    this.passed.push(passing);
    for (const watch of [...this.#watches]) if (watch.matches(passing)) await watch.run(passing);
    if (this.#apart.has([passing.from, to].sort().join(' '))) {
      this.met.partition += 1;
      return void response.destroy();
    }
    const { chaos } = this;
    if (this.#happens('delay', chaos.delay)) await sleep(this.#next(LONGEST_DELAY_MS));
    if (this.#happens('cutBefore', chaos.cutBefore)) return void response.destroy();
    const arriving = { ...passing, body: this.tamperRequest(passing) ?? passing.body };
    const times = this.#happens('duplicate', chaos.duplicate) ? 2 : 1;
    const [answer] = (await Promise.all(Array.from({ length: times }, () => this.#forward(arriving)))) as [
      Answer,
    ];
    if (this.#happens('cutAfter', chaos.cutAfter)) return void response.destroy();
    const body = this.tamperAnswer(passing, answer.body) ?? answer.body;
    const { connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...kept } = answer.headers;
    response.writeHead(answer.status, { ...kept, 'content-length': body.length }).end(body);
  }

  #happens(fault: keyof Chaos, likely: number): boolean {
    const hit = likely > 0 && this.#next(1_000) < likely * 1_000;
    if (hit) this.met[fault] += 1;
    return hit;
  }

  #nameOf(headers: IncomingMessage['headers']): string {
    const says = /\(\+([^)]+)\)/.exec(headers['user-agent'] ?? '')?.[1];
    return [...this.#doors].find(([, { url }]) => url === says)?.[0] ?? 'somebody';
  }

  async #forward({ to, method, path, headers, body }: Passing): Promise<Answer> {
    const { port } = this.#doors.get(to)!;
    const outgoing = ask({ host: '127.0.0.1', port, method, path, headers, agent: false });
    // One that breaks off after it began is heard of by who reads it.
    const answered = once(outgoing, 'response');
    outgoing.on('error', () => undefined).end(body);
    const [incoming] = (await answered) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) };
  }
}

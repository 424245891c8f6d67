import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const COUNTED = '"status":"counted"';

/** A request as it goes over the wire, made before the clock starts. Each comes from another address, as listeners do. */
export function requestOf(baseUrl: string, body: Buffer, number: number): Buffer {
  const address = `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
  const head = [
    'POST /api/plays HTTP/1.1',
    `host: ${new URL(baseUrl).host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `x-forwarded-for: ${address}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(head + HEAD_END), body]);
}

/** How long the whole answer is, once its head is there; `null` until then. */
function lengthOf(head: Buffer): number | null {
  const end = head.indexOf(HEAD_END);
  if (end === -1) return null;
  const length = /^content-length: (\d+)$/im.exec(head.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head.toString('latin1', 0, end)}`);
  return end + HEAD_END.length + Number(length);
}

function times(text: Buffer, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) count += 1;
  return count;
}

/** One connection that is kept; one request at a time. The client is no part of what is measured, and does little. */
export class Lane {
  private readonly socket: Socket;

  private constructor(socket: Socket) {
    this.socket = socket;
  }

  static async open(baseUrl: string): Promise<Lane> {
    const { port } = new URL(baseUrl);
    const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new Lane(socket);
  }

  /** Sends a request and checks that all of its `receipts` receipts were counted. */
  async send(request: Buffer, receipts: number): Promise<void> {
    const answer = this.answer();
    this.socket.write(request);
    const text = await answer;
    const counted = times(text, COUNTED);
    if (!text.subarray(0, 20).includes(' 200 ') || counted !== receipts)
      throw new Error(`of ${receipts} receipts ${counted} were counted: ${text.toString().slice(0, 800)}`);
  }

  close(): void {
    this.socket.destroy();
  }

  private async answer(): Promise<Buffer> {
    return await new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let [had, length]: [number, number | null] = [0, null];
      const end = (done: () => void): void => {
        this.socket.off('data', take).off('error', fail).off('close', cut);
        done();
      };
      const take = (part: Buffer): void => {
        parts.push(part);
        had += part.length;
        length ??= lengthOf(parts.length === 1 ? part : Buffer.concat(parts));
        if (length !== null && had >= length) end(() => resolve(Buffer.concat(parts)));
      };
      const fail = (error: Error): void => end(() => reject(error));
      const cut = (): void => fail(new Error('the connection ended before its answer'));
      this.socket.on('data', take).on('error', fail).on('close', cut);
    });
  }
}

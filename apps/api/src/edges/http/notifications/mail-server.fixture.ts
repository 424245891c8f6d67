import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on a free port that keeps what it is given. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Refuses what comes, for now, as a server does that is too busy. */
  isBusy = false;
  readonly url: string;
  private readonly server: SMTPServer;

  private constructor(server: SMTPServer, port: number) {
    this.server = server;
    this.url = `smtp://127.0.0.1:${port}`;
  }

  static async start(): Promise<MailServer> {
    let started: MailServer | undefined;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData(stream, session, done) {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const take = async () => {
          const raw = await text(stream);
          if (started?.isBusy) throw Object.assign(new Error('too busy'), { responseCode: 451 });
          started?.received.push({ to, raw });
        };
        callbackify(take)(done);
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    started = new MailServer(server, (server.server.address() as AddressInfo).port);
    return started;
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}

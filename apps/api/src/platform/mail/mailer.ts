import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { UnavailableError } from '../problem/errors.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where the reader turns this kind of mail off (RFC 2369 `List-Unsubscribe`). */
  readonly unsubscribeUrl: string;
}

const PATIENCE_MS = 15_000;

/** Hands mail to the SMTP server of the configuration. Without one there is no mail, and nobody waits for any. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly from: string;
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) { mail }: Pick<Config, 'mail'>) {
    this.from = mail?.from ?? '';
    this.transport =
      mail === null
        ? null
        : createTransport({
            ...{
              url: mail.smtpUrl,
              pool: true,
              maxConnections: 2,
              disableFileAccess: true,
              disableUrlAccess: true,
            },
            ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
          });
  }

  get isConfigured(): boolean {
    return this.transport !== null;
  }

  /** Resolves when the server has taken the mail. */
  async send({ to, subject, text, html, unsubscribeUrl }: Mail): Promise<void> {
    if (this.transport === null) throw new UnavailableError('No mail server is configured.');
    const list = { unsubscribe: { url: unsubscribeUrl } };
    await this.transport.sendMail({ from: this.from, to, subject, text, html, list });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

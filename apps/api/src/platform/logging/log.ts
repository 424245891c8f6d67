import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';

/** Never written to a log, at any depth that requests and errors reach. */
const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'token',
  'secret',
  'code',
  'client_secret',
];

export function logOptions(config: Pick<Config, 'logLevel'>): LoggerOptions {
  return {
    level: config.logLevel,
    base: { service: 'flipside' },
    serializers: { err: describeError },
    redact: {
      paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[redacted]',
    },
  };
}

/** What a log needs of an error. Libraries hang whole clients with their keys on theirs; those stay out. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { type: name, message, stack, ...(cause !== undefined && { cause: describeError(cause) }) };
}

type Fields = Readonly<Record<string, unknown>>;

/** Structured log lines. Fields come first, then a fixed phrase. */
@Injectable()
export class Log {
  readonly pino: Logger;

  constructor(@Inject(CONFIG) config: Pick<Config, 'logLevel'>, logger?: Logger) {
    this.pino = logger ?? pino(logOptions(config));
  }

  /** A log whose lines say which part wrote them. */
  child(part: string): Log {
    return new Log({ logLevel: 'info' }, this.pino.child({ part }));
  }

  info(fields: Fields, phrase: string): void {
    this.pino.info(fields, phrase);
  }

  warn(fields: Fields, phrase: string): void {
    this.pino.warn(fields, phrase);
  }

  error(fields: Fields, phrase: string): void {
    this.pino.error(fields, phrase);
  }
}

/** Lets Nest's own lines go the same way. Its chatter at start is debug here. */
export function nestLogger(log: Log): LoggerService {
  const context = (rest: unknown[]): Fields => ({ context: rest.at(-1) ?? 'nest' });
  return {
    log: (phrase: unknown, ...rest: unknown[]) => log.pino.debug(context(rest), String(phrase)),
    warn: (phrase: unknown, ...rest: unknown[]) => log.pino.warn(context(rest), String(phrase)),
    error: (phrase: unknown, ...rest: unknown[]) =>
      log.pino.error(
        phrase instanceof Error ? { err: phrase } : { ...context(rest), detail: rest },
        String(phrase),
      ),
  };
}

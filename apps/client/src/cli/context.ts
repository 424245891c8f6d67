import { readFile } from 'node:fs/promises';
import { parsePolicy } from '@flipside/transparency';
import type { Policy } from '@flipside/transparency';
import { rememberedToken } from './logins.ts';
import { usageError } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { Http, parseBaseUrl } from './http.ts';
import { LogMemory, stateDirectory } from './log-memory.ts';
import { NO_PROGRESS, ProgressBar } from './progress.ts';
import type { Progress } from './progress.ts';

/** What a command has from the world around it; a test gives another. */
export interface World {
  readonly env: NodeJS.ProcessEnv;
  readonly now: () => Date;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Where a bar can be drawn; `null` when nobody looks. */
  readonly terminal: NodeJS.WriteStream | null;
  /** Aborted by Ctrl-C; absent where nobody can press it. */
  readonly signal?: AbortSignal;
  /** Where answers and secrets come from; absent where nothing may be asked. */
  readonly input?: NodeJS.ReadStream;
  /** Where sound goes that is piped on; absent where nobody takes it. */
  readonly sound?: NodeJS.WritableStream;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly url?: string;
  readonly token?: string;
  readonly state?: string;
  readonly timeout: number;
  readonly json?: boolean;
}

export interface LogOptions extends CommonOptions {
  readonly key: readonly string[];
  readonly policy?: string;
}

/** What a command came to: a document for scripts, lines for people, and how the process ends. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly document: object;
  readonly lines: readonly string[];
}

export function httpOf({ url, token, timeout }: CommonOptions, { env }: World): Http {
  const address = url ?? env['FLIPSIDE_URL'];
  if (address === undefined || address === '')
    throw usageError(
      'URL_MISSING',
      'Name the instance with --url or FLIPSIDE_URL, such as https://flipside.example.',
    );
  const baseUrl = parseBaseUrl(address);
  const secret = token ?? env['FLIPSIDE_TOKEN'] ?? rememberedToken(env, baseUrl) ?? '';
  return new Http(baseUrl, {
    timeoutMs: timeout * 1_000,
    token: secret === '' ? null : secret,
  });
}

/** Where things that are to outlive the command are kept. */
export const stateOf = ({ state }: CommonOptions, { env }: World): string => state ?? stateDirectory(env);

export const memoryOf = (options: CommonOptions, world: World): LogMemory =>
  new LogMemory(stateOf(options, world));

export const progressOf = ({ json }: CommonOptions, { terminal }: World): Progress =>
  json === true || terminal === null ? NO_PROGRESS : new ProgressBar(terminal);

/** Reads a tlog-policy file. */
export async function policyOf({ policy: path }: LogOptions): Promise<Policy | null> {
  if (path === undefined) return null;
  const parsed = parsePolicy(await readNamed(path));
  if (!parsed.ok) throw usageError(parsed.code, `${path}: ${parsed.message}.`);
  return parsed.value;
}

/** Reads a file that a person named. */
export async function readNamed(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw usageError(
      'FILE_UNREADABLE',
      `${path} cannot be read: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

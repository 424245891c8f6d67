import { z } from 'zod';
import { httpOf, progressOf } from './context.ts';
import type { CommonOptions, Outcome, World } from './context.ts';
import { CommandError, EXIT, usageError } from './exit-codes.ts';
import type { Http } from './http.ts';

const MOST_LINE = 1024 * 1024;
/** The instance says that it lives every ten seconds. */
const LONGEST_SILENCE_MS = 60_000;

const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('progress'), step: z.string(), done: z.number(), total: z.number() }),
  z.object({ event: z.literal('finding'), rule: z.string(), subject: z.string(), detail: z.string() }),
  z.object({ event: z.literal('end'), rules: z.number(), findings: z.number() }),
]);
type AuditEvent = z.infer<typeof event>;
type Finding = Omit<Extract<AuditEvent, { event: 'finding' }>, 'event'>;

const brokenOff = (why: string, cause?: unknown): CommandError =>
  new CommandError(EXIT.unreachable, 'AUDIT_BROKEN_OFF', `The audit has not come to its end: ${why}.`, {
    cause,
  });

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(brokenOff('the instance is silent')), LONGEST_SILENCE_MS);
  });
  try {
    const { done, value } = await Promise.race([reader.read(), silence]);
    return done ? null : value;
  } catch (error) {
    throw error instanceof CommandError ? error : brokenOff('the connection was lost', error);
  } finally {
    clearTimeout(timer);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (let chunk = await next(reader); chunk !== null; chunk = await next(reader)) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MOST_LINE) throw brokenOff('the instance sends a line without end');
      for (const line of lines) if (line !== '') yield line;
    }
  } finally {
    await reader.cancel();
  }
}

function parseEvent(line: string): AuditEvent {
  try {
    return event.parse(JSON.parse(line));
  } catch (error) {
    throw brokenOff('the instance says what cannot be understood', error);
  }
}

async function open(http: Http): Promise<ReadableStream<Uint8Array>> {
  const response = await http.stream('api/audit');
  if (response.ok && response.body !== null) return response.body;
  const problem = z.object({ detail: z.string() }).safeParse(await response.json().catch(() => null));
  const detail = problem.success ? problem.data.detail : `The instance answers ${response.status}.`;
  if (response.status === 401 || response.status === 403) throw usageError('NOT_ALLOWED', detail);
  throw new CommandError(EXIT.unreachable, 'AUDIT_NOT_STARTED', detail);
}

/** `flipside audit` */
export async function audit(options: CommonOptions, world: World): Promise<Outcome> {
  const progress = progressOf(options, world);
  const findings: Finding[] = [];
  let rules: number | null = null;
  try {
    for await (const line of linesOf(await open(httpOf(options, world)))) {
      const one = parseEvent(line);
      if (one.event === 'progress') progress.report(one.step, one.done, one.total);
      else if (one.event === 'end') ({ rules } = one);
      else findings.push({ rule: one.rule, subject: one.subject, detail: one.detail });
    }
  } finally {
    progress.end();
  }
  if (rules === null) throw brokenOff('the connection was closed');
  const ok = findings.length === 0;
  return {
    exitCode: ok ? EXIT.fine : EXIT.fault,
    document: { ok, rules, findings },
    lines: ok
      ? [`✓ ${rules} rules hold`]
      : [
          `✗ ${findings.length} findings by ${rules} rules`,
          ...findings.map(({ rule, subject, detail }) => `  ${rule}: ${subject} (${detail})`),
        ],
  };
}

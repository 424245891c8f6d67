import { httpOf, memoryOf, policyOf, progressOf } from './context.ts';
import type { LogOptions, Outcome, World } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { checkLog } from './log-check.ts';
import type { LogCheck, LogReport } from './log-check.ts';
import { identitiesOf } from './log-identity.ts';
import { LOG_NAMES, type LogName } from './log-resource.ts';

export interface VerifyLogOptions extends LogOptions {
  readonly all?: boolean;
}

export type EntrySink = NonNullable<LogCheck['onEntries']>;

/**
 * Checks logs, one after the other.
 * @param sinks who wants every entry of which log.
 */
export async function checkLogs(
  names: readonly LogName[],
  options: VerifyLogOptions,
  world: World,
  sinks: Partial<Record<LogName, EntrySink>> = {},
): Promise<LogReport[]> {
  const http = httpOf(options, world);
  const memory = memoryOf(options, world);
  const policy = await policyOf(options);
  const progress = progressOf(options, world);
  const identities = await identitiesOf(http, names, { keys: options.key, policy });
  const reports: LogReport[] = [];
  try {
    for (const name of names) {
      const identity = identities.get(name);
      if (identity === undefined) continue;
      const sink = sinks[name];
      const check = { name, http, memory, policy, progress, now: world.now, isFull: options.all === true };
      reports.push(await checkLog(sink === undefined ? check : { ...check, onEntries: sink }, identity));
    }
  } finally {
    progress.end();
  }
  return reports;
}

const seen = ({ since, isFirstSight, vkey }: LogReport): string =>
  isFirstSight || since === null
    ? `  first look: its key is trusted from now on\n  ${vkey}`
    : `  continues the ${since.size} leaves seen at ${since.at}`;

/** What a person reads about a log. */
export function describeLog(report: LogReport): string[] {
  const { log, origin, fault, size, root, entriesRead, witnesses } = report;
  if (fault !== null)
    return [
      `✗ ${log}  ${origin}`,
      `  ${fault.code}: ${fault.message}`,
      ...(fault.evidence === undefined ? [] : [`  evidence: ${fault.evidence}`]),
    ];
  return [
    `✓ ${log}  ${origin}`,
    `  ${size} leaves, root ${root}`,
    `  ${entriesRead} entries read and hashed, all in the tree`,
    seen(report),
    ...(witnesses.length === 0 ? [] : [`  cosigned by ${witnesses.join(', ')}`]),
  ];
}

/** `flipside verify log` */
export async function verifyLog(
  which: LogName | 'both',
  options: VerifyLogOptions,
  world: World,
): Promise<Outcome> {
  const logs = await checkLogs(which === 'both' ? LOG_NAMES : [which], options, world);
  const ok = logs.every((log) => log.ok);
  return {
    exitCode: ok ? EXIT.fine : EXIT.fault,
    document: { ok, logs },
    lines: logs.flatMap(describeLog),
  };
}

import type { Bic, Currency, Iban, MicroUnits } from '@flipside/royalty';
import type { Policy, VerifierKey } from '@flipside/transparency';
import type { z } from 'zod';
import { environmentSchema } from './config.schema.ts';
import type { Environment, IssuerConfig } from './config.schema.ts';
import type { MusicServiceConfig } from './music-services.ts';

/** Injection token of {@link Config}. */
export const CONFIG = Symbol('Config');

/** Everything that differs between installations. Read once at start. */
export interface Config {
  environment: Environment['NODE_ENV'];
  host: string;
  port: number;
  /** The public origin, such as `https://flipside.example`, without a trailing slash. */
  baseUrl: string;
  databaseUrl: string;
  databasePool: number;
  /** `null` keeps the queue in PostgreSQL. */
  redisUrl: string | null;
  /** Whether the HTTP process also runs jobs (one process when embedded). */
  runJobs: boolean;
  sessionSecret: string;
  instanceSecret: string;
  issuers: readonly IssuerConfig[];
  /** Whether the built-in issuer with local accounts is offered. */
  localAccounts: boolean;
  /** Services that listeners may connect, by the credentials that each gave this instance. */
  musicServices: readonly MusicServiceConfig[];
  defaultTerritory: string;
  trustProxy: boolean | number | string[];
  /** Lower-case name of the header in which a trusted proxy states the listener's territory. */
  territoryHeader: string | null;
  /** How long parties have to answer a dispute, and then the operator to decide it. */
  disputes: { respondDays: number; decideDays: number };
  /** How long a device is new (0: never), and what an address may report in an hour before somebody looks. */
  fraud: { newDeviceHours: number; addressPlaysPerHour: number };
  /** How many months after the close of a period receipts are kept for those who may look at them. */
  playBodiesMonths: number;
  payouts: {
    /** How long a changed bank account is not paid to. */
    coolingOffDays: number;
    /** Below which balances are carried over, where they are not the usual ones. */
    thresholds: ReadonlyMap<Currency, MicroUnits>;
    /** The account that payments are made from; without it there are no files for the bank. */
    debtor: { name: string; iban: Iban; bic: Bic | null } | null;
  };
  /** How long those who are asked for a flip have to answer. */
  clearanceRequestDays: number;
  /** Where mail is handed to, and whom it is from; `null` sends none. */
  mail: { smtpUrl: string; from: string } | null;
  /** DDEX party identifier; `null` sends test messages only. */
  dpid: string | null;
  maxmindDb: string | null;
  /** Directory of the built web app; `null` serves the API alone. */
  webDist: string | null;
  /** Whom this instance asks to cosign its public logs. */
  logWitnesses: Policy['witnesses'];
  /** Keys of the logs that this instance cosigns. */
  witnessedLogs: readonly VerifierKey[];
  /** How long a peer's registry is believed without being heard, and how often it is asked for news. */
  federation: { leaseMs: number; pollMs: number };
  /** Touched by a worker as long as it can do its work. */
  heartbeatFile: string | null;
  logLevel: Environment['LOG_LEVEL'];
  /** Says how far the clock is ahead; `null` in all but tests. */
  clockFile: string | null;
  /** Lets outgoing requests reach private networks: for development only. */
  allowPrivateNetworks: boolean;
  argon2: { memoryKib: number; passes: number };
}

/** Lists every bad variable at once, by name. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the configuration from environment variables.
 *
 * Unset and empty mean the same. Secrets have no defaults in any environment.
 * @throws {ConfigError} naming every missing or malformed variable.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => describe(issue, present)));
  const problems = productionProblems(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

function describe(issue: z.core.$ZodIssue, env: Record<string, unknown>): string {
  const [name, ...rest] = issue.path.map(String);
  if (name !== undefined && !(name in env)) return `${name} is required`;
  return `${[name, ...rest].join('.')}: ${issue.message}`;
}

function productionProblems(env: Environment): string[] {
  const problems: string[] = [];
  if (!env.LOCAL_ACCOUNTS && (env.OIDC_ISSUERS ?? []).length === 0)
    problems.push('LOCAL_ACCOUNTS: without local accounts OIDC_ISSUERS must name an issuer');
  if (env.TERRITORY_HEADER !== undefined && env.TRUST_PROXY === false)
    problems.push('TERRITORY_HEADER: needs TRUST_PROXY, otherwise any client could claim a territory');
  if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined))
    problems.push('SMTP_URL and MAIL_FROM: set both, or neither to send no mail');
  if ((env.PAYOUT_DEBTOR_NAME === undefined) !== (env.PAYOUT_DEBTOR_IBAN === undefined))
    problems.push('PAYOUT_DEBTOR_NAME and PAYOUT_DEBTOR_IBAN: set both, or neither to make no bank files');
  if (env.PAYOUT_DEBTOR_BIC !== undefined && env.PAYOUT_DEBTOR_IBAN === undefined)
    problems.push('PAYOUT_DEBTOR_BIC: needs PAYOUT_DEBTOR_IBAN');
  if (env.SESSION_SECRET === env.INSTANCE_SECRET)
    problems.push('SESSION_SECRET: must differ from INSTANCE_SECRET');
  if (env.NODE_ENV !== 'production') return problems;
  if (env.BASE_URL === undefined) problems.push('BASE_URL is required in production');
  if (env.ALLOW_PRIVATE_NETWORKS) problems.push('ALLOW_PRIVATE_NETWORKS: not allowed in production');
  if (env.CLOCK_FILE !== undefined) problems.push('CLOCK_FILE: not allowed in production');
  if (env.ARGON2_MEMORY_KIB < 19_456) problems.push('ARGON2_MEMORY_KIB: at least 19456 in production');
  return problems;
}

function toConfig(env: Environment): Config {
  return {
    environment: env.NODE_ENV,
    host: env.HOST,
    port: env.PORT,
    baseUrl: env.BASE_URL ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL ?? null,
    runJobs: env.RUN_JOBS ?? env.NODE_ENV !== 'production',
    sessionSecret: env.SESSION_SECRET,
    instanceSecret: env.INSTANCE_SECRET,
    issuers: env.OIDC_ISSUERS ?? [],
    localAccounts: env.LOCAL_ACCOUNTS,
    musicServices: env.MUSIC_SERVICES ?? [],
    defaultTerritory: env.DEFAULT_TERRITORY,
    trustProxy: env.TRUST_PROXY,
    territoryHeader: env.TERRITORY_HEADER?.toLowerCase() ?? null,
    disputes: { respondDays: env.DISPUTE_RESPOND_DAYS, decideDays: env.DISPUTE_DECIDE_DAYS },
    fraud: { newDeviceHours: env.NEW_DEVICE_HOURS, addressPlaysPerHour: env.ADDRESS_PLAYS_PER_HOUR },
    playBodiesMonths: env.PLAY_BODIES_MONTHS,
    payouts: {
      coolingOffDays: env.PAYOUT_COOLING_OFF_DAYS,
      thresholds: env.PAYOUT_THRESHOLDS ?? new Map<Currency, MicroUnits>(),
      debtor:
        env.PAYOUT_DEBTOR_NAME === undefined || env.PAYOUT_DEBTOR_IBAN === undefined
          ? null
          : {
              name: env.PAYOUT_DEBTOR_NAME,
              iban: env.PAYOUT_DEBTOR_IBAN,
              bic: env.PAYOUT_DEBTOR_BIC ?? null,
            },
    },
    clearanceRequestDays: env.CLEARANCE_REQUEST_DAYS,
    mail:
      env.SMTP_URL === undefined || env.MAIL_FROM === undefined
        ? null
        : { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM },
    dpid: env.DPID ?? null,
    maxmindDb: env.MAXMIND_DB ?? null,
    webDist: env.WEB_DIST ?? null,
    logWitnesses: env.LOG_WITNESSES ?? [],
    witnessedLogs: env.WITNESSED_LOGS ?? [],
    federation: {
      leaseMs: env.FEDERATION_LEASE_HOURS * 3_600_000,
      pollMs: env.FEDERATION_POLL_SECONDS * 1_000,
    },
    heartbeatFile: env.HEARTBEAT_FILE ?? null,
    logLevel: env.LOG_LEVEL,
    clockFile: env.CLOCK_FILE ?? null,
    allowPrivateNetworks: env.ALLOW_PRIVATE_NETWORKS,
    argon2: { memoryKib: env.ARGON2_MEMORY_KIB, passes: env.ARGON2_PASSES },
  };
}

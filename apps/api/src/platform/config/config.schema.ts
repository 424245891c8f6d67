import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { logWitnesses, witnessedLogs } from './log-keys.ts';
import { musicServices } from './music-services.ts';
import { payoutBic, payoutIban, payoutThresholds } from './payouts.ts';

const secret = z.string().min(32, 'must have at least 32 characters');
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const baseUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (value) => new URL(value).pathname === '/' && !value.includes('?'),
    'must be an origin without a path',
  )
  .transform((value) => new URL(value).origin);

/** `false`, a number of proxies in front, or a comma-separated list of proxy addresses and networks. */
const trustProxy = z.string().transform((value, context): boolean | number | string[] => {
  if (value === 'false') return false;
  if (/^[1-9]$/.test(value)) return Number(value);
  const networks = value.split(',').map((entry) => entry.trim());
  if (networks.every((entry) => ipaddr.isValid(entry) || ipaddr.isValidCIDR(entry))) return networks;
  context.addIssue('must be "false", a number of proxies from 1 to 9, or a list of addresses and networks');
  return z.NEVER;
});

/** An address, or a name with an address: `Flipside <post@flipside.example>`. */
const mailFrom = z
  .string()
  .max(320)
  .regex(/^(?:[^<>\r\n"]+ )?<?[^\s<>@"]+@[^\s<>@"]+>?$/, 'must be an address, or a name and <address>');

export const issuerSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,32}$/, 'must be 1 to 32 of a-z, 0-9 and "-"')
    .refine((id) => id !== 'local', '"local" names the built-in issuer'),
  name: z.string().min(1).max(60),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  scope: z.string().default('openid email profile'),
});

const issuers = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue('must be a JSON array');
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(issuerSchema)
      .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'ids must be unique'),
  );

/** The environment variables the API reads, and nothing else reads `process.env`. */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  BASE_URL: baseUrl.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  RUN_JOBS: flag.optional(),
  SESSION_SECRET: secret,
  INSTANCE_SECRET: secret,
  OIDC_ISSUERS: issuers.optional(),
  LOCAL_ACCOUNTS: flag.default(true),
  MUSIC_SERVICES: musicServices.optional(),
  DEFAULT_TERRITORY: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
    .default('GB'),
  TRUST_PROXY: trustProxy.default(false),
  TERRITORY_HEADER: z
    .string()
    .regex(/^[a-z0-9-]+$/i, 'must be a header name')
    .optional(),
  DISPUTE_RESPOND_DAYS: z.coerce.number().int().min(1).max(365).default(14),
  DISPUTE_DECIDE_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  NEW_DEVICE_HOURS: z.coerce.number().int().min(0).max(720).default(24),
  ADDRESS_PLAYS_PER_HOUR: z.coerce.number().int().min(1).max(10_000_000).default(6_000),
  PLAY_BODIES_MONTHS: z.coerce.number().int().min(1).max(240).default(36),
  PAYOUT_COOLING_OFF_DAYS: z.coerce.number().int().min(0).max(90).default(3),
  PAYOUT_THRESHOLDS: payoutThresholds.optional(),
  PAYOUT_DEBTOR_NAME: z.string().min(1).max(70).optional(),
  PAYOUT_DEBTOR_IBAN: payoutIban.optional(),
  PAYOUT_DEBTOR_BIC: payoutBic.optional(),
  CLEARANCE_REQUEST_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: mailFrom.optional(),
  /** The DDEX party identifier of whoever runs the instance; messages for rights systems are sent in its name. */
  DPID: z
    .string()
    .regex(
      /^PADPIDA[A-Za-z0-9]+$/,
      'must be a DDEX party identifier without hyphens, such as PADPIDA2014120301X',
    )
    .optional(),
  MAXMIND_DB: z.string().optional(),
  WEB_DIST: z.string().optional(),
  LOG_WITNESSES: logWitnesses.optional(),
  WITNESSED_LOGS: witnessedLogs.optional(),
  FEDERATION_LEASE_HOURS: z.coerce.number().int().min(1).max(8_760).default(168),
  FEDERATION_POLL_SECONDS: z.coerce.number().int().min(1).max(3_600).default(10),
  HEARTBEAT_FILE: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** For tests: a file with the milliseconds that the clock is ahead. */
  CLOCK_FILE: z.string().optional(),
  ALLOW_PRIVATE_NETWORKS: flag.default(false),
  ARGON2_MEMORY_KIB: z.coerce.number().int().min(64).max(1_048_576).default(19_456),
  ARGON2_PASSES: z.coerce.number().int().min(1).max(16).default(2),
});

export type Environment = z.output<typeof environmentSchema>;
export type IssuerConfig = z.output<typeof issuerSchema>;

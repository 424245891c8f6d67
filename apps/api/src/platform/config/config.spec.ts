import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from './config.ts';

const MINIMAL = {
  BASE_URL: 'https://flipside.example/',
  DATABASE_URL: 'postgresql://app:pw@db/flipside',
  SESSION_SECRET: 's'.repeat(32),
  INSTANCE_SECRET: 'i'.repeat(32),
};

function problems(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  test('is in production unless told otherwise, with safe defaults', () => {
    expect(loadConfig(MINIMAL)).toMatchObject({
      environment: 'production',
      port: 3000,
      baseUrl: 'https://flipside.example',
      redisUrl: null,
      runJobs: false,
      localAccounts: true,
      trustProxy: false,
      allowPrivateNetworks: false,
      argon2: { memoryKib: 19_456, passes: 2 },
    });
  });

  test('names every bad variable at once', () => {
    expect(
      problems({ PORT: 'x', DATABASE_URL: 'mysql://db', SESSION_SECRET: 'short', LOG_LEVEL: '' }),
    ).toEqual([
      expect.stringContaining('PORT: '),
      expect.stringContaining('DATABASE_URL: '),
      'SESSION_SECRET: must have at least 32 characters',
      'INSTANCE_SECRET is required',
    ]);
  });

  test.each(['production', 'development', 'test'])('has no default secrets in %s', (NODE_ENV) => {
    const { SESSION_SECRET: _session, INSTANCE_SECRET: _instance, ...rest } = MINIMAL;
    expect(problems({ ...rest, NODE_ENV })).toEqual([
      'SESSION_SECRET is required',
      'INSTANCE_SECRET is required',
    ]);
  });

  test('refuses in production what is meant for development', () => {
    const { BASE_URL: _base, ...rest } = MINIMAL;
    expect(
      problems({ ...rest, ALLOW_PRIVATE_NETWORKS: 'true', CLOCK_FILE: 'clock', ARGON2_MEMORY_KIB: '64' }),
    ).toEqual([
      'BASE_URL is required in production',
      'ALLOW_PRIVATE_NETWORKS: not allowed in production',
      'CLOCK_FILE: not allowed in production',
      'ARGON2_MEMORY_KIB: at least 19456 in production',
    ]);
    expect(
      problems({ ...rest, NODE_ENV: 'test', ALLOW_PRIVATE_NETWORKS: 'true', ARGON2_MEMORY_KIB: '64' }),
    ).toEqual([]);
  });

  test('takes a territory from a header only from a trusted proxy', () => {
    expect(problems({ ...MINIMAL, TERRITORY_HEADER: 'CF-IPCountry' })).toHaveLength(1);
    const config = loadConfig({
      ...MINIMAL,
      TERRITORY_HEADER: 'CF-IPCountry',
      TRUST_PROXY: '10.0.0.0/8, 127.0.0.1',
    });
    expect(config).toMatchObject({
      territoryHeader: 'cf-ipcountry',
      trustProxy: ['10.0.0.0/8', '127.0.0.1'],
    });
    expect(loadConfig({ ...MINIMAL, TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(problems({ ...MINIMAL, TRUST_PROXY: 'true' })).toHaveLength(1);
  });

  test('reads issuers from JSON, and needs one without local accounts', () => {
    const issuer = {
      id: 'work',
      name: 'Work',
      issuer: 'https://id.example',
      clientId: 'a',
      clientSecret: 'b',
    };
    const OIDC_ISSUERS = JSON.stringify([issuer]);
    expect(loadConfig({ ...MINIMAL, OIDC_ISSUERS, LOCAL_ACCOUNTS: 'false' }).issuers).toEqual([
      { ...issuer, scope: 'openid email profile' },
    ]);
    expect(problems({ ...MINIMAL, LOCAL_ACCOUNTS: 'false' })).toHaveLength(1);
    expect(problems({ ...MINIMAL, OIDC_ISSUERS: '[{' })).toEqual(['OIDC_ISSUERS: must be a JSON array']);
    const twice = JSON.stringify([issuer, issuer]);
    expect(problems({ ...MINIMAL, OIDC_ISSUERS: twice })).toEqual(['OIDC_ISSUERS: ids must be unique']);
    const local = JSON.stringify([{ ...issuer, id: 'local' }]);
    expect(problems({ ...MINIMAL, OIDC_ISSUERS: local })).toHaveLength(1);
  });

  test('sends mail with a server and a sender, or not at all', () => {
    expect(loadConfig(MINIMAL)).toMatchObject({ mail: null, clearanceRequestDays: 30 });
    const SMTP_URL = 'smtps://user:word@mail.example:465';
    const MAIL_FROM = 'Flipside <post@flipside.example>';
    expect(loadConfig({ ...MINIMAL, SMTP_URL, MAIL_FROM }).mail).toEqual({
      smtpUrl: SMTP_URL,
      from: MAIL_FROM,
    });
    expect(loadConfig({ ...MINIMAL, SMTP_URL, MAIL_FROM: 'post@flipside.example' }).mail?.from).toBe(
      'post@flipside.example',
    );
    expect(problems({ ...MINIMAL, SMTP_URL })).toHaveLength(1);
    expect(problems({ ...MINIMAL, MAIL_FROM })).toHaveLength(1);
    expect(problems({ ...MINIMAL, SMTP_URL: 'https://mail.example', MAIL_FROM })).not.toEqual([]);
    expect(problems({ ...MINIMAL, SMTP_URL, MAIL_FROM: 'post\r\nBcc: a@b.example' })).not.toEqual([]);
    expect(problems({ ...MINIMAL, CLEARANCE_REQUEST_DAYS: '0' })).toHaveLength(1);
  });

  test('pays from an account that a bank knows, in currencies that exist', () => {
    expect(loadConfig(MINIMAL).payouts).toEqual({ coolingOffDays: 3, thresholds: new Map(), debtor: null });
    const debtor = { PAYOUT_DEBTOR_NAME: 'Flipside', PAYOUT_DEBTOR_IBAN: 'DE89 3704 0044 0532 0130 00' };
    expect(
      loadConfig({ ...MINIMAL, ...debtor, PAYOUT_THRESHOLDS: 'EUR:12.50, JPY:1500' }).payouts,
    ).toMatchObject({
      debtor: { name: 'Flipside', iban: 'DE89370400440532013000', bic: null },
      thresholds: new Map([
        ['EUR', 12_500_000n],
        ['JPY', 1_500_000_000n],
      ]),
    });
    for (const wrong of [
      { ...debtor, PAYOUT_DEBTOR_IBAN: 'DE89 3704 0044 0532 0130 01' },
      { PAYOUT_DEBTOR_NAME: 'Flipside' },
      { PAYOUT_DEBTOR_BIC: 'COBADEFF' },
      { ...debtor, PAYOUT_DEBTOR_BIC: 'COBA' },
      { PAYOUT_THRESHOLDS: 'EUR' },
      { PAYOUT_THRESHOLDS: 'EUR:10.001' },
      { PAYOUT_THRESHOLDS: 'XXX:10' },
      { PAYOUT_THRESHOLDS: 'EUR:0' },
      { PAYOUT_COOLING_OFF_DAYS: '-1' },
    ])
      expect(problems({ ...MINIMAL, ...wrong })).toHaveLength(1);
  });

  test('wants an origin as BASE_URL and two different secrets', () => {
    expect(problems({ ...MINIMAL, BASE_URL: 'https://a.example/flipside' })).toHaveLength(1);
    expect(problems({ ...MINIMAL, BASE_URL: 'ftp://a.example' })).toHaveLength(1);
    expect(problems({ ...MINIMAL, INSTANCE_SECRET: MINIMAL.SESSION_SECRET })).toHaveLength(1);
  });
});

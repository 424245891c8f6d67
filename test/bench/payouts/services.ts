import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Currency } from '@flipside/royalty';

const built = async (path: string): Promise<unknown> =>
  await import(pathToFileURL(resolve('apps/api/dist', path)).href);

const SECRET = 'an instance secret that guards nothing';
const IBAN = 'DE89370400440532013000';
const MAKER = '0190a000-0000-7000-8000-000000000001';
const CHECKER = '0190a000-0000-7000-8000-000000000002';

export interface Payouts {
  /** The bank account of a party, as it is kept. */
  readonly seal: (partyId: string) => string;
  /** @returns the run. */
  readonly draft: () => Promise<string>;
  /** Approves it and sends it, with what a job would do. */
  readonly send: (run: string) => Promise<void>;
  readonly settle: (run: string) => Promise<void>;
  readonly pain: (run: string) => Promise<AsyncIterable<string>>;
  readonly csv: (run: string) => Promise<AsyncIterable<string>>;
  readonly stop: () => Promise<void>;
}

/** Payouts as the server runs them, from the build. */
export async function openPayouts(databaseUrl: string): Promise<Payouts> {
  const { createWorker } = (await built(
    'create-app.js',
  )) as typeof import('../../../apps/api/src/create-app.ts');
  const { loadConfig } = (await built(
    'platform/config/config.js',
  )) as typeof import('../../../apps/api/src/platform/config/config.ts');
  const { Principal } = (await built(
    'platform/auth/principal.js',
  )) as typeof import('../../../apps/api/src/platform/auth/principal.ts');
  const { PaymentService, PayoutFileService, PayoutRunService, PayoutSendingService } = (await built(
    'modules/payouts/index.js',
  )) as typeof import('../../../apps/api/src/modules/payouts/index.ts');
  const { seal } = (await built(
    'platform/keys/instance-secret.js',
  )) as typeof import('../../../apps/api/src/platform/keys/instance-secret.ts');
  const app = await createWorker(
    loadConfig({
      BASE_URL: 'http://127.0.0.1:1',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: '5',
      SESSION_SECRET: 'a session secret that guards nothing',
      INSTANCE_SECRET: SECRET,
      PAYOUT_DEBTOR_NAME: 'Flipside',
      PAYOUT_DEBTOR_IBAN: IBAN,
      LOG_LEVEL: 'silent',
      RUN_JOBS: 'false',
    }),
  );
  const runs = app.get(PayoutRunService);
  const sending = app.get(PayoutSendingService);
  const payments = app.get(PaymentService);
  const files = app.get(PayoutFileService);
  const maker = new Principal({ userId: MAKER, operator: true });
  const checker = new Principal({ userId: CHECKER, operator: true });
  const account = JSON.stringify({ holder: 'Ada Müller', bic: null, account: IBAN, bank: null });
  return {
    seal: (partyId) => seal(SECRET, `payee:${partyId}:1`, account),
    draft: () => runs.draft(maker, 'EUR' as Currency),
    send: async (run) => {
      await runs.approve(checker, run);
      await sending.send(maker, run, null);
      await sending.run({ run, by: MAKER });
    },
    settle: async (run) => {
      await payments.settleRun(maker, run);
      await payments.goOnSettling({ run, by: MAKER });
    },
    pain: async (run) => (await files.pain(maker, run)).text,
    csv: async (run) => (await files.csv(maker, run)).text,
    stop: () => app.close(),
  };
}

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import type { SignedBytes } from './world.ts';

const SECONDS = 4;
const ROWS = 500;

/** Who checks: `node:crypto`, which is what the aim means, or what the intake uses. */
export type Verifier = 'node' | 'libsodium';

/** Plain JavaScript: it runs in a thread as it is. Keys are ready before the clock starts. */
const VERIFY = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { createPublicKey, verify } = require('node:crypto');
  const sodium = require('sodium-native');
  const made = workerData.signed.map(({ bytes, signature, publicKey }) => ({ bytes, signature, publicKey, key: createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }, format: 'jwk' }) }));
  const isSigned = {
    node: ({ bytes, signature, key }) => verify(null, bytes, key, signature),
    libsodium: ({ bytes, signature, publicKey }) => sodium.crypto_sign_verify_detached(signature, bytes, publicKey),
  }[workerData.verifier];
  parentPort.once('message', (seconds) => {
    const cpu = process.threadCpuUsage();
    const started = performance.now();
    const end = started + seconds * 1000;
    let count = 0;
    while (performance.now() < end)
      for (let step = 0; step < 100; step += 1) {
        if (!isSigned(made[count % made.length])) throw new Error('a signature of the bench is wrong');
        count += 1;
      }
    const perSecond = (count * 1000) / (performance.now() - started);
    const { user, system } = process.threadCpuUsage(cpu);
    parentPort.postMessage({ perSecond, micros: (user + system) / count });
  });
  parentPort.postMessage(null);
`;

export interface VerifyRate {
  /** Of all cores together, a thread on each. */
  readonly perSecond: number;
  /** Microseconds of CPU of one verification: what else the machine does changes little of it. */
  readonly micros: number;
}

/** Ed25519 verifications of the signatures of receipts, and nothing else. */
export async function verifyRate(
  signed: readonly SignedBytes[],
  verifier: Verifier,
  seconds = SECONDS,
): Promise<VerifyRate> {
  const sample = signed.slice(0, 2_000);
  const threads = Array.from(
    { length: availableParallelism() },
    () => new Worker(VERIFY, { eval: true, workerData: { signed: sample, verifier } }),
  );
  const next = async (worker: Worker): Promise<VerifyRate> =>
    await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  await Promise.all(threads.map(next));
  const answers = threads.map(next);
  for (const thread of threads) thread.postMessage(seconds, []);
  const rates = await Promise.all(answers);
  await Promise.all(threads.map((thread) => thread.terminate()));
  const sum = (of: (rate: VerifyRate) => number): number =>
    rates.reduce((total, rate) => total + of(rate), 0);
  return { perSecond: sum(({ perSecond }) => perSecond), micros: sum(({ micros }) => micros) / rates.length };
}

/**
 * Rows per second that PostgreSQL takes durably on one connection: 500 at a time in a transaction each, 32 bytes of key and the
 * text of a receipt, a primary key and nothing else.
 */
export async function insertRate(url: string, texts: readonly string[]): Promise<number> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('CREATE TABLE bench_rows (id bytea PRIMARY KEY, body jsonb NOT NULL)');
    const bodies = Array.from({ length: ROWS }, (_, index) => texts[index % texts.length] ?? '{}');
    const started = performance.now();
    let rows = 0;
    while (performance.now() < started + SECONDS * 1000) {
      await client.query(
        `INSERT INTO bench_rows (id, body) SELECT sha256(($2::int + n)::text::bytea), body::jsonb
         FROM unnest($1::text[]) WITH ORDINALITY AS b (body, n)`,
        [bodies, rows],
      );
      rows += ROWS;
    }
    const rate = (rows * 1000) / (performance.now() - started);
    await client.query('DROP TABLE bench_rows');
    return rate;
  } finally {
    await client.end();
  }
}

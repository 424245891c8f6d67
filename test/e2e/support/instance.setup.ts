import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstanceProcess } from '../../support/instance.ts';

/** One instance for the run, on data of its own, started as a person starts it. */
export default async function setup(): Promise<void> {
  mkdirSync('.artifacts/screens', { recursive: true });
  const state = mkdtempSync(join(tmpdir(), 'flipside-e2e-'));
  chmodSync(state, 0o755);
  // Two lanes may run at once, each with an instance of its own.
  const lane = process.env['FLIPSIDE_E2E_LANE'] ?? '0';
  // The other servers that it speaks with are on this machine too.
  const env = { ALLOW_PRIVATE_NETWORKS: 'true' };
  const instance = await startInstanceProcess({ state, env, log: `.artifacts/instance-${lane}.log` });
  process.env['FLIPSIDE_E2E_STATE'] = state;
  process.env['FLIPSIDE_E2E_URL'] = instance.baseUrl;
  (globalThis as { flipsideInstance?: unknown }).flipsideInstance = instance;
}

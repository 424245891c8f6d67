import { rmSync } from 'node:fs';
import type { InstanceProcess } from '../../support/instance.ts';

export default async function teardown(): Promise<void> {
  const instance = (globalThis as { flipsideInstance?: InstanceProcess }).flipsideInstance;
  await instance?.stop();
  const state = process.env['FLIPSIDE_E2E_STATE'];
  if (state) rmSync(state, { recursive: true, force: true });
}

import { rmSync } from 'node:fs';
import type { SharedServer } from './database.ts';

export default async function teardown(): Promise<void> {
  const shared = (globalThis as { flipsideServer?: SharedServer }).flipsideServer;
  if (!shared) return;
  await shared.server.stop();
  rmSync(shared.directory, { recursive: true, force: true });
}

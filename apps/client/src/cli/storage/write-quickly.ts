import { rename, rm, writeFile } from 'node:fs/promises';

let count = 0;

/** Writes a file of the cache: whole or not at all for other commands, and without waiting for the disk: it can be made again. */
export async function writeQuickly(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${String(process.pid)}-${String(count++)}.part`;
  try {
    await writeFile(draft, content, { mode: 0o600 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalBytes } from '@flipside/recipe';
import { formatVkey, Frontier, parseCheckpoint, parseVkey, verifyCheckpoint } from '@flipside/transparency';
import { LogKeys } from '../transparency/index.ts';
import type { AuditSnapshot, LoggedName } from './audit-snapshot.repository.ts';
import { finding, progress } from './audit.types.ts';
import type { AuditEvent } from './audit.types.ts';

const ROOT = 'a log leads to the root that it signed';
const RECEIPT = 'a play is the receipt that was committed to';

/** Rules of the logs that no query can tell. */
@Injectable()
export class LogAudit {
  /** How many rules these are. */
  readonly rules = 2;

  constructor(@Inject(LogKeys) private readonly keys: LogKeys) {}

  async *run(snapshot: AuditSnapshot): AsyncGenerator<AuditEvent> {
    for (const head of await snapshot.heads()) yield* this.root(snapshot, head);
    yield* receipts(snapshot);
  }

  private async *root(
    snapshot: AuditSnapshot,
    { log, size, root, checkpoint }: Awaited<ReturnType<AuditSnapshot['heads']>>[number],
  ): AsyncGenerator<AuditEvent> {
    const frontier = Frontier.empty();
    for await (const hashes of snapshot.hashes(log)) {
      for (const hash of hashes) frontier.append(hash);
      yield progress(`root of the ${log} log`, frontier.size, Number(size));
    }
    if (!root.equals(frontier.root)) yield finding(ROOT, log, 'the leaves come to another root');
    const signed = await this.signed(log, checkpoint);
    if (signed === null || !root.equals(signed))
      yield finding(ROOT, log, 'the checkpoint signs another root');
  }

  /** The root that this instance's key has signed; `null` when it has not. */
  private async signed(log: LoggedName, checkpoint: Uint8Array): Promise<Uint8Array | null> {
    const parsed = parseCheckpoint(checkpoint);
    const key = parseVkey(formatVkey(await this.keys.ofLog(log)));
    if (!parsed.ok || !key.ok) return null;
    const verified = verifyCheckpoint(parsed.value, { origin: key.value.name, logKeys: [key.value] });
    return verified.ok ? verified.value.checkpoint.root : null;
  }
}

async function* receipts(snapshot: AuditSnapshot): AsyncGenerator<AuditEvent> {
  const { plays } = await snapshot.counts();
  let done = 0;
  for await (const rows of snapshot.receipts()) {
    for (const { id, receipt, salt, commitment } of rows) {
      const due = createHash('sha256').update(salt).update(canonicalBytes(receipt)).digest();
      if (!due.equals(commitment))
        yield finding(RECEIPT, id.toString('hex'), 'salt and receipt give another hash');
    }
    yield progress('receipts', (done += rows.length), plays);
  }
}

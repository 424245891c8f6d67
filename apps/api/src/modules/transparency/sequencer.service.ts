import { Inject, Injectable } from '@nestjs/common';
import { canonicalBytes } from '@flipside/recipe';
import {
  checkpointText,
  EMPTY_ROOT,
  formatCheckpoint,
  Frontier,
  HASH_BYTES,
  leafHash,
  signText,
} from '@flipside/transparency';
import type { CompletedNode } from '@flipside/transparency';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { LogKeys } from './log-keys.service.ts';
import type { LogName } from './log-name.ts';
import { LogRepository } from './log.repository.ts';
import type { NewLeaf, PendingLeaf, StoredHead } from './log.repository.ts';

/** Leaves of one transaction: enough to keep up with anything, few enough to be quick. */
const BATCH = 4_096;
const TILE_HEIGHT = 8;
const LONGEST_MS = 60_000;

export interface Sequenced {
  /** Leaves that got their place. */
  readonly added: number;
  /** Whether more are waiting. */
  readonly more: boolean;
}

/**
 * Gives what happened its place in a log.
 *
 * Taking the pending rows, writing leaves and tile hashes and signing the checkpoint are one transaction under the
 * log's lock. A crash before its end leaves everything pending and no signature known to anybody; a crash after it
 * leaves nothing to do. So there is never a second history to sign.
 */
@Injectable()
export class SequencerService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogRepository) private readonly logs: LogRepository,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a loop, which acts for nobody. Places one batch. */
  async sequence(log: LogName): Promise<Sequenced> {
    if (!(await this.logs.exists(log))) await this.begin(log);
    return await this.database.transaction((tx) => this.place(tx, log), { timeoutMs: LONGEST_MS });
  }

  private async begin(log: LogName): Promise<void> {
    const checkpoint = await this.sign(log, 0, EMPTY_ROOT);
    await this.logs.begin(this.database.prisma, log, { root: EMPTY_ROOT, checkpoint }, this.clock.now());
  }

  private async place(tx: Tx, log: LogName): Promise<Sequenced> {
    const head = await this.logs.lockHead(tx, log);
    if (head === null) return { added: 0, more: false };
    const pending = await this.logs.take(tx, log, BATCH);
    if (pending.length === 0) return { added: 0, more: false };
    const frontier = restore(head);
    const { leaves, nodes } = append(frontier, pending);
    const { size, root } = frontier;
    const at = this.clock.now();
    await this.logs.append(tx, log, leaves, at);
    await this.logs.appendNodes(tx, log, nodes);
    const checkpoint = await this.sign(log, size, root);
    await this.logs.saveHead(
      tx,
      log,
      { size, root, frontier: Buffer.concat(frontier.hashes), checkpoint },
      at,
    );
    return { added: leaves.length, more: pending.length === BATCH };
  }

  private async sign(log: LogName, size: number, root: Uint8Array): Promise<Uint8Array> {
    const key = await this.keys.ofLog(log);
    const checkpoint = { origin: key.name, size, root, extensions: [] };
    return formatCheckpoint(checkpoint, [signText(checkpointText(checkpoint), key)]);
  }
}

function restore({ size, frontier }: StoredHead): Frontier {
  const hashes = Array.from({ length: frontier.length / HASH_BYTES }, (_, index) =>
    frontier.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  return Frontier.restore(size, hashes);
}

function append(
  frontier: Frontier,
  pending: readonly PendingLeaf[],
): { leaves: NewLeaf[]; nodes: CompletedNode[] } {
  const leaves: NewLeaf[] = [];
  const nodes: CompletedNode[] = [];
  for (const { body } of pending) {
    const entry = canonicalBytes(body);
    const hash = leafHash(entry);
    leaves.push({ index: frontier.size, entry, hash });
    nodes.push(...frontier.append(hash).filter(({ height }) => height > 0 && height % TILE_HEIGHT === 0));
  }
  return { leaves, nodes };
}

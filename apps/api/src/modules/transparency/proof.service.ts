import { Inject, Injectable } from '@nestjs/common';
import { consistencyPlan, formatTlogProof, inclusionPlan, nodeHash } from '@flipside/transparency';
import type { Plan, TreeNode } from '@flipside/transparency';
import { NotFoundError } from '../../platform/problem/errors.ts';
import type { LogName } from './log-name.ts';
import { LogView } from './log.view.ts';
import type { LeafRow } from './log.view.ts';

const TILE_HEIGHT = 8;

export interface ProvedLeaf extends LeafRow {
  /** Size of the tree that the proof is for. */
  readonly size: number;
  /** tlog-proof@v1 with the log's checkpoint, to be checked by anybody. */
  readonly proof: string;
}

export interface LeafPlace {
  /** In hex. */
  readonly hash: string;
  readonly index: number | null;
}

/** Proofs made from stored hashes, some hundreds at most, whatever the size of the log. */
@Injectable()
export class ProofService {
  constructor(@Inject(LogView) private readonly view: LogView) {}

  /** Public. */
  async byIndex(log: LogName, index: number): Promise<ProvedLeaf> {
    return await this.prove(log, await this.view.leaf(log, index), String(index));
  }

  /** Public. Finds what a promise of inclusion named. */
  async byHash(log: LogName, hash: Uint8Array): Promise<ProvedLeaf> {
    return await this.prove(log, await this.view.leafByHash(log, hash), 'with this hash');
  }

  /**
   * Public. Where leaves are in what is published so far; null for what is not there, which is an answer like any other: a
   * play that was just counted has its leaf a moment later.
   *
   * @param hashes in hex.
   */
  async places(log: LogName, hashes: readonly string[]): Promise<LeafPlace[]> {
    const found = await this.view.places(
      log,
      hashes.map((hash) => Buffer.from(hash, 'hex')),
    );
    const size = (await this.view.head(log))?.size ?? 0;
    return hashes.map((hash) => {
      const index = found.get(hash) ?? null;
      return { hash, index: index !== null && index < size ? index : null };
    });
  }

  /** That the log at `to` leaves continues itself at `from`. */
  async consistency(log: LogName, from: number, to: number): Promise<Uint8Array[]> {
    return await this.assemble(log, consistencyPlan(from, to));
  }

  private async prove(log: LogName, leaf: LeafRow | null, name: string): Promise<ProvedLeaf> {
    const head = await this.view.head(log);
    if (leaf === null || head === null || leaf.index >= head.size) throw new NotFoundError('Leaf', name);
    const hashes = await this.assemble(log, inclusionPlan(leaf.index, head.size));
    const checkpoint = Buffer.concat([head.checkpoint, Buffer.from(head.cosignatures)]);
    const proof = formatTlogProof({ extra: null, index: leaf.index, hashes, checkpoint });
    return { ...leaf, size: head.size, proof: Buffer.from(proof).toString() };
  }

  /** Subtrees between two tile levels are hashed from the level below. */
  private async assemble<T>(log: LogName, plan: Plan<T>): Promise<T> {
    const parts = plan.nodes.map(({ height, index }): TreeNode[] => {
      const within = 2 ** (height % TILE_HEIGHT);
      return Array.from({ length: within }, (_, at) => ({
        height: height - (height % TILE_HEIGHT),
        index: index * within + at,
      }));
    });
    const stored = await this.view.stored(log, parts.flat());
    return plan.assemble(parts.map((nodes) => perfectHash(nodes.map((node) => hashOf(stored, node)))));
  }
}

function hashOf(stored: ReadonlyMap<string, Uint8Array>, { height, index }: TreeNode): Uint8Array {
  const hash = stored.get(`${height}/${index}`);
  if (hash === undefined) throw new Error(`the log lacks the hash of ${height}/${index}`);
  return hash;
}

function perfectHash(hashes: Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1)
    level = level.flatMap((left, at) => {
      const right = level[at + 1];
      return at % 2 === 0 && right !== undefined ? [nodeHash(left, right)] : [];
    });
  const [hash] = level;
  if (hash === undefined) throw new Error('a subtree has at least one hash');
  return hash;
}

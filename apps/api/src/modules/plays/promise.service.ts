import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Reader } from '../../platform/database/database.ts';
import { CountedLeafRepository } from './counted-leaf.repository.ts';
import { InstanceSigner } from './instance-signer.ts';
import type { SignedByInstance } from './instance-signer.ts';
import { playsLogOf } from './play-leaf.ts';
import type { VerifiedReceipt } from './play.types.ts';
import { promiseBatch } from './promise-batch.ts';
import type { PromisedPlay } from './promise-batch.ts';

/**
 * The instance's word that a play is counted and has its leaf. `sig` is its Ed25519 over the JCS bytes of
 * `{ countedAt, key, log, root, size, v }`; `path` leads from this play, the `index`th of `size`, to that root.
 */
export interface PlayPromise extends PromisedPlay {
  v: 2;
  countedAt: string;
  /** The public log that the play goes to. */
  log: string;
  index: number;
  size: number;
  /** Base64 hashes, from the leaf up. */
  path: readonly string[];
}

/** Promises inclusion for what was counted, with one signature for each answer. */
@Injectable()
export class PromiseService {
  constructor(
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(CountedLeafRepository) private readonly leaves: CountedLeafRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  /**
   * The promises of plays that were counted before, for devices that lost an answer: each in a tree of its own, so that it
   * is the same however often and with whatever else it is asked for.
   */
  async again(
    reader: Reader,
    receipts: readonly VerifiedReceipt[],
  ): Promise<Map<string, SignedByInstance<PlayPromise>>> {
    const found = await this.leaves.find(
      reader,
      receipts.map(({ receipt }) => receipt.grant),
    );
    const made = await Promise.all(
      found.map(({ receiptId, leaf, countedAt }) =>
        this.of(receipts, new Map([[receiptId, leaf]]), countedAt),
      ),
    );
    return new Map(made.flatMap((one) => [...one]));
  }

  /** @returns promises by receipt id, for those receipts that `leaves` names a leaf of. */
  async of(
    receipts: readonly VerifiedReceipt[],
    leaves: ReadonlyMap<string, string>,
    countedAt: Date,
  ): Promise<Map<string, SignedByInstance<PlayPromise>>> {
    const plays = promised(receipts, leaves);
    if (plays.length === 0) return new Map();
    const { root, paths } = promiseBatch(plays);
    const log = playsLogOf(this.config.baseUrl);
    const said = { v: 2, countedAt: countedAt.toISOString(), log, size: plays.length } as const;
    const { key, sig } = await this.signer.sign({ ...said, root });
    return new Map(
      plays.map((play, index) => [
        play.receiptId,
        { ...said, ...play, index, path: paths[index] ?? [], key, sig },
      ]),
    );
  }
}

/** One receipt may come twice in one request; it was counted once and is promised once. */
function promised(receipts: readonly VerifiedReceipt[], leaves: ReadonlyMap<string, string>): PromisedPlay[] {
  const plays = new Map<string, PromisedPlay>();
  for (const { receipt, receiptId } of receipts) {
    const leaf = leaves.get(receiptId);
    if (leaf !== undefined) plays.set(receiptId, { receiptId, recipe: receipt.recipe, leaf });
  }
  return [...plays.values()];
}

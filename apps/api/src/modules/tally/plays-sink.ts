import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { readPlaysLeaf } from './play-leaf.ts';
import type { ReportedPlay, ReportedVoid } from './play-leaf.ts';
import { TallyRepository } from './tally.repository.ts';
import type { PlacedLeaf } from './tally.repository.ts';

const isPlay = (placed: PlacedLeaf): placed is PlacedLeaf<ReportedPlay> => placed.leaf.t === 'play';
const isVoid = (placed: PlacedLeaf): placed is PlacedLeaf<ReportedVoid> => placed.leaf.t === 'void';

/** Keeps what a peer's plays log says of music whose rights are kept here. */
@Injectable()
export class PlaysSink {
  constructor(
    @Inject(TallyRepository) private readonly tally: TallyRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Within the transaction that moves the cursor. Plays of a recipe that was not read yet wait for it.
   *
   * @param index of the first entry.
   * @throws {PlaysLeafRefusedError} for a leaf that cannot be understood: nothing after it may count.
   */
  async take(tx: Tx, peerId: string, index: number, entries: readonly Uint8Array[]): Promise<void> {
    const leaves = entries.flatMap((entry, at): PlacedLeaf[] => {
      const leaf = readPlaysLeaf(index + at, entry);
      return leaf === null ? [] : [{ index: index + at, leaf }];
    });
    if (leaves.length === 0) return;
    const recipes = [...new Set(leaves.map(({ leaf }) => leaf.recipe))];
    await this.tally.discover(tx, peerId, recipes, this.clock.now());
    const ready = await this.tally.ready(tx, recipes);
    await this.tally.remember(tx, peerId, leaves.filter(isPlay));
    await this.tally.addCells(tx, peerId, leaves);
    await this.tally.unremember(tx, peerId, leaves.filter(isVoid));
    const waiting = leaves.filter(({ leaf }) => !ready.has(leaf.recipe));
    if (waiting.length > 0) await this.tally.wait(tx, peerId, waiting);
    await this.count(
      tx,
      peerId,
      leaves.filter(({ leaf }) => ready.has(leaf.recipe)),
    );
  }

  /** Counts leaves of recipes that were read, in the order of the log: a play is there before it is taken back. */
  async count(tx: Tx, peerId: string, leaves: readonly PlacedLeaf[]): Promise<void> {
    const plays = leaves.filter(isPlay);
    const voids = leaves.filter(isVoid);
    if (plays.length > 0) await this.tally.count(tx, peerId, plays);
    if (voids.length > 0) await this.tally.void(tx, peerId, voids);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { formatVkey, parseTilePath, TILE_WIDTH } from '@flipside/transparency';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { LogKeys } from './log-keys.service.ts';
import { LOG_NAMES } from './log-name.ts';
import type { LogName } from './log-name.ts';
import { LogView } from './log.view.ts';
import type { LeafRow } from './log.view.ts';

export interface LogOverview {
  readonly name: LogName;
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
}

/** The public logs as anybody reads them. */
@Injectable()
export class LogService {
  constructor(
    @Inject(LogView) private readonly view: LogView,
    @Inject(LogKeys) private readonly keys: LogKeys,
  ) {}

  /** Public. The logs of this instance, their keys and sizes, and the key it cosigns with. */
  async overview(): Promise<{ logs: LogOverview[]; witness: string }> {
    const logs = await Promise.all(
      LOG_NAMES.map(async (name) => {
        const key = await this.keys.ofLog(name);
        const head = await this.view.head(name);
        return { name, origin: key.name, vkey: formatVkey(key), size: head?.size ?? 0 };
      }),
    );
    return { logs, witness: formatVkey(await this.keys.ofWitness()) };
  }

  /** Public. The signed checkpoint, with the lines of the witnesses who have cosigned it. */
  async checkpoint(log: LogName): Promise<Uint8Array> {
    const head = await this.view.head(log);
    if (head === null) throw new NotFoundError('Checkpoint', log);
    return Buffer.concat([head.checkpoint, Buffer.from(head.cosignatures)]);
  }

  /** Public. @param path such as `tile/0/000`. */
  async tile(log: LogName, path: string): Promise<{ bytes: Uint8Array; isFull: boolean }> {
    const tile = parseTilePath(path);
    const bytes = tile === null ? null : await this.view.tile(log, tile);
    if (tile === null || bytes === null) throw new NotFoundError('Tile', path);
    return { bytes, isFull: tile.width === TILE_WIDTH };
  }

  /** Public. The newest leaves before an index. */
  async latest(log: LogName, before: number | null, limit: number): Promise<LeafRow[]> {
    return await this.view.latest(log, before ?? Number.MAX_SAFE_INTEGER, limit);
  }
}

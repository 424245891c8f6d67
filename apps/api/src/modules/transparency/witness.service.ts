import { Inject, Injectable } from '@nestjs/common';
import {
  cosign,
  decideAddCheckpoint,
  formatSignature,
  NOTHING_RECORDED,
  parseAddCheckpoint,
  parseCheckpoint,
} from '@flipside/transparency';
import type { AddCheckpoint, VerifierKey, WitnessDecision } from '@flipside/transparency';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { LogKeys } from './log-keys.service.ts';
import { WitnessDirectory } from './witness-directory.ts';
import { WitnessRepository } from './witness.repository.ts';

/** How a request to cosign is answered (tlog-witness, "add-checkpoint"). */
export interface WitnessAnswer {
  readonly status: WitnessDecision['status'];
  readonly contentType: string;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';

/** Cosigns the checkpoints of the logs that this instance follows, when they continue what it saw before. */
@Injectable()
export class WitnessService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(WitnessRepository) private readonly heads: WitnessRepository,
    @Inject(LogKeys) private readonly keys: LogKeys,
    @Inject(WitnessDirectory) private readonly directory: WitnessDirectory,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'witnessedLogs'>,
  ) {}

  /** Public: the signature on the checkpoint is all that is asked for. What is answered was stored before. */
  async addCheckpoint(body: Uint8Array): Promise<WitnessAnswer> {
    const request = parseAddCheckpoint(body);
    if (!request.ok) return { status: 400, contentType: TEXT, body: `${request.message}\n` };
    const checkpoint = parseCheckpoint(request.value.checkpoint);
    const origin = checkpoint.ok ? checkpoint.value.origin : '';
    const configured = this.config.witnessedLogs.filter(({ name }) => name === origin);
    const keys = [...configured, ...(await this.directory.logKeys(origin))];
    const decision = await this.database.transaction((tx) => this.decide(tx, origin, keys, request.value));
    return await this.answer(decision);
  }

  private async decide(
    tx: Tx,
    origin: string,
    keys: readonly VerifierKey[],
    request: AddCheckpoint,
  ): Promise<WitnessDecision> {
    if (keys.length === 0) return decideAddCheckpoint(request, () => null);
    const recorded = (await this.heads.lock(tx, origin)) ?? NOTHING_RECORDED;
    const decision = decideAddCheckpoint(request, () => ({ origin, keys, recorded }));
    if (decision.status === 200)
      await this.heads.save(tx, origin, decision.store, request.checkpoint, this.clock.now());
    return decision;
  }

  private async answer(decision: WitnessDecision): Promise<WitnessAnswer> {
    const { status } = decision;
    if (decision.status === 409)
      return { status, contentType: 'text/x.tlog.size', body: `${decision.recordedSize}\n` };
    if (decision.status !== 200) return { status, contentType: TEXT, body: `${decision.message}\n` };
    const seconds = Math.floor(this.clock.now().getTime() / 1000);
    const line = cosign(decision.checkpoint.note.text, seconds, await this.keys.ofWitness());
    return { status, contentType: TEXT, body: formatSignature(line) };
  }
}

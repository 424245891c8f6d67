import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { Log } from '../../platform/logging/log.ts';
import { CosigningService } from './cosigning.service.ts';
import { LOG_NAMES } from './log-name.ts';
import type { LogName } from './log-name.ts';
import { SequencerService } from './sequencer.service.ts';

/** A checkpoint a second at most, when there is news. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Keeps each log going, in every process that runs jobs; whoever holds a log's lock appends. */
@Injectable()
export class SequencerLoop implements OnModuleDestroy {
  private readonly log: Log;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> | null = null;

  constructor(
    @Inject(SequencerService) private readonly sequencer: SequencerService,
    @Inject(CosigningService) private readonly cosigning: CosigningService,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('public-log');
  }

  start(): void {
    this.running ??= Promise.all(LOG_NAMES.map((name) => this.loop(name)));
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async loop(name: LogName): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      failures = (await this.turn(name)) ? 0 : failures + 1;
      await this.pause(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures));
    }
  }

  /** @returns whether it went well. */
  private async turn(name: LogName): Promise<boolean> {
    try {
      let added = 0;
      for (let more = true; more && !this.stopping.signal.aborted;) {
        const batch = await this.sequencer.sequence(name);
        added += batch.added;
        ({ more } = batch);
      }
      if (added > 0) await this.cosigning.collect(name);
      return true;
    } catch (error) {
      this.log.error({ err: error, log: name }, 'could not append to a public log');
      return false;
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Log } from '../../platform/logging/log.ts';
import { ConsentSink } from './consent-sink.ts';
import { InstanceClient } from './instance-client.ts';
import { PeerNameRepository } from './peer-name.repository.ts';
import type { PeerRecord } from './peer.types.ts';

/** Recordings asked about in one turn: the rest follow with the next. */
const MOST_AT_ONCE = 50;

/**
 * Learns what parties and works of a peer are called. Names are in no log, for a log cannot forget a person; the
 * peer's public catalogue has them. Nothing is decided by them, but without them nobody can be credited.
 */
@Injectable()
export class NameService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeerNameRepository) private readonly names: PeerNameRepository,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(ConsentSink) private readonly consent: ConsentSink,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  /** A catalogue that does not answer leaves names for the next turn; the log was read all the same. */
  async fill(peer: PeerRecord): Promise<void> {
    try {
      let learnt = 0;
      for (const isrc of await this.names.missing(peer.id, '', MOST_AT_ONCE)) {
        const names = (await this.instances.recording(peer.url, isrc))?.names ?? [];
        await this.database.transaction((tx) => this.names.keep(tx, peer.id, names, this.clock.now()));
        learnt += names.length;
      }
      if (learnt > 0) await this.database.transaction((tx) => this.consent.announceAll(tx, peer.id));
    } catch (error) {
      this.log.warn({ err: error, peer: peer.url }, 'could not learn names from a peer');
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Log } from '../../platform/logging/log.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConsentSink } from './consent-sink.ts';
import { peerAlarmed } from './events.ts';
import { PeerRepository } from './peer.repository.ts';
import type { NewAlarm } from './peer.repository.ts';

/** A registry can know very many recordings of this catalogue, and all who go by them are told. */
const LONG = { timeoutMs: 120_000 };

/** Stops believing a peer whose log contradicts itself, and keeps the proof. */
@Injectable()
export class AlarmService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(ConsentSink) private readonly consent: ConsentSink,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  /**
   * Keeps the evidence, freezes the peer and tells operators, in one transaction. What the peer keeps rights in is
   * not cleared from then on. A peer that is frozen already has its alarm.
   */
  async raise(peerId: string, alarm: NewAlarm): Promise<void> {
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      const peer = await this.peers.lock(tx, peerId);
      if (peer === null || peer.state === 'FROZEN' || peer.state === 'REMOVED') return;
      await this.peers.alarm(tx, peerId, alarm, at);
      await this.peers.change(tx, peerId, 'FROZEN', null);
      await this.peers.record(tx, peerId, { kind: alarm.kind, by: null, reason: alarm.message, at });
      await this.consent.announceAll(tx, peerId);
      await this.outbox.append(tx, peerAlarmed, {
        key: peerId,
        payload: { peerId, host: new URL(peer.url).host, log: alarm.log, kind: alarm.kind },
      });
      this.log.error(
        { peer: peer.url, log: alarm.log, kind: alarm.kind },
        'a peer contradicts itself: frozen',
      );
    }, LONG);
  }
}

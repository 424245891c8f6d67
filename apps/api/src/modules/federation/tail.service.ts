import { Inject, Injectable } from '@nestjs/common';
import {
  formatNote,
  parseCheckpoint,
  parseVkey,
  readEntries,
  readHead,
  verifyCheckpoint,
} from '@flipside/transparency';
import type { Equivocation, KnownLog, LogHead, LogReader, SignedCheckpoint } from '@flipside/transparency';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { Log } from '../../platform/logging/log.ts';
import { PlaysSink } from '../tally/index.ts';
import type { LogName } from '../transparency/index.ts';
import { AlarmService } from './alarm.service.ts';
import { backoff } from './backoff.ts';
import { ConsentSink } from './consent-sink.ts';
import { InstanceClient } from './instance-client.ts';
import { isSilent } from './lease.ts';
import { NameService } from './name.service.ts';
import { PeerLogRepository } from './peer-log.repository.ts';
import type { LogPlace } from './peer-log.repository.ts';
import { PeerRepository } from './peer.repository.ts';
import type { PeerRecord } from './peer.types.ts';
import { gather, oneAhead } from './leaf-batches.ts';
import { LogRefusedError, OvertakenError } from './tail.errors.ts';

const BATCH_TIMEOUT_MS = 120_000;

export type TailOutcome = 'READ' | 'FAILED' | 'ALARMED' | 'IDLE';

/**
 * Reads a peer's log from where it was left: believes a checkpoint only if it is signed and continues the last, a leaf
 * only if it hashes up to it, and moves the cursor in the transaction that keeps what the leaves say.
 */
@Injectable()
export class TailService {
  private readonly log: Log;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(PeerLogRepository) private readonly places: PeerLogRepository,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(ConsentSink) private readonly consent: ConsentSink,
    @Inject(PlaysSink) private readonly plays: PlaysSink,
    @Inject(NameService) private readonly names: NameService,
    @Inject(AlarmService) private readonly alarms: AlarmService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  /** For a loop, which acts for nobody. Whatever the peer does is an outcome; only a fault of this instance throws. */
  async tail(peerId: string, log: LogName): Promise<TailOutcome> {
    const peer = await this.peers.find(peerId);
    const place = await this.places.find(peerId, log);
    if (peer?.state !== 'ACTIVE' || place === null) return 'IDLE';
    try {
      return await this.read(peer, log, place);
    } catch (error) {
      if (error instanceof OvertakenError) return 'IDLE';
      await this.failed(peer, log, place, error);
      return 'FAILED';
    }
  }

  private async read(peer: PeerRecord, log: LogName, place: LogPlace): Promise<TailOutcome> {
    // An answer says what was so when it was asked for: the lease begins then, however long the answer took.
    const askedAt = this.clock.now();
    const read = this.instances.reader(peer.url, log);
    const remembered = place.checkpoint === null ? null : parsed(place.checkpoint);
    const known = knownLog(peer, log);
    let served: Uint8Array | null = null;
    const keeping: LogReader = async (path) => {
      const bytes = await read(path);
      if (path === 'checkpoint') served = bytes;
      return bytes;
    };
    const head = await readHead(keeping, known, remembered);
    if (!head.ok) {
      const alarm = 'remembered' in head ? evidenceOf(head) : await this.keyChange(peer, log, place, served);
      if (alarm === null) throw new LogRefusedError(head.code, head.message);
      await this.alarms.raise(peer.id, { log, ...alarm });
      return 'ALARMED';
    }
    if (served === null || !(await this.places.remember(peer.id, log, head.value.checkpoint.size, served)))
      throw new OvertakenError();
    await this.take(peer, log, place.cursor, { read, head: head.value });
    await this.heard(peer, log, place, askedAt);
    return 'READ';
  }

  private async take(
    peer: PeerRecord,
    log: LogName,
    from: number,
    { read, head }: { read: LogReader; head: LogHead },
  ): Promise<void> {
    let cursor = from;
    for await (const batch of oneAhead(gather(readEntries(read, head.tiles, from)))) {
      if (!batch.ok) throw new LogRefusedError(batch.code, batch.message);
      const { entries } = batch.value;
      const end = cursor + entries.length;
      await this.database.transaction(
        async (tx) => {
          const sink = log === 'consent' ? this.consent : this.plays;
          await sink.take(tx, peer.id, cursor, entries);
          if (!(await this.places.advance(tx, peer.id, log, cursor, end))) throw new OvertakenError();
        },
        { timeoutMs: BATCH_TIMEOUT_MS },
      );
      cursor = end;
    }
  }

  private async heard(peer: PeerRecord, log: LogName, place: LogPlace, askedAt: Date): Promise<void> {
    const at = this.clock.now();
    const wasSilent = isSilent(place.heardAt, at, this.config.federation.leaseMs);
    if (log === 'consent') await this.names.fill(peer);
    await this.database.transaction(async (tx) => {
      const nextAt = new Date(at.getTime() + this.config.federation.pollMs);
      await this.places.heard(tx, peer.id, log, { askedAt, at, nextAt });
      // What was not cleared for want of its word may be again.
      if (log === 'consent' && wasSilent) await this.consent.announceAll(tx, peer.id);
    });
  }

  private async failed(peer: PeerRecord, log: LogName, place: LogPlace, error: unknown): Promise<void> {
    const at = this.clock.now();
    const nextAt = backoff(at, this.config.federation.pollMs, place.failures);
    const words = error instanceof Error ? error.message : String(error);
    await this.places.failed(peer.id, log, { at, nextAt, error: words });
    this.log.warn({ err: error, peer: peer.url, log }, 'could not read the log of a peer');
  }

  /**
   * A checkpoint that another key of the same log has signed. Anybody on the way can serve another text; it counts as
   * a change of keys only when the instance names that key itself, and the signature is that key's.
   */
  private async keyChange(peer: PeerRecord, log: LogName, place: LogPlace, served: Uint8Array | null) {
    const checkpoint = served === null ? null : parseCheckpoint(served);
    if (served === null || checkpoint?.ok !== true) return null;
    const { origin } = knownLog(peer, log);
    const keys = await this.instances.keys(peer.url);
    const named = log === 'consent' ? keys.consentKey : keys.playsKey;
    const key = parseVkey(named);
    if (!key.ok || named === (log === 'consent' ? peer.consentKey : peer.playsKey)) return null;
    const verified = verifyCheckpoint(checkpoint.value, { origin, logKeys: [key.value] });
    if (!verified.ok) return null;
    const message = `the log is signed with ${named}, which was not confirmed`;
    return {
      kind: 'KEY_CHANGED' as const,
      message,
      remembered: place.checkpoint ?? new Uint8Array(),
      served,
    };
  }
}

function knownLog(peer: PeerRecord, log: LogName): KnownLog {
  const key = parseVkey(log === 'consent' ? peer.consentKey : peer.playsKey);
  if (!key.ok) throw new TypeError(`the kept key of ${peer.url} cannot be read`);
  return { origin: key.value.name, logKeys: [key.value] };
}

function parsed(bytes: Uint8Array): SignedCheckpoint {
  const checkpoint = parseCheckpoint(bytes);
  if (!checkpoint.ok) throw new TypeError(`a kept checkpoint cannot be read: ${checkpoint.message}`);
  return checkpoint.value;
}

const evidenceOf = ({ code, message, remembered, served }: Equivocation) => ({
  kind: code,
  message,
  remembered: formatNote(remembered.note),
  served: formatNote(served.note),
});

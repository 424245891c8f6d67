import { Inject, Injectable } from '@nestjs/common';
import { parseCheckpoint, parseVkey, verifyCheckpoint } from '@flipside/transparency';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Log } from '../../platform/logging/log.ts';
import { InvalidRequestError, NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import type { LogName } from '../transparency/index.ts';
import { backoff } from './backoff.ts';
import { InstanceClient } from './instance-client.ts';
import { PeerDeliveryRepository } from './peer-delivery.repository.ts';
import { PeerLogRepository } from './peer-log.repository.ts';
import { PeerRepository } from './peer.repository.ts';

/**
 * Tells peers that a log has grown, and hears it from them. What is sent is the signed checkpoint and nothing else: it
 * proves itself, nothing is believed by it, and whoever repeats or reorders it changes nothing. The peer then reads.
 */
@Injectable()
export class HintService {
  private readonly log: Log;

  constructor(
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(PeerLogRepository) private readonly places: PeerLogRepository,
    @Inject(PeerDeliveryRepository) private readonly deliveries: PeerDeliveryRepository,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  /**
   * Public: the signature on the checkpoint is all that is asked for.
   *
   * @throws {NotFoundError} for a log of no active peer, {UnprocessableError} for one that it has not signed.
   */
  async hear(text: string): Promise<void> {
    const checkpoint = parseCheckpoint(Buffer.from(text));
    if (!checkpoint.ok)
      throw new InvalidRequestError([{ pointer: '/checkpoint', detail: checkpoint.message }]);
    const { origin, size } = checkpoint.value;
    const keys = (await this.peers.active()).flatMap(({ id, consentKey, playsKey }) =>
      [consentKey, playsKey].map((vkey, at) => ({ id, vkey, log: at === 0 ? 'consent' : 'plays' }) as const),
    );
    const known = keys.find(({ vkey }) => vkey.startsWith(`${origin}+`));
    const key = known === undefined ? null : parseVkey(known.vkey);
    if (known === undefined || key?.ok !== true) throw new NotFoundError('Peer with the log', origin);
    const verified = verifyCheckpoint(checkpoint.value, { origin, logKeys: [key.value] });
    if (!verified.ok)
      throw new UnprocessableError('The checkpoint is not signed by the key that was confirmed.', [
        { pointer: '/checkpoint', detail: verified.message },
      ]);
    const place = await this.places.find(known.id, known.log);
    if (place !== null && size > place.headSize)
      await this.places.hasten(known.id, known.log, this.clock.now());
  }

  /** For a loop, which acts for nobody. @returns whether the peer has taken it. */
  async deliver(peerId: string, log: LogName): Promise<boolean> {
    const peer = await this.peers.find(peerId);
    const head = await this.deliveries.head(log);
    if (peer === null || head === null) return false;
    const at = this.clock.now();
    try {
      await this.instances.hint(peer.url, Buffer.from(head.checkpoint).toString('utf8'));
      await this.deliveries.delivered(peerId, log, head.size, at);
      return true;
    } catch (error) {
      const failures = await this.deliveries.failuresOf(peerId, log);
      const nextAt = backoff(at, this.config.federation.pollMs, failures);
      const words = error instanceof Error ? error.message : String(error);
      await this.deliveries.failed(peerId, log, { at, nextAt, error: words });
      this.log.warn({ err: error, peer: peer.url, log }, 'could not tell a peer that there is news');
      return false;
    }
  }
}

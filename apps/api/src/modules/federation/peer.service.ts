import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import {
  AlreadyExistsError,
  InvalidRequestError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from '../consent/index.ts';
import { ConsentSink } from './consent-sink.ts';
import { fingerprintOf, namesKeys } from './fingerprint.ts';
import { InstanceClient } from './instance-client.ts';
import { leaseEnd } from './lease.ts';
import { OwnKeys } from './own-keys.ts';
import { PeerLogRepository } from './peer-log.repository.ts';
import { PeerRepository, MOST_PEERS } from './peer.repository.ts';
import type { PeerDetail, PeerOverview, PeerRecord, PeerState } from './peer.types.ts';
import { PeerView } from './peer.view.ts';

interface Step {
  readonly kind: 'CONFIRMED' | 'PAUSED' | 'RESUMED' | 'REMOVED';
  readonly from: readonly PeerState[];
  readonly to: PeerState;
}

const STEPS = {
  confirm: { kind: 'CONFIRMED', from: ['PROPOSED'], to: 'ACTIVE' },
  pause: { kind: 'PAUSED', from: ['ACTIVE'], to: 'PAUSED' },
  resume: { kind: 'RESUMED', from: ['PAUSED'], to: 'ACTIVE' },
  remove: { kind: 'REMOVED', from: ['PROPOSED', 'ACTIVE', 'PAUSED', 'FROZEN'], to: 'REMOVED' },
} as const satisfies Record<string, Step>;

/** A registry can know very many recordings of this catalogue, and all who go by them are told. */
const LONG = { timeoutMs: 120_000 };

/** Which instances this one believes, as operators decide. */
@Injectable()
export class PeerService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(PeerLogRepository) private readonly logs: PeerLogRepository,
    @Inject(PeerView) private readonly view: PeerView,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(ConsentSink) private readonly consent: ConsentSink,
    @Inject(OwnKeys) private readonly own: OwnKeys,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'federation'>,
  ) {}

  /** All peers but those removed, and what this instance's own keys read like to the operators of others. */
  async list(principal: Principal): Promise<{ fingerprint: string; peers: PeerOverview[] }> {
    principal.requireOperator();
    const peers = await this.peers.live();
    return { fingerprint: fingerprintOf(await this.own.keys()), peers: await this.overviews(peers) };
  }

  async read(principal: Principal, id: string): Promise<PeerDetail> {
    principal.requireOperator();
    const peer = await this.peers.find(id);
    if (peer === null) throw new NotFoundError('Peer', id);
    return await this.detail(peer);
  }

  /**
   * Asks an instance for its keys and lists it. Nothing rests on it before its keys are confirmed.
   *
   * @param address of the instance.
   * @throws {UpstreamFailedError} when it cannot be reached or is no instance.
   */
  async propose(principal: Principal, address: string): Promise<PeerDetail> {
    principal.requireOperator();
    const url = originOf(address);
    if (url === this.config.baseUrl)
      throw new InvalidRequestError([{ pointer: '/url', detail: 'is this instance itself' }]);
    const keys = await this.instances.keys(url);
    const at = this.clock.now();
    const peer: PeerRecord = {
      id: newId(),
      url,
      ...keys,
      state: 'PROPOSED',
      createdAt: at,
      confirmedAt: null,
    };
    await this.database.transaction(async (tx) => {
      await this.peers.lockAll(tx);
      const live = await this.peers.live(tx);
      if (live.some((one) => one.url === url)) throw new AlreadyExistsError(`${url} is a peer already.`);
      if (live.length >= MOST_PEERS) throw new UnprocessableError(`There are ${MOST_PEERS} peers already.`);
      await this.peers.add(tx, peer);
      await this.logs.begin(tx, peer.id, at);
      await this.peers.record(tx, peer.id, { kind: 'PROPOSED', by: principal.userId, reason: null, at });
    });
    return await this.detail(peer);
  }

  /**
   * Says that these are the peer's keys, as learnt from its operator on another way.
   *
   * @param keys its fingerprint, or its log keys in full.
   */
  async confirm(principal: Principal, id: string, keys: string): Promise<PeerDetail> {
    principal.requireOperator();
    return await this.step(principal, id, STEPS.confirm, null, (peer) => {
      if (!namesKeys(keys, peer))
        throw new UnprocessableError('These are not the keys that the instance answers with.', [
          { pointer: '/keys', detail: 'names other keys' },
        ]);
      return Promise.resolve();
    });
  }

  /** Its logs are not read meanwhile; what it said holds until its lease ends. */
  async pause(principal: Principal, id: string, reason: string): Promise<PeerDetail> {
    principal.requireOperator();
    return await this.step(principal, id, STEPS.pause, reason);
  }

  async resume(principal: Principal, id: string, reason: string): Promise<PeerDetail> {
    principal.requireOperator();
    const detail = await this.step(principal, id, STEPS.resume, reason);
    await this.logs.hasten(id, this.clock.now());
    return detail;
  }

  /** What it said counts no more and is forgotten by a job; what was done about it stays. */
  async remove(principal: Principal, id: string, reason: string): Promise<PeerDetail> {
    principal.requireOperator();
    return await this.step(principal, id, STEPS.remove, reason, async (_peer, tx) => {
      await this.consent.announceAll(tx, id);
    });
  }

  private async step(
    principal: Principal,
    id: string,
    { kind, from, to }: Step,
    reason: string | null,
    also: (peer: PeerRecord, tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<PeerDetail> {
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      const peer = await this.peers.lock(tx, id);
      if (peer === null) throw new NotFoundError('Peer', id);
      if (!from.includes(peer.state))
        throw new InvalidTransitionError(
          `The peer is ${peer.state.toLowerCase()}; it cannot become ${to.toLowerCase()}.`,
        );
      await also(peer, tx);
      await this.peers.change(tx, id, to, kind === 'CONFIRMED' ? at : null);
      await this.peers.record(tx, id, { kind, by: principal.userId, reason, at });
    }, LONG);
    const changed = await this.peers.find(id);
    if (changed === null) throw new NotFoundError('Peer', id);
    return await this.detail(changed);
  }

  private async detail(peer: PeerRecord): Promise<PeerDetail> {
    const [overview] = await this.overviews([peer]);
    if (overview === undefined) throw new NotFoundError('Peer', peer.id);
    return {
      ...overview,
      events: await this.view.events(peer.id),
      alarms: await this.view.alarms(peer.id),
    };
  }

  private async overviews(peers: readonly PeerRecord[]): Promise<PeerOverview[]> {
    const ids = peers.map(({ id }) => id);
    const logs = await this.view.logs(ids);
    return peers.map((peer) => {
      const own = logs.get(peer.id) ?? [];
      const heardAt = own.find(({ log }) => log === 'consent')?.heardAt ?? null;
      return {
        ...peer,
        fingerprint: fingerprintOf(peer),
        logs: own,
        leaseEndsAt: leaseEnd(heardAt, this.config.federation.leaseMs),
      };
    });
  }
}

/** What of an address is the instance: a path beneath it belongs to nobody else. */
function originOf(address: string): string {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new InvalidRequestError([{ pointer: '/url', detail: 'is no http or https address' }]);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '' || url.password !== '')
    throw new InvalidRequestError([{ pointer: '/url', detail: 'must be an origin without a path' }]);
  return url.origin;
}

import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Log } from '../../platform/logging/log.ts';
import { NotFoundError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import { RecordingRepository } from '../catalogue/index.ts';
import { InstanceClient } from './instance-client.ts';
import type { FoundRecording, RemoteClearance } from './instance-client.ts';
import { PeerFactRepository } from './peer-fact.repository.ts';
import { PeerRepository } from './peer.repository.ts';

/** Registries that one search asks. */
const MOST_ASKED = 20;

/** A recording of which a peer keeps the rights, as that peer tells it. */
interface FoundElsewhere extends FoundRecording {
  /** Address of the peer. */
  readonly registry: string;
  /** Whether it is in this catalogue already. */
  readonly here: boolean;
}

/** What registries answered to a search. */
export interface RegistryAnswers {
  readonly items: readonly FoundElsewhere[];
  /** Addresses of those that answered, and of those that did not. */
  readonly asked: readonly string[];
  readonly silent: readonly string[];
}

/** Finds recordings of which peers keep the rights: their own catalogues are asked, by a text or an ISRC. */
@Injectable()
export class FindingService {
  private readonly log: Log;

  constructor(
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(PeerFactRepository) private readonly facts: PeerFactRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('federation');
  }

  /** A registry that does not answer is named, and keeps nobody from what others answer. */
  async search(principal: Principal, text: string, territory: string | undefined): Promise<RegistryAnswers> {
    principal.requireScope('recipes:write');
    const peers = (await this.peers.active()).slice(0, MOST_ASKED);
    const answers = await Promise.all(
      peers.map(async ({ id, url }) => {
        try {
          return { id, url, found: await this.instances.search(url, text, territory) };
        } catch (error) {
          if (!(error instanceof UpstreamFailedError)) throw error;
          this.log.info({ peer: url, err: error }, 'a registry did not answer a search');
          return { id, url, found: null };
        }
      }),
    );
    const found = answers.flatMap(({ id, url, found: items }) =>
      (items ?? []).map((item) => ({ ...item, peerId: id, registry: url })),
    );
    const isrcs = [...new Set(found.map(({ isrc }) => isrc))];
    const [keepers, here] = await Promise.all([
      this.facts.keepers(isrcs),
      this.recordings.findByIsrcs(isrcs),
    ]);
    const known = new Set(here.map(({ isrc }) => isrc));
    return {
      // What its log does not say, or what it only lists by name as others do, is not its own.
      items: found
        .filter(({ isrc, peerId }) => keepers.get(isrc)?.has(peerId) === true)
        .map(({ peerId: _peer, ...item }) => ({ ...item, here: known.has(item.isrc) })),
      asked: answers.filter((one) => one.found !== null).map(({ url }) => url),
      silent: answers.filter((one) => one.found === null).map(({ url }) => url),
    };
  }

  /**
   * Whether the registry says that a recording may be flipped, and who is missing.
   *
   * @throws {NotFoundError} when no active peer keeps rights in it, {UpstreamFailedError} when that peer cannot be asked.
   */
  async why(
    principal: Principal,
    isrc: string,
    territory: string | undefined,
  ): Promise<RemoteClearance & { readonly registry: string }> {
    principal.requireScope('recipes:write');
    const peerId = await this.facts.activeKeeper(isrc);
    const peer = peerId === null ? null : await this.peers.find(peerId);
    const said = peer === null ? null : await this.instances.clearance(peer.url, isrc, territory);
    if (peer === null || said === null) throw new NotFoundError('Recording of a peer', isrc);
    return { ...said, registry: peer.url };
  }
}

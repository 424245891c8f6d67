import { Inject, Injectable } from '@nestjs/common';
import { parseIsrc } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { AlreadyExistsError, InvalidRequestError, NotFoundError } from '../../platform/problem/errors.ts';
import { CatalogueEntryService, RecordingRepository } from '../catalogue/index.ts';
import { InstanceClient } from './instance-client.ts';
import type { RemoteRecording } from './instance-client.ts';
import { NameService } from './name.service.ts';
import { PeerFactRepository } from './peer-fact.repository.ts';
import { PeerRepository } from './peer.repository.ts';

export interface ListedRecording extends Omit<RemoteRecording, 'names'> {
  readonly isrc: string;
  /** Address of the instance that keeps its rights. */
  readonly registry: string;
}

/** Takes recordings of which peers keep the rights into this catalogue by name alone: nobody here gets a share of them. */
@Injectable()
export class ListingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(PeerFactRepository) private readonly facts: PeerFactRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(CatalogueEntryService) private readonly entries: CatalogueEntryService,
    @Inject(InstanceClient) private readonly instances: InstanceClient,
    @Inject(NameService) private readonly names: NameService,
  ) {}

  /**
   * For whoever makes flips: what is listed is what a peer says that an operator confirmed, and its rights stay there.
   *
   * @throws {AlreadyExistsError} when it is known here, {NotFoundError} when no active peer keeps rights in it,
   *   {UpstreamFailedError} when that peer cannot be asked what it is called.
   */
  async list(principal: Principal, code: string): Promise<ListedRecording> {
    principal.requireScope('recipes:write');
    const parsed = parseIsrc(code);
    if (!parsed.ok) throw new InvalidRequestError([{ pointer: '/isrc', detail: 'is no ISRC' }]);
    const isrc = parsed.value;
    if ((await this.recordings.findByIsrc(isrc)) !== null)
      throw new AlreadyExistsError(`${isrc} is in the catalogue already.`);
    const peerId = await this.facts.activeKeeper(isrc);
    const peer = peerId === null ? null : await this.peers.find(peerId);
    const found = peer === null ? null : await this.instances.recording(peer.url, isrc);
    if (peer === null || found === null) throw new NotFoundError('Recording of a peer', isrc);
    const { title, artist, durationMs, bpm, key } = found;
    const facts = { isrc, title, artist, durationMs, bpm, key };
    const rights = { versionTitle: null, label: null, shares: [], contributors: [], works: [] };
    await this.database.transaction((tx) =>
      this.entries.enter(tx, { ...facts, ...rights }, principal.userId),
    );
    await this.names.fill(peer);
    return { ...facts, registry: peer.url };
  }
}

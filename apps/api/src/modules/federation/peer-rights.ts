import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Reader } from '../../platform/database/database.ts';
import { NO_REMOTE_RIGHTS, RemoteRegistries } from '../consent/index.ts';
import type { RemoteQuestion, RemoteRights, RemoteRightsSource } from '../consent/index.ts';
import { PeerRightsRepository } from './peer-rights.repository.ts';
import { remoteRights } from './remote-rights.ts';

/** Gives clearance what peers' registries keep, in the words of this catalogue. */
@Injectable()
export class PeerRights implements RemoteRightsSource, OnModuleInit {
  constructor(
    @Inject(PeerRightsRepository) private readonly rights: PeerRightsRepository,
    @Inject(RemoteRegistries) private readonly registries: RemoteRegistries,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'federation'>,
  ) {}

  onModuleInit(): void {
    this.registries.use(this);
  }

  /** One query where no peer knows any of the recordings. */
  async load(reader: Reader, question: RemoteQuestion): Promise<RemoteRights> {
    const isrcs = [...question.recordings.values()].map(({ isrc }) => isrc);
    const recordings = isrcs.length === 0 ? [] : await this.rights.known(reader, isrcs);
    if (recordings.length === 0) return NO_REMOTE_RIGHTS;
    // One after the other: a transaction has one connection.
    const peerIds = [...new Set(recordings.map(({ peerId }) => peerId))];
    const registries = await this.rights.registries(reader, peerIds);
    const { links, works } = await this.rights.works(reader, recordings);
    const workPairs = links.map(({ peerId, body }) => ({ peerId, id: body.work }));
    const shares = await this.rights.about(reader, 'share', recordings, workPairs);
    const contributors = await this.rights.about(reader, 'contributor', recordings, workPairs);
    const items = await this.rights.about(reader, 'party-merge-item', recordings, workPairs);
    const mergeIds = items.map(({ peerId, body }) => ({ peerId, id: body.merge }));
    const merges = await this.rights.byKey(reader, 'party-merge', mergeIds);
    const holders = [
      ...[...shares, ...contributors].map(({ peerId, body }) => ({ peerId, id: body.party })),
      ...merges.map(({ peerId, body }) => ({ peerId, id: body.from })),
    ];
    const subjects = { recordings, works: workPairs };
    const mandates = await this.rights.saidBy(reader, 'mandate', holders, subjects);
    const speakers = [...holders, ...mandates.map(({ peerId, body }) => ({ peerId, id: body.holder }))];
    const grants = await this.rights.saidBy(reader, 'grant', speakers, subjects);
    const releases = await this.rights.releases(reader, recordings);
    const names = await this.rights.names(reader, [...speakers, ...workPairs]);
    return remoteRights(
      {
        registries,
        recordings,
        links,
        works,
        shares,
        contributors,
        items,
        merges,
        mandates,
        grants,
        releases,
        names,
      },
      { question, at: this.clock.now(), leaseMs: this.config.federation.leaseMs },
    );
  }
}

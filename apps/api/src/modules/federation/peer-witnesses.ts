import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { parseVkey } from '@flipside/transparency';
import type { Policy, VerifierKey } from '@flipside/transparency';
import { WitnessDirectory } from '../transparency/index.ts';
import type { WitnessSource } from '../transparency/index.ts';
import { PeerRepository } from './peer.repository.ts';

const keyOf = (text: string): VerifierKey[] => {
  const key = parseVkey(text);
  return key.ok ? [key.value] : [];
};

/** Peers cosign each other's checkpoints: who shows two histories has to show both to all of them. */
@Injectable()
export class PeerWitnesses implements WitnessSource, OnModuleInit {
  constructor(
    @Inject(PeerRepository) private readonly peers: PeerRepository,
    @Inject(WitnessDirectory) private readonly directory: WitnessDirectory,
  ) {}

  onModuleInit(): void {
    this.directory.use(this);
  }

  async logKeys(origin: string): Promise<readonly VerifierKey[]> {
    const keys = (await this.peers.active()).flatMap((peer) =>
      [peer.consentKey, peer.playsKey].flatMap(keyOf),
    );
    return keys.filter(({ name }) => name === origin);
  }

  async witnesses(): Promise<Policy['witnesses']> {
    return (await this.peers.active()).flatMap((peer) =>
      keyOf(peer.witnessKey).map((key) => ({ name: key.name, key, url: `${peer.url}/witness` })),
    );
  }
}

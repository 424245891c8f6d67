import type { Person } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import { LocalProducerView, MoveService, SocialAliasRepository } from '../../modules/social/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { SigningKeys } from './signing-keys.ts';
import { Things } from './things.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Users of this instance as others read them. */
@Injectable()
export class People {
  private readonly things: Things;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(SocialAliasRepository) private readonly aliases: SocialAliasRepository,
    @Inject(MoveService) private readonly moves: MoveService,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
  ) {
    this.things = new Things(config.baseUrl);
  }

  /** `null` for whom there is not, or no more. */
  async find(identifier: string) {
    if (!UUID.test(identifier)) return null;
    const producer = await this.producers.byId(identifier);
    return producer === null || producer.deletedAt !== null ? null : producer;
  }

  async person(identifier: string): Promise<Person | null> {
    const producer = await this.find(identifier);
    if (producer === null) return null;
    const [aliases, move] = [await this.aliases.list(identifier), await this.moves.of(identifier)];
    return await this.things.person(producer, this.keys, { aliases, movedTo: move?.to.uri ?? null });
  }
}

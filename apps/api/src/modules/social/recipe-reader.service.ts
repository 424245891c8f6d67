import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { RecipeService } from '../recipes/index.ts';
import { DomainRepository } from './domain.repository.ts';
import { RecipeReaderRepository } from './recipe-reader.repository.ts';
import { hostOf, SocialAddresses } from './social-addresses.ts';
import type { Inbox } from './social.types.ts';

/** How an instance names itself when it asks another one for something. */
const INSTANCE = /^flipside \(\+(https?:\/\/[^\s()]{1,290})\)$/;

/**
 * Instances that hold recipes of this one. They are told when one is taken away, whether or not anybody there follows its
 * producer.
 *
 * What an instance calls itself is not proved: it is only ever told what everybody may know, in the producer's signed words.
 */
@Injectable()
export class RecipeReaderService {
  constructor(
    @Inject(RecipeService) private readonly recipes: RecipeService,
    @Inject(RecipeReaderRepository) private readonly readers: RecipeReaderRepository,
    @Inject(DomainRepository) private readonly domains: DomainRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'allowPrivateNetworks' | 'baseUrl'>,
  ) {}

  /** Public. A recipe's signed bytes, for whoever asks; an instance that asks is remembered. @throws {NotFoundError} {@link GoneError} */
  async document(hash: string, agent: string | undefined): Promise<string> {
    const document = await this.recipes.document(hash);
    const origin = this.originOf(agent);
    if (origin !== null) await this.readers.add(hash, origin, this.clock.now());
    return document;
  }

  /** Where to tell those who hold it. Servers that an operator blocked are told nothing. */
  async inboxes(hash: string): Promise<Inbox[]> {
    const readers = (await this.readers.origins(hash)).map((origin) => ({ origin, host: hostOf(origin) }));
    const rules = await this.domains.rulesFor(readers.map(({ host }) => host));
    return readers
      .filter(({ host }) => rules.get(host) !== 'BLOCK')
      .map(({ origin, host }) => ({ inbox: new SocialAddresses(origin).sharedInbox(), host }));
  }

  private originOf(agent: string | undefined): string | null {
    const url = URL.parse(INSTANCE.exec(agent ?? '')?.[1] ?? '');
    if (url === null || url.username !== '' || url.password !== '') return null;
    if (url.protocol === 'http:' && !this.config.allowPrivateNetworks) return null;
    return url.origin === new URL(this.config.baseUrl).origin ? null : url.origin;
  }
}

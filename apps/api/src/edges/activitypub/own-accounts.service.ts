import { Inject, Injectable } from '@nestjs/common';
import {
  AliasService,
  LocalProducerView,
  MoveService,
  RemotePostService,
  SocialAddresses,
  SocialKeyService,
} from '../../modules/social/index.ts';
import type { RemoteActor } from '../../modules/social/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { LookupService } from './lookup.service.ts';
import { RemoteActors } from './remote-actors.ts';

/** How a user is known to other servers. */
export interface KnownAs {
  readonly handle: string;
  readonly uri: string;
  readonly aliases: string[];
  readonly keysReplacedAt: Date | null;
  readonly movedTo: RemoteActor | null;
  readonly movedAt: Date | null;
}

/** How others know a user, and the other accounts of the same person. */
@Injectable()
export class OwnAccounts {
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(LookupService) private readonly lookup: LookupService,
    @Inject(RemoteActors) private readonly actors: RemoteActors,
    @Inject(RemotePostService) private readonly remote: RemotePostService,
    @Inject(AliasService) private readonly aliases: AliasService,
    @Inject(MoveService) private readonly moves: MoveService,
    @Inject(SocialKeyService) private readonly keys: SocialKeyService,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  async describe(principal: Principal): Promise<KnownAs> {
    principal.requireScope('profile:read');
    const { userId } = principal;
    const producer = await this.producers.byId(userId);
    if (producer === null) throw new NotFoundError('User', userId);
    const move = await this.moves.of(userId);
    const retired = (await this.keys.published(userId)).filter((key) => key.retiredAt !== null);
    return {
      handle: `@${producer.handle}@${new URL(this.addresses.baseUrl).host}`,
      uri: this.addresses.actor(userId),
      aliases: await this.aliases.list(principal),
      keysReplacedAt: retired[0]?.retiredAt ?? null,
      movedTo: move?.to ?? null,
      movedAt: move?.movedAt ?? null,
    };
  }

  /** Another account of the user's, by `@name@server` or by address, joins the aliases. */
  async addAlias(principal: Principal, account: string): Promise<string[]> {
    principal.requireScope('profile:write');
    const actor = await this.elsewhere(account);
    return await this.aliases.add(principal, actor.uri);
  }

  /** The new account has to name this one before anybody is told. */
  async move(principal: Principal, account: string): Promise<void> {
    principal.requireScope('profile:write');
    const found = await this.elsewhere(account);
    const { actor, document } = await this.actors.resolve(found.uri, true);
    const own = this.addresses.actor(principal.userId);
    if (!document.aliasIds.some(({ href }) => href === own))
      throw new UnprocessableError(
        'The new account does not name this one. Add this one to its aliases first.',
        [{ pointer: '/account', detail: `does not name ${own} as an alias` }],
      );
    await this.moves.move(principal, actor);
  }

  private async elsewhere(account: string): Promise<RemoteActor> {
    const found = await this.lookup.lookUp(account, '/account');
    if (found.kind === 'actor') return await this.remote.actor(found.actorId);
    throw new UnprocessableError('That is no account of another server.', [
      { pointer: '/account', detail: 'is no account of another server' },
    ]);
  }
}

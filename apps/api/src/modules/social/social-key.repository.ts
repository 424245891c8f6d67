import { generateKeyPair as generate } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import { seal, unseal } from '../../platform/keys/instance-secret.ts';

export type SocialKeyKind = 'RSA' | 'ED25519';

export interface SocialKey {
  readonly id: string;
  readonly owner: string;
  readonly kind: SocialKeyKind;
  readonly publicJwk: JsonWebKey;
  readonly sealedPrivate: string;
  readonly retiredAt: Date | null;
}

const KINDS: readonly SocialKeyKind[] = ['RSA', 'ED25519'];
const RSA_BITS = 2_048;
const MOST_PUBLISHED = 8;
const generateKeyPair = promisify(generate);

/** Keys that people sign activities with, made when first needed; the private part is sealed with `INSTANCE_SECRET`. */
@Injectable()
export class SocialKeyRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'instanceSecret'>,
  ) {}

  /** What others may check with: the keys that sign now first, then those that were retired after `since`. */
  async published(owner: string, since: Date): Promise<SocialKey[]> {
    const found = await this.list(owner, since);
    const missing = KINDS.filter((kind) => !found.some((key) => key.kind === kind && key.retiredAt === null));
    if (missing.length === 0) return found;
    for (const kind of missing) await this.make(this.database.prisma, owner, kind, new Date());
    return await this.list(owner, since);
  }

  /** Retires the keys of `owner` and makes new ones. */
  async rotate(owner: string, at: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.socialKey.updateMany({ where: { owner, retiredAt: null }, data: { retiredAt: at } });
      for (const kind of KINDS) await this.make(tx, owner, kind, at);
    });
  }

  async forgetRetiredBefore(at: Date): Promise<number> {
    const { count } = await this.database.prisma.socialKey.deleteMany({ where: { retiredAt: { lt: at } } });
    return count;
  }

  open(key: SocialKey): JsonWebKey {
    return JSON.parse(
      unseal(this.config.instanceSecret, `social-key:${key.id}`, key.sealedPrivate),
    ) as JsonWebKey;
  }

  private async list(owner: string, since: Date): Promise<SocialKey[]> {
    const rows = await this.database.prisma.socialKey.findMany({
      where: { owner, OR: [{ retiredAt: null }, { retiredAt: { gt: since } }] },
      orderBy: [{ retiredAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
      take: MOST_PUBLISHED,
    });
    return rows.map((row) => ({
      ...row,
      kind: row.kind as SocialKeyKind,
      publicJwk: row.publicJwk as JsonWebKey,
    }));
  }

  /** The first process to store one wins: the index lets one key of a kind be active. */
  private async make(
    writer: Tx | Database['prisma'],
    owner: string,
    kind: SocialKeyKind,
    createdAt: Date,
  ): Promise<void> {
    const pair =
      kind === 'RSA'
        ? await generateKeyPair('rsa', { modulusLength: RSA_BITS })
        : await generateKeyPair('ed25519');
    const id = newId();
    const secret = JSON.stringify(pair.privateKey.export({ format: 'jwk' }));
    await writer.socialKey.createMany({
      data: {
        id,
        owner,
        kind,
        publicJwk: pair.publicKey.export({ format: 'jwk' }) as Prisma.InputJsonObject,
        sealedPrivate: seal(this.config.instanceSecret, `social-key:${id}`, secret),
        createdAt,
      },
      skipDuplicates: true,
    });
  }
}

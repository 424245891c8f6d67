import { generateKeyPair as generate } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/client.ts';
import { seal, unseal } from './instance-secret.ts';

const generateKeyPair = promisify(generate);

export interface InstanceKeyPair {
  publicJwk: JsonWebKey;
  privateJwk: JsonWebKey;
}

export type KeyKind = 'ed25519' | 'p-256';

/** Key pairs of this instance, made when first asked for; the private part is sealed with `INSTANCE_SECRET`. */
@Injectable()
export class InstanceKeyRepository {
  private readonly known = new Map<string, Promise<InstanceKeyPair>>();
  private readonly database: Database;
  private readonly secret: string;

  constructor(@Inject(Database) database: Database, @Inject(CONFIG) config: Pick<Config, 'instanceSecret'>) {
    this.database = database;
    this.secret = config.instanceSecret;
  }

  /** The key pair of this name. All processes get the same one: the first to store it wins. */
  async get(name: string, kind: KeyKind): Promise<InstanceKeyPair> {
    const known = this.known.get(name) ?? this.load(name, kind);
    this.known.set(name, known);
    known.catch(() => this.known.delete(name));
    return await known;
  }

  private async load(name: string, kind: KeyKind): Promise<InstanceKeyPair> {
    const stored = await this.find(name);
    if (stored !== null) return stored;
    const made = await makePair(kind);
    await this.database.prisma.instanceKey.createMany({
      data: {
        name,
        publicJwk: made.publicJwk as Prisma.InputJsonObject,
        sealedPrivate: seal(this.secret, `instance-key:${name}`, JSON.stringify(made.privateJwk)),
      },
      skipDuplicates: true,
    });
    const winner = await this.find(name);
    if (winner === null) throw new Error(`instance key ${name} vanished`);
    return winner;
  }

  private async find(name: string): Promise<InstanceKeyPair | null> {
    const row = await this.database.prisma.instanceKey.findUnique({ where: { name } });
    if (row === null) return null;
    const privateJwk = JSON.parse(
      unseal(this.secret, `instance-key:${name}`, row.sealedPrivate),
    ) as JsonWebKey;
    return { publicJwk: row.publicJwk as JsonWebKey, privateJwk };
  }
}

async function makePair(kind: KeyKind): Promise<InstanceKeyPair> {
  const pair =
    kind === 'ed25519'
      ? await generateKeyPair('ed25519')
      : await generateKeyPair('ec', { namedCurve: 'P-256' });
  return {
    publicJwk: pair.publicKey.export({ format: 'jwk' }),
    privateJwk: pair.privateKey.export({ format: 'jwk' }),
  };
}

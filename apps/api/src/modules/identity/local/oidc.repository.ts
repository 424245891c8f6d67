import { Inject, Injectable } from '@nestjs/common';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { Database } from '../../../platform/database/database.ts';
import type { Reader } from '../../../platform/database/database.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';

const FORGET_ACCOUNT = `DELETE FROM oidc_model WHERE payload->>'accountId' = $1`;

/** The built-in issuer's store: any process can go on with a login another one began. */
@Injectable()
export class OidcRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The store of one of the issuer's models, as `oidc-provider` asks for it. */
  adapter(kind: string): Adapter {
    const rows = this.database.prisma.oidcModel;
    const read = async (where: Prisma.OidcModelWhereInput): Promise<AdapterPayload | undefined> => {
      const row = await rows.findFirst({ where: { kind, ...where } });
      if (row === null || (row.expiresAt !== null && row.expiresAt <= new Date())) return undefined;
      const consumed =
        row.consumedAt === null ? {} : { consumed: Math.floor(row.consumedAt.getTime() / 1_000) };
      return { ...(row.payload as AdapterPayload), ...consumed };
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        const row = toRow(payload, expiresIn);
        await rows.upsert({ where: { kind_id: { kind, id } }, create: { kind, id, ...row }, update: row });
      },
      find: async (id) => await read({ id }),
      findByUid: async (uid) => await read({ uid }),
      findByUserCode: async (userCode) => await read({ userCode }),
      consume: async (id) =>
        void (await rows.updateMany({ where: { kind, id }, data: { consumedAt: new Date() } })),
      destroy: async (id) => void (await rows.deleteMany({ where: { kind, id } })),
      revokeByGrantId: async (grantId) => void (await rows.deleteMany({ where: { kind, grantId } })),
    };
  }

  /** Ends every session and grant of a local account. */
  async forgetAccount(accountId: string, reader: Reader = this.database.prisma): Promise<void> {
    await reader.$executeRawUnsafe(FORGET_ACCOUNT, accountId);
  }

  async forgetExpired(at: Date): Promise<number> {
    const { count } = await this.database.prisma.oidcModel.deleteMany({ where: { expiresAt: { lt: at } } });
    return count;
  }
}

function toRow(payload: AdapterPayload, expiresIn: number | undefined) {
  return {
    payload: payload as unknown as Prisma.InputJsonObject,
    grantId: payload.grantId ?? null,
    uid: payload.uid ?? null,
    userCode: payload.userCode ?? null,
    expiresAt: expiresIn === undefined ? null : new Date(Date.now() + expiresIn * 1_000),
  };
}

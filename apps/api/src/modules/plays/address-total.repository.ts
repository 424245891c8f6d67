import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { SqlTx } from '../../platform/database/database.ts';
import type { AddressTotal } from './quarantine-rules.ts';

/** Of an IPv6 address the network is meant: a household has the rest. */
const NETWORK_PARTS = 4;
const FIND = `SELECT plays, new_device_plays AS "newDevicePlays" FROM play_address_hour
  WHERE address = $1 AND hour = date_trunc('hour', $2::timestamptz, 'UTC')`;
const ADD = `INSERT INTO play_address_hour (address, hour, plays, new_device_plays)
  VALUES ($1, date_trunc('hour', $2::timestamptz, 'UTC'), $3, $4)
  ON CONFLICT (address, hour) DO UPDATE SET plays = play_address_hour.plays + excluded.plays,
    new_device_plays = play_address_hour.new_device_plays + excluded.new_device_plays`;

/** How much comes from where, for two days, without keeping addresses. */
@Injectable()
export class AddressTotalRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'instanceSecret'>,
  ) {}

  /** What stands for an address: nobody without the instance's secret can tell which one it is. */
  keyOf(address: string): string {
    const secret = `plays.address ${this.config.instanceSecret}`;
    return createHmac('sha256', secret).update(networkOf(address)).digest('base64url');
  }

  async find(tx: SqlTx, key: string, now: Date): Promise<AddressTotal> {
    const [row] = await tx.$queryRawUnsafe<AddressTotal[]>(FIND, key, now);
    return row ?? { plays: 0, newDevicePlays: 0 };
  }

  async add(tx: SqlTx, key: string, now: Date, { plays, newDevicePlays }: AddressTotal): Promise<void> {
    await tx.$executeRawUnsafe(ADD, key, now, plays, newDevicePlays);
  }

  async forgetBefore(instant: Date): Promise<number> {
    return (await this.database.prisma.playAddressHour.deleteMany({ where: { hour: { lt: instant } } }))
      .count;
  }
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, NETWORK_PARTS).join(':') : parsed.toString();
}

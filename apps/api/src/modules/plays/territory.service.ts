import { Inject, Injectable } from '@nestjs/common';
import { parseTerritory } from '@flipside/royalty';
import { open } from 'maxmind';
import type { Territory } from '@flipside/royalty';
import type { CountryResponse, Reader } from 'maxmind';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';

/** Where a request came from. */
export interface Origin {
  ip: string;
  /** Headers by lower-case name, of a request that came through a trusted proxy; `null` of any other. */
  proxyHeaders: Readonly<Record<string, string | string[] | undefined>> | null;
}

/** Says in which country a listener is: by a trusted proxy's header, by address, or else the instance's default. */
@Injectable()
export class TerritoryService {
  private database: Promise<Reader<CountryResponse>> | null = null;

  constructor(
    @Inject(CONFIG)
    private readonly config: Pick<Config, 'territoryHeader' | 'maxmindDb' | 'defaultTerritory'>,
  ) {}

  async locate(origin: Origin): Promise<Territory> {
    return this.byHeader(origin) ?? (await this.byAddress(origin.ip)) ?? this.byDefault();
  }

  /** Proxies write codes of their own for "unknown" and "Tor"; those say nothing. */
  private byHeader({ proxyHeaders }: Origin): Territory | null {
    const name = this.config.territoryHeader;
    const value = name === null ? undefined : proxyHeaders?.[name];
    const parsed = typeof value === 'string' ? parseTerritory(value) : null;
    return parsed?.ok === true ? parsed.value : null;
  }

  private async byAddress(ip: string): Promise<Territory | null> {
    if (this.config.maxmindDb === null) return null;
    this.database ??= open<CountryResponse>(this.config.maxmindDb);
    const code = (await this.database).get(ip)?.country?.iso_code;
    const parsed = code === undefined ? null : parseTerritory(code);
    return parsed?.ok === true ? parsed.value : null;
  }

  private byDefault(): Territory {
    const parsed = parseTerritory(this.config.defaultTerritory);
    if (!parsed.ok) throw new TypeError(`DEFAULT_TERRITORY: ${parsed.message}`);
    return parsed.value;
  }
}

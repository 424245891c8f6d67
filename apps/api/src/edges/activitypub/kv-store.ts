import type { KvKey, KvStore, KvStoreSetOptions } from '@fedify/fedify';
import type { SocialKvRepository } from '../../modules/social/index.ts';

const toText = (key: KvKey): string => JSON.stringify(key);

/** What Fedify remembers, in PostgreSQL: every process knows the same. */
export class PostgresKvStore implements KvStore {
  private readonly values: SocialKvRepository;

  constructor(values: SocialKvRepository) {
    this.values = values;
  }

  async get<T = unknown>(key: KvKey): Promise<T | undefined> {
    return (await this.values.get(toText(key))) as T | undefined;
  }

  async set(key: KvKey, value: unknown, options?: KvStoreSetOptions): Promise<void> {
    const life = options?.ttl?.total('millisecond');
    await this.values.set(toText(key), value, life === undefined ? null : new Date(Date.now() + life));
  }

  async delete(key: KvKey): Promise<void> {
    await this.values.delete(toText(key));
  }

  async *list(prefix?: KvKey): ReturnType<KvStore['list']> {
    const start = prefix === undefined ? '[' : toText(prefix).slice(0, -1);
    for await (const { key, value } of this.values.list(start))
      yield { key: JSON.parse(key) as KvKey, value };
  }
}

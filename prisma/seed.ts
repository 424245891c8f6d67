import { randomBytes } from 'node:crypto';
import { signRecipe } from '@flipside/recipe';
import { ARRANGEMENTS, type Arrangement } from './demo/arrangements.ts';
import { demoFlip } from './demo/recipe.ts';
import { demoCatalogue } from '../apps/client/src/engine/demo/catalogue.ts';
import {
  ACCOUNTS,
  OPTED_IN,
  PARTIES,
  RECORDINGS,
  TARIFF,
  type SeedAccount,
  type SeedOptIn,
  type SeedParty,
  type SeedRecording,
} from './seed.data.ts';

/** A demo account as `.flipside/demo.json` lists it. */
export interface SeededUser {
  readonly role: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly token: string;
}

/** Sends one API request; answers the status and the parsed body. */
export type Send = (request: {
  method: 'GET' | 'POST';
  url: string;
  token: string;
  body?: object;
}) => Promise<{ status: number; body: unknown }>;

/** What the seed needs of an instance: accounts are added inside, everything else goes through the API. */
export interface SeedTarget {
  /** Null when the login name is taken. */
  addAccount(account: {
    login: string;
    name: string;
    password: string;
    operator: boolean;
  }): Promise<{ token: string } | null>;
  send: Send;
}

/** Who and what fills an instance, beside the tariff. */
export interface Cast {
  readonly accounts: readonly SeedAccount[];
  readonly parties: readonly SeedParty[];
  readonly recordings: readonly SeedRecording[];
  readonly optedIn: readonly SeedOptIn[];
  readonly arrangements: readonly Arrangement[];
}

const DEMO: Cast = {
  accounts: ACCOUNTS,
  parties: PARTIES,
  recordings: RECORDINGS,
  optedIn: OPTED_IN,
  arrangements: ARRANGEMENTS,
};

class Seeder {
  readonly #target: SeedTarget;
  readonly #cast: Cast;
  readonly #users = new Map<string, SeededUser>();
  readonly #parties = new Map<string, { id: string; owner: string }>();

  constructor(target: SeedTarget, cast: Cast) {
    this.#target = target;
    this.#cast = cast;
  }

  async #post<T>(login: string, url: string, body: object): Promise<T> {
    const { token } = this.#user(login);
    const answer = await this.#target.send({ method: 'POST', url, token, body });
    if (answer.status >= 300)
      throw new Error(`seed: POST ${url} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  #user(login: string): SeededUser {
    const user = this.#users.get(login);
    if (!user) throw new Error(`seed: no account ${login}`);
    return user;
  }

  #party(key: string): { id: string; owner: string } {
    const party = this.#parties.get(key);
    if (!party) throw new Error(`seed: no party ${key}`);
    return party;
  }

  async accounts(): Promise<void> {
    for (const account of this.#cast.accounts) {
      const password = randomBytes(9).toString('base64url');
      const { login, name, role } = account;
      const made = await this.#target.addAccount({ login, name, password, operator: isOperator(account) });
      if (made === null) throw new Error(`seed: the login name ${login} is taken`);
      this.#users.set(login, { role, name, login, password, token: made.token });
    }
  }

  async parties(): Promise<void> {
    for (const { key, name, kind, owner } of this.#cast.parties) {
      const { id } = await this.#post<{ id: string }>(owner, '/api/parties', { name, kind });
      this.#parties.set(key, { id, owner });
    }
  }

  async catalogue(operator: string): Promise<void> {
    await this.#post(operator, '/api/tariffs', TARIFF);
    for (const recording of this.#cast.recordings)
      await this.#post(operator, '/api/recordings', this.#entry(recording));
  }

  #entry({ isrc, label, master, artists, work }: SeedRecording): object {
    const piece = demoCatalogue.find((recording) => recording.isrc === isrc);
    if (!piece) throw new Error(`seed: the demo library has no ${isrc}`);
    const named = <T extends { party: string }>({ party, ...rest }: T) => ({
      partyId: this.#party(party).id,
      ...rest,
    });
    const { title, artist, durationMs, bpm, key } = piece;
    return {
      ...{ isrc, title, artist, label, durationMs, bpm, key },
      shares: master.map(named),
      contributors: artists.map(named),
      works: [
        {
          iswc: work.iswc,
          title,
          ppm: 1_000_000,
          shares: work.shares.map(named),
          contributors: work.writers.map(named),
        },
      ],
    };
  }

  async grants(): Promise<void> {
    for (const { party, sides } of this.#cast.optedIn) {
      const { id, owner } = this.#party(party);
      for (const side of sides)
        await this.#post(owner, `/api/parties/${id}/grants`, { side, subject: { kind: 'CATALOGUE' } });
    }
  }

  async flips(): Promise<void> {
    for (const arrangement of this.#cast.arrangements) {
      const recipe = signRecipe(demoFlip(arrangement), randomBytes(32), new Date());
      await this.#post(arrangement.producer, '/api/recipes', { recipe, tags: arrangement.tags });
    }
  }

  users(): readonly SeededUser[] {
    return [...this.#users.values()];
  }
}

const isOperator = ({ role }: SeedAccount): boolean => role === 'operator';

/**
 * Fills an empty instance with a small demo: people, parties, the demo library's rights, opt-ins and flips.
 *
 * @returns the accounts with their passwords and tokens
 */
export async function seedDemo(target: SeedTarget, cast: Cast = DEMO): Promise<readonly SeededUser[]> {
  const seeder = new Seeder(target, cast);
  await seeder.accounts();
  const operator = cast.accounts.find(isOperator)?.login ?? '';
  await seeder.parties();
  await seeder.catalogue(operator);
  await seeder.grants();
  await seeder.flips();
  return seeder.users();
}

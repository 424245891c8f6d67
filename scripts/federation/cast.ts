import { ARRANGEMENTS } from '../../prisma/demo/arrangements.ts';
import { ACCOUNTS, OPTED_IN, PARTIES, RECORDINGS } from '../../prisma/seed.data.ts';
import type { Cast } from '../../prisma/seed.ts';

export const NAMES = ['a', 'b', 'c'] as const;
export type Name = (typeof NAMES)[number];

interface Part {
  /** What the instance is there for, for a person at a terminal. */
  readonly does: string;
  readonly operator: string;
  readonly cast: Cast;
}

const NOBODY = { parties: [], recordings: [], optedIn: [], arrangements: [] };
const isNeeded = ({ role }: { role: string }): boolean =>
  !['operator', 'producer', 'listener'].includes(role);

/** A publishes, B listens, C keeps the rights of the demo library: three servers that know each other by their keys. */
export const PARTS: Readonly<Record<Name, Part>> = {
  a: {
    does: 'publishes: flips of music that C keeps the rights of',
    operator: 'anna',
    cast: {
      ...NOBODY,
      accounts: [
        { login: 'anna', name: 'Anna Veld', role: 'operator' },
        { login: 'tessel', name: 'Tessel Ruud', role: 'producer' },
        { login: 'ode', name: 'Ode Karrin', role: 'producer' },
      ],
    },
  },
  b: {
    does: 'listens: Noor follows Tessel and Ode, who are on A',
    operator: 'bruno',
    cast: {
      ...NOBODY,
      accounts: [
        { login: 'bruno', name: 'Bruno Hald', role: 'operator' },
        { login: 'noor', name: 'Noor Valk', role: 'listener' },
      ],
    },
  },
  c: {
    does: 'keeps rights: the demo library, its parties and what they opted in for',
    operator: 'olive',
    cast: {
      accounts: [...ACCOUNTS.filter(({ role }) => role === 'operator'), ...ACCOUNTS.filter(isNeeded)],
      parties: PARTIES,
      recordings: RECORDINGS,
      optedIn: OPTED_IN,
      arrangements: [],
    },
  },
};

/** What A publishes, once somebody on B follows there. */
export const FLIPS = ARRANGEMENTS.filter(({ producer }) => producer === 'tessel' || producer === 'ode');

/** Who follows whom, as `login` on an instance. */
export const FOLLOWS: readonly (readonly [who: string, on: Name, whom: string, at: Name])[] = [
  ['noor', 'b', 'tessel', 'a'],
  ['noor', 'b', 'ode', 'a'],
  ['tessel', 'a', 'noor', 'b'],
  ['jonah', 'c', 'tessel', 'a'],
];

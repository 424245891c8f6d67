import type { IconName } from '../components/icon.tsx';

export interface Destination {
  readonly to:
    '/' | '/studio' | '/tracks' | '/artist' | '/statements' | '/operator' | '/library' | '/account';
  readonly label: string;
}

const ALWAYS: readonly Destination[] = [
  { to: '/', label: 'Listen' },
  { to: '/studio', label: 'Studio' },
  { to: '/tracks', label: 'Tracks' },
];

/** What a person is here. */
export interface Roles {
  readonly party: boolean;
  readonly operator: boolean;
}

/** Where a person can go, by what they hold. */
export function destinations(roles: Roles): Destination[] {
  return [
    ...ALWAYS,
    ...(roles.party ? [{ to: '/artist', label: 'Your music' } as const] : []),
    { to: '/statements', label: 'Statements' },
    ...(roles.operator ? [{ to: '/operator', label: 'Operator' } as const] : []),
  ];
}

/** Pages of a section that lie outside its own path. */
const MUSIC_PATHS = ['/artist', '/derivatives', '/disputes', '/parties/'];

/** The section that a page belongs to, as one of the destinations; none for a page that stands alone. */
export function sectionOf(pathname: string, roles: Roles): Destination['to'] | null {
  if (pathname.startsWith('/operator')) return '/operator';
  if (pathname === '/imports') return roles.operator ? '/operator' : '/artist';
  if (pathname === '/corrections') return roles.party ? '/artist' : null;
  return roles.party && MUSIC_PATHS.some((path) => pathname.startsWith(path)) ? '/artist' : null;
}

/** A person's own places, in the groups that the account menu and the account page show them in. */
export function ownPlaces(roles: Roles) {
  const making = [
    { to: '/flips', label: 'Your flips' },
    { to: '/requests', label: 'Your requests' },
    { to: '/following', label: 'Following' },
    // Who holds music finds it there, with what they have to decide.
    ...(roles.party ? [] : [{ to: '/corrections', label: 'Credit corrections' } as const]),
  ] as const;
  const holding = [
    ...(roles.party ? [{ to: '/artist', label: 'Your music' } as const] : []),
    { to: '/parties', label: 'Parties' },
    { to: '/statements', label: 'Statements' },
  ] as const;
  const running = roles.operator ? ([{ to: '/operator', label: 'Operator' }] as const) : [];
  return [making, holding, running].filter((group) => group.length > 0);
}

/** The four places a thumb reaches on a phone; the rest is under "You". */
export const PHONE_DESTINATIONS: readonly (Destination & { readonly icon: IconName | 'logo' })[] = [
  { to: '/', label: 'Listen', icon: 'logo' },
  { to: '/tracks', label: 'Tracks', icon: 'search' },
  { to: '/library', label: 'Device', icon: 'device' },
  { to: '/account', label: 'You', icon: 'person' },
];

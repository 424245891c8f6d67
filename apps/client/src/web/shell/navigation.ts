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

/** Where a person can go, by what they hold. */
export function destinations(roles: { readonly party: boolean; readonly operator: boolean }): Destination[] {
  return [
    ...ALWAYS,
    ...(roles.party ? [{ to: '/artist', label: 'Your music' } as const] : []),
    { to: '/statements', label: 'Statements' },
    ...(roles.operator ? [{ to: '/operator', label: 'Operator' } as const] : []),
  ];
}

/** The four places a thumb reaches on a phone; the rest is under "You". */
export const PHONE_DESTINATIONS: readonly (Destination & { readonly icon: IconName | 'logo' })[] = [
  { to: '/', label: 'Listen', icon: 'logo' },
  { to: '/tracks', label: 'Tracks', icon: 'search' },
  { to: '/library', label: 'Device', icon: 'device' },
  { to: '/account', label: 'You', icon: 'person' },
];

const REASONS: Readonly<Record<string, string>> = {
  wrong_home: 'For another instance',
  bad_signature: 'Not signed by its device',
  unknown_grant: 'Without a play grant of this instance',
  wrong_recipe: 'For another flip than granted',
  wrong_device: 'From another device than granted',
  too_late: 'More than 30 days late',
  outside_grant: 'Before or after its grant',
  in_the_future: 'From the future',
  too_short: 'Not heard long enough',
  overlap: 'Two plays at once',
  daily_cap: 'Over the day’s cap',
  refused: 'Refused by an operator',
  new_device: 'New device',
  device_velocity: 'More than 20 hours in a day',
  address_velocity: 'Too many from one address',
};

/** A reason code as an operator reads it. */
export const reasonWords = (code: string): string => REASONS[code] ?? code;

/** The end of a device's key: enough to tell one from another. */
export const deviceWords = (did: string | null): string =>
  did === null ? 'no device' : `…${did.slice(-10)}`;

export const playsWords = (plays: number): string =>
  plays === 1 ? '1 play' : `${plays.toLocaleString('en-GB')} plays`;

/** Whose flip it is. */
export const remixerWords = (recipe: { readonly credits: { readonly remixer: string } } | null): string =>
  recipe === null ? '' : `by ${recipe.credits.remixer}`;

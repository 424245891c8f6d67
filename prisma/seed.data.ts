/** Who the demo instance knows. Names and music are invented. */
export interface SeedAccount {
  readonly login: string;
  readonly name: string;
  readonly role: 'operator' | 'producer' | 'artist' | 'songwriter' | 'rights holder' | 'listener';
}

export const ACCOUNTS: readonly SeedAccount[] = [
  { login: 'olive', name: 'Olive Marsh', role: 'operator' },
  { login: 'tessel', name: 'Tessel Ruud', role: 'producer' },
  { login: 'ode', name: 'Ode Karrin', role: 'producer' },
  { login: 'lowlamp', name: 'Low Lamp Records', role: 'rights holder' },
  { login: 'ines', name: 'Ines Vauquel', role: 'artist' },
  { login: 'jonah', name: 'Jonah Estrup', role: 'songwriter' },
  { login: 'koda', name: 'Koda Ferrant', role: 'artist' },
  { login: 'noor', name: 'Noor Valk', role: 'listener' },
];

export interface SeedParty {
  readonly key: string;
  readonly name: string;
  readonly kind: 'PERSON' | 'ORGANISATION';
  /** Login of the account that owns it. */
  readonly owner: string;
}

export const PARTIES: readonly SeedParty[] = [
  { key: 'lowLamp', name: 'Low Lamp Records', kind: 'ORGANISATION', owner: 'lowlamp' },
  { key: 'marrowPine', name: 'Marrow & Pine', kind: 'ORGANISATION', owner: 'lowlamp' },
  { key: 'kestrelRow', name: 'Kestrel Row Music', kind: 'ORGANISATION', owner: 'jonah' },
  { key: 'jonah', name: 'Jonah Estrup', kind: 'PERSON', owner: 'jonah' },
  { key: 'mbali', name: 'Mbali Khoury', kind: 'PERSON', owner: 'jonah' },
  { key: 'ines', name: 'Ines Vauquel', kind: 'PERSON', owner: 'ines' },
  { key: 'lowland', name: 'The Lowland Choir', kind: 'ORGANISATION', owner: 'lowlamp' },
  { key: 'petra', name: 'Petra Olsund', kind: 'PERSON', owner: 'ines' },
  { key: 'koda', name: 'Koda Ferrant', kind: 'PERSON', owner: 'koda' },
];

interface Holding {
  readonly party: string;
  readonly role: string;
  readonly ppm: number;
}

interface Credit {
  readonly party: string;
  readonly role: string;
}

export interface SeedRecording {
  readonly isrc: string;
  readonly label: string;
  readonly master: readonly Holding[];
  readonly artists: readonly Credit[];
  readonly work: {
    readonly iswc: string;
    readonly shares: readonly Holding[];
    readonly writers: readonly Credit[];
  };
}

/** Rights of the demo library. Titles, artists, tempi and keys come from the library itself. */
export const RECORDINGS: readonly SeedRecording[] = [
  {
    isrc: 'QZFLP2600001',
    label: 'Low Lamp Records',
    master: [
      { party: 'lowLamp', role: 'LABEL', ppm: 800_000 },
      { party: 'marrowPine', role: 'MAIN_ARTIST', ppm: 200_000 },
    ],
    artists: [{ party: 'marrowPine', role: 'MAIN_ARTIST' }],
    work: {
      iswc: 'T0345246801',
      shares: [
        { party: 'kestrelRow', role: 'PUBLISHER', ppm: 375_000 },
        { party: 'jonah', role: 'COMPOSER', ppm: 375_000 },
        { party: 'mbali', role: 'LYRICIST', ppm: 250_000 },
      ],
      writers: [
        { party: 'jonah', role: 'COMPOSER' },
        { party: 'mbali', role: 'LYRICIST' },
      ],
    },
  },
  {
    isrc: 'QZFLP2600002',
    label: 'Halyard',
    master: [{ party: 'ines', role: 'MAIN_ARTIST', ppm: 1_000_000 }],
    artists: [{ party: 'ines', role: 'MAIN_ARTIST' }],
    work: {
      iswc: 'T9109247316',
      shares: [{ party: 'ines', role: 'COMPOSER_LYRICIST', ppm: 1_000_000 }],
      writers: [{ party: 'ines', role: 'COMPOSER_LYRICIST' }],
    },
  },
  {
    isrc: 'QZFLP2600003',
    label: 'Lowland Editions',
    master: [
      { party: 'lowLamp', role: 'LABEL', ppm: 500_000 },
      { party: 'lowland', role: 'MAIN_ARTIST', ppm: 500_000 },
    ],
    artists: [{ party: 'lowland', role: 'MAIN_ARTIST' }],
    work: {
      iswc: 'T0000000010',
      shares: [{ party: 'petra', role: 'COMPOSER_LYRICIST', ppm: 1_000_000 }],
      writers: [{ party: 'petra', role: 'COMPOSER_LYRICIST' }],
    },
  },
  {
    isrc: 'QZFLP2600004',
    label: 'Koda Ferrant',
    master: [{ party: 'koda', role: 'MAIN_ARTIST', ppm: 1_000_000 }],
    artists: [{ party: 'koda', role: 'MAIN_ARTIST' }],
    work: {
      iswc: 'T0000000021',
      shares: [
        { party: 'koda', role: 'COMPOSER', ppm: 600_000 },
        { party: 'jonah', role: 'LYRICIST', ppm: 400_000 },
      ],
      writers: [
        { party: 'koda', role: 'COMPOSER' },
        { party: 'jonah', role: 'LYRICIST' },
      ],
    },
  },
  {
    isrc: 'QZFLP2600005',
    label: 'Sand & Signal',
    master: [{ party: 'petra', role: 'MAIN_ARTIST', ppm: 1_000_000 }],
    artists: [{ party: 'petra', role: 'MAIN_ARTIST' }],
    work: {
      iswc: 'T0000000032',
      shares: [{ party: 'petra', role: 'COMPOSER_LYRICIST', ppm: 1_000_000 }],
      writers: [{ party: 'petra', role: 'COMPOSER_LYRICIST' }],
    },
  },
];

export interface SeedOptIn {
  readonly party: string;
  readonly sides: readonly ('MASTER' | 'COMPOSITION')[];
}

/** Parties that opt in with everything they hold, by side. Koda Ferrant has not opted in: one track stays unlicensed. */
export const OPTED_IN: readonly SeedOptIn[] = [
  { party: 'lowLamp', sides: ['MASTER'] },
  { party: 'marrowPine', sides: ['MASTER'] },
  { party: 'lowland', sides: ['MASTER'] },
  { party: 'kestrelRow', sides: ['COMPOSITION'] },
  { party: 'jonah', sides: ['COMPOSITION'] },
  { party: 'mbali', sides: ['COMPOSITION'] },
  { party: 'ines', sides: ['MASTER', 'COMPOSITION'] },
  { party: 'petra', sides: ['MASTER', 'COMPOSITION'] },
];

/** Six thousandths of a euro and a little per play, as on the share page: 60 % to both sides' holders and more. */
export const TARIFF = {
  kind: 'PER_PLAY',
  currency: 'EUR',
  perPlayMicros: '6120',
  masterPpm: 518_628,
  compositionPpm: 281_372,
  remixerPpm: 200_000,
  platformPpm: 0,
  minimumMs: 30_000,
  dailyCap: 50,
} as const;

/**
 * The visual language in numbers: one source for the style sheet (`tokens-css.ts`), the Mantine theme and everything
 * drawn on a canvas.
 */
export const COLOURS = {
  light: {
    bg: '#EDF0EC',
    surface: '#F8FAF7',
    raised: '#FFFFFF',
    sunken: '#E2E6E1',
    hover: '#DFE4DE',
    line: '#D0D6D0',
    edge: '#7A837C',
    ink: '#141815',
    ink2: '#47504A',
    ink3: '#5C655E',
    'on-ink': '#F7F9F6',
    stop: '#B3261E',
    'on-stop': '#FFFFFF',
    'stop-tint': '#F7E4E1',
  },
  dark: {
    bg: '#0E110F',
    surface: '#151916',
    raised: '#1D221F',
    sunken: '#0A0C0B',
    hover: '#242A26',
    line: '#2B312D',
    edge: '#6E786F',
    ink: '#EDF1EC',
    ink2: '#B7C0B8',
    ink3: '#939D95',
    'on-ink': '#101311',
    stop: '#FF8B7B',
    'on-stop': '#1A0603',
    'stop-tint': '#331A17',
  },
} as const;

export type ColourScheme = keyof typeof COLOURS;

/** Stems in the order they are shown everywhere, top to bottom and outside to inside. */
export const STEM_ORDER = ['drums', 'bass', 'other', 'vocals', 'guitar', 'piano'] as const;
export type ColouredStem = (typeof STEM_ORDER)[number];

export const STEM_COLOURS: Record<ColourScheme, Record<ColouredStem, string>> = {
  light: {
    drums: '#9A5200',
    bass: '#2B80DC',
    other: '#05483D',
    vocals: '#CD5090',
    guitar: '#320C58',
    piano: '#7E8913',
  },
  dark: {
    drums: '#E8A33D',
    bass: '#4C86F0',
    other: '#8FE3D2',
    vocals: '#DB4F82',
    guitar: '#B39DF5',
    piano: '#F4DC5A',
  },
};

/** Colour of the letter on a stem's chip; each pair reads at 4.5 or better. */
export const STEM_LETTER_COLOURS: Record<ColourScheme, Record<ColouredStem, string>> = {
  light: {
    drums: '#FFFFFF',
    bass: '#0B0D0B',
    other: '#FFFFFF',
    vocals: '#0B0D0B',
    guitar: '#FFFFFF',
    piano: '#0B0D0B',
  },
  dark: {
    drums: '#0E110F',
    bass: '#0E110F',
    other: '#0E110F',
    vocals: '#0E110F',
    guitar: '#0E110F',
    piano: '#0E110F',
  },
};

export const CLIP_TINT: Record<ColourScheme, number> = { light: 0.12, dark: 0.2 };
export const WAVE = { peakOpacity: 0.62, rmsOpacity: 1 } as const;

export const FONTS = {
  sans: "'Archivo Variable', system-ui, sans-serif",
  mono: "'Spline Sans Mono Variable', ui-monospace, monospace",
} as const;

export const SHADOWS: Record<ColourScheme, string> = {
  light: '0 1px 2px rgba(20, 24, 21, 0.06), 0 8px 24px rgba(20, 24, 21, 0.1)',
  dark: '0 0 0 1px #2B312D, 0 12px 32px rgba(0, 0, 0, 0.5)',
};

export const MOTION = {
  press: '80ms linear',
  fade: '120ms ease-out',
  move: '180ms cubic-bezier(0.2, 0, 0, 1)',
  flip: '320ms cubic-bezier(0.3, 0, 0, 1)',
} as const;

export const RADII = { clip: 2, badge: 3, control: 4, panel: 6 } as const;

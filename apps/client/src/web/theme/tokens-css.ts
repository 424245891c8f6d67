import {
  CLIP_TINT,
  COLOURS,
  FONTS,
  MOTION,
  RADII,
  SHADOWS,
  STEM_COLOURS,
  STEM_LETTER_COLOURS,
  STEM_ORDER,
  type ColourScheme,
} from './tokens.ts';

function declarations(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}

function schemeRule(scheme: ColourScheme, selector: string): string {
  const stems = STEM_ORDER.flatMap((stem) => [
    [`stem-${stem}`, STEM_COLOURS[scheme][stem]],
    [`stem-${stem}-letter`, STEM_LETTER_COLOURS[scheme][stem]],
  ]);
  const values = {
    ...COLOURS[scheme],
    ...Object.fromEntries(stems),
    'stem-mix': COLOURS[scheme].ink2,
    'stem-mix-letter': COLOURS[scheme].bg,
    'clip-tint': `${CLIP_TINT[scheme] * 100}%`,
    'shadow-float': SHADOWS[scheme],
  };
  return `${selector}{color-scheme:${scheme};${declarations(values)}}`;
}

/**
 * The tokens as a style sheet. The build serves it as `virtual:tokens.css`, so that the first paint already has its
 * colours, before any script has run.
 */
export function tokensCss(): string {
  const prefixed = (prefix: string, values: Record<string, string | number>, unit = '') =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [`${prefix}-${name}`, `${value}${unit}`]),
    );
  const common = {
    ...prefixed('font', FONTS),
    ...prefixed('motion', MOTION),
    ...prefixed('radius', RADII, 'px'),
  };
  const stemClasses = ['mix', ...STEM_ORDER].map(
    (stem) => `.stem-${stem}{--stem:var(--stem-${stem});--stem-letter:var(--stem-${stem}-letter);}`,
  );
  return [
    `:root{${declarations(common)}}`,
    schemeRule('light', ':root'),
    schemeRule('dark', ":root[data-mantine-color-scheme='dark']"),
    ...stemClasses,
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create } from 'fontkit';
import type { Font } from 'fontkit';
import * as harfbuzz from 'harfbuzzjs';
import { sfntOf } from './woff.ts';

export type Weight = 'regular' | 'medium' | 'bold';

interface Face {
  readonly name: string;
  /** What the face is asked for; no file is opened for other signs. */
  readonly signs: RegExp;
  readonly file: (weight: Weight) => string;
}

const require = createRequire(import.meta.url);
/** Some packages give a way to their code alone; the fonts stand beside it. */
const beside = (name: string, path: string): string =>
  join(dirname(dirname(require.resolve(name))), 'fonts', path);
const CAPITAL = { regular: 'Regular', medium: 'Medium', bold: 'Bold' } as const;
/** Names are set in a regular or a bold face; the medium one is for words of our own. */
const numberOf = (weight: Weight): string => (weight === 'regular' ? '400' : '700');

function noto(font: string, slice: string, signs: RegExp): Face {
  const file = (weight: Weight) =>
    require.resolve(`@fontsource/${font}/files/${font}-${slice}-${numberOf(weight)}-normal.woff`);
  return { name: `${font}-${slice}`, signs, file };
}

const script = (name: string, signs: RegExp): Face => noto(`noto-sans-${name}`, name, signs);

/** Symbols come in one weight. */
const symbols = (slice: string): Face => ({
  name: `symbols-${slice}`,
  signs: /[\p{S}\p{P}\p{N}\p{Script=Braille}]/u,
  file: () =>
    require.resolve(`@fontsource/noto-sans-symbols-2/files/noto-sans-symbols-2-${slice}-400-normal.woff`),
});

const ideographs = (region: 'jp' | 'sc', family: string, signs: RegExp): Face => ({
  name: region,
  signs,
  file: (weight) =>
    beside(`@embedpdf/fonts-${region}`, `${family}-${weight === 'regular' ? 'Regular' : 'Bold'}.otf`),
});

export const ROBOTO: Face = {
  name: 'roboto',
  signs: /./su,
  file: (weight) => require.resolve(`roboto-fontface/fonts/roboto/Roboto-${CAPITAL[weight]}.woff`),
};

/** Line art, so that a printed statement needs no colours. */
const EMOJI: Face = {
  name: 'emoji',
  signs: /[\p{Emoji}\p{Emoji_Component}]/u,
  file: (weight) =>
    require.resolve(
      weight === 'regular'
        ? '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'
        : '@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf',
    ),
};

const WIDE =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\u3000-\\u30FF\\uFE30-\\uFE4F\\uFF00-\\uFFEF\\p{S}';
const JAPANESE = ideographs('jp', 'NotoSansJP', new RegExp(`[${WIDE}]`, 'u'));
const CHINESE = ideographs('sc', 'NotoSansHans', new RegExp(`[${WIDE}]`, 'u'));
const KOREAN: Face = {
  name: 'kr',
  signs: /\p{Script=Hangul}/u,
  file: (weight) =>
    require.resolve(
      weight === 'regular'
        ? '@expo-google-fonts/nanum-gothic/400Regular/NanumGothic_400Regular.ttf'
        : '@expo-google-fonts/nanum-gothic/700Bold/NanumGothic_700Bold.ttf',
    ),
};

/** Asked in this order after Roboto. */
const SCRIPTS: readonly Face[] = [
  noto('noto-sans', 'latin-ext', /\p{Script=Latin}/u),
  noto('noto-sans', 'vietnamese', /\p{Script=Latin}/u),
  noto('noto-sans', 'greek-ext', /\p{Script=Greek}/u),
  noto('noto-sans', 'cyrillic-ext', /\p{Script=Cyrillic}/u),
  noto('noto-sans', 'devanagari', /[\p{Script=Devanagari}\u0964\u0965]/u),
  script('arabic', /[\p{Script=Arabic}\u060C\u061B\u061F\u0640]/u),
  script('hebrew', /\p{Script=Hebrew}/u),
  script('thai', /[\p{Script=Thai}\u0E3F]/u),
  script('bengali', /\p{Script=Bengali}/u),
  script('gujarati', /\p{Script=Gujarati}/u),
  script('gurmukhi', /\p{Script=Gurmukhi}/u),
  script('tamil', /\p{Script=Tamil}/u),
  script('telugu', /\p{Script=Telugu}/u),
  script('kannada', /\p{Script=Kannada}/u),
  script('oriya', /\p{Script=Oriya}/u),
  script('malayalam', /\p{Script=Malayalam}/u),
  script('sinhala', /\p{Script=Sinhala}/u),
  script('georgian', /\p{Script=Georgian}/u),
  script('armenian', /[\p{Script=Armenian}\u0589]/u),
  script('ethiopic', /\p{Script=Ethiopic}/u),
  script('khmer', /\p{Script=Khmer}/u),
  script('lao', /\p{Script=Lao}/u),
  script('thaana', /\p{Script=Thaana}/u),
  noto('noto-serif-tibetan', 'tibetan', /\p{Script=Tibetan}/u),
  script('myanmar', /\p{Script=Myanmar}/u),
  KOREAN,
];
const SYMBOLS: readonly Face[] = [symbols('symbols'), symbols('math'), symbols('braille')];

const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const DRAWN_AS_EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F/u;

/** In the order in which they are asked for a sign of this text; ideographs beside kana are drawn as in Japan. */
function faces(sign: string, text: string): readonly Face[] {
  const east = KANA.test(text) ? [JAPANESE, CHINESE] : [CHINESE, JAPANESE];
  const plain = [ROBOTO, ...SCRIPTS, ...east, ...SYMBOLS];
  return DRAWN_AS_EMOJI.test(sign) ? [EMOJI, ...plain] : [...plain, EMOJI];
}

export interface OpenFont {
  /** What is embedded and drawn. */
  readonly outlines: Font;
  /** What knows how letters join. */
  readonly shaper: harfbuzz.Font;
}

/** Files that were opened, by path: each once, when a text first needs it. */
const opened = new Map<string, OpenFont>();

export function fontOf({ file }: Face, weight: Weight): OpenFont {
  const path = file(weight);
  const known = opened.get(path);
  if (known !== undefined) return known;
  const bytes = sfntOf(readFileSync(path));
  const outlines = create(bytes);
  if (!('layout' in outlines)) throw new TypeError(`${path} is a collection of fonts`);
  const shaper = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(bytes)));
  const font = { outlines, shaper };
  opened.set(path, font);
  return font;
}

/** The sign of a face for one code point by itself; 0 where it has none. */
export const nominal = (face: Face, weight: Weight, point: string): number =>
  fontOf(face, weight).outlines.glyphForCodePoint(point.codePointAt(0) ?? 0).id;

/** Faces of signs by what decides about them; a text is made of few signs, and measured often. */
const chosen = new Map<string, Face | null>();
const MOST_CHOSEN = 20_000;

/** Which face draws a sign as a whole, its marks included; `null` where none does. */
export function faceOf(sign: string, text: string, weight: Weight): Face | null {
  const key = `${weight}${KANA.test(text) ? 'jp' : ''} ${sign}`;
  const known = chosen.get(key);
  if (known !== undefined) return known;
  const face = choose(sign, text, weight);
  if (chosen.size >= MOST_CHOSEN) chosen.clear();
  chosen.set(key, face);
  return face;
}

function choose(sign: string, text: string, weight: Weight): Face | null {
  const points = Array.from(sign).filter((point) => !/\p{Default_Ignorable_Code_Point}/u.test(point));
  const has = (face: Face): boolean =>
    face.signs.test(sign) && points.every((point) => nominal(face, weight, point) !== 0);
  return faces(sign, text).find(has) ?? null;
}

export type { Face };

import { STEMS, type Stem } from '@flipside/recipe';

/** A recording that a project refers to: a stem of a source, or a layer. */
export type DawSound =
  | { readonly kind: 'stem'; readonly source: string; readonly stem: Stem }
  | { readonly kind: 'layer'; readonly layer: string };

/** Files of a project that are not sound. */
export const PROJECT_FILE = 'project.xml';
export const METADATA_FILE = 'metadata.xml';
export const RECIPE_FILE = 'recipe.json';

/** What a file of sound is called: the name says what it is, so that it is known again in whatever a DAW makes of it. */
export const soundPath = (sound: DawSound): string =>
  sound.kind === 'stem' ? `audio/${sound.source}.${sound.stem}.wav` : `audio/layer.${sound.layer}.wav`;

const NAME = /(?:^|[/\\])([A-Za-z][A-Za-z0-9_-]{0,31})\.([A-Za-z][A-Za-z0-9_-]{0,31})\.wav$/i;

/** What a file of sound is by its name; null when it is none of a flip. */
export function soundOfPath(path: string): DawSound | null {
  const [, first, second] = NAME.exec(path) ?? [];
  if (first === undefined || second === undefined) return null;
  if (first === 'layer') return { kind: 'layer', layer: second };
  const stem = STEMS.find((one) => one === second);
  return stem === undefined ? null : { kind: 'stem', source: first, stem };
}

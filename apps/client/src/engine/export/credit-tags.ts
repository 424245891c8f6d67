import type { Recipe } from '@flipside/recipe';
import type { AudioTags } from './audio-encoder.ts';

/** What a file of a flip says about itself: whoever hears it should know whose it is, and what it was made of. */
export function creditTags({ title, sources }: Recipe): AudioTags {
  const credits = sources.map((source) => `${source.artist}: ${source.title}`).join('; ');
  return { TITLE: title, ...(credits === '' ? {} : { COMMENT: `Made of ${credits}` }) };
}

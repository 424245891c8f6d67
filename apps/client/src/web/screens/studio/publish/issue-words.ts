import type { Issue } from '@flipside/recipe';
import type { StudioDocument } from '../document/studio-document.ts';
import { recipeOf } from '../document/studio-document.ts';
import { clipLabel } from '../tracks/clip-words.ts';

/** A place in the recipe in the studio's words: the clip, lane or recording that a pointer names. */
export function placeWords(document: StudioDocument, pointer: string): string {
  const [kind, index, part, inner] = pointer.split('/').slice(1);
  if (kind === 'tracks' && index !== undefined) {
    const track = document.tracks[Number(index)];
    if (track === undefined) return 'The timeline';
    const clip = part === 'clips' ? track.clips[Number(inner)] : undefined;
    return clip === undefined ? `Lane ${track.name}` : clipLabel(document, clip);
  }
  if (kind === 'sources' && index !== undefined) {
    const source = recipeOf(document).sources[Number(index)];
    return source?.title ?? 'A recording';
  }
  const names: Record<string, string> = {
    title: 'Title',
    tempo: 'Tempo',
    tracks: 'The timeline',
    tags: 'Tags',
  };
  return names[kind ?? ''] ?? 'The flip';
}

export interface IssueLine {
  readonly where: string;
  readonly what: string;
}

/** What keeps a flip from being a recipe, as lines to read; the emptiness of a fresh flip is said plainly. */
export function issueLines(document: StudioDocument, issues: readonly Issue[]): IssueLine[] {
  return issues.slice(0, 6).map(({ pointer, message }) => {
    const withoutCode = /^\/sources\/\d+\/isrc/.test(pointer);
    return {
      where: placeWords(document, pointer),
      what: withoutCode ? 'needs its ISRC, so that the right people are paid' : message,
    };
  });
}

import { deleteDraft, listDrafts, loadDraft, saveDraft } from '../../../../engine/storage/drafts.ts';
import { recipeOf, type StudioDocument } from '../document/studio-document.ts';
import type { Opening } from './studio.types.ts';

const VERSION = 1;

interface Kept {
  readonly version: typeof VERSION;
  readonly document: StudioDocument;
  readonly pxPerBeat: number;
  /** Absent in drafts that were never asked for. */
  readonly request?: string | null;
}

export interface DraftLine {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  readonly sources: number;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  value.version === VERSION &&
  'document' in value &&
  typeof value.document === 'object';

export async function keepDraft(
  id: string,
  document: StudioDocument,
  { pxPerBeat, request }: Pick<Kept, 'pxPerBeat' | 'request'>,
): Promise<number> {
  const updatedAt = Date.now();
  const studio: Kept = { version: VERSION, document, pxPerBeat, request: request ?? null };
  await saveDraft({ id, title: document.title, updatedAt, recipe: recipeOf(document), studio });
  return updatedAt;
}

/** The draft as it was left; null when it is not on this device, or was made by a studio that is no more. */
export async function reopenDraft(id: string): Promise<Opening | null> {
  const draft = await loadDraft(id);
  if (draft === null || !isKept(draft.studio)) return null;
  const { document, pxPerBeat, request = null } = draft.studio;
  return { draftId: id, document, pxPerBeat, request };
}

export async function draftLines(): Promise<readonly DraftLine[]> {
  const drafts = await listDrafts();
  return drafts
    .filter(({ studio }) => isKept(studio))
    .map(({ id, title, updatedAt, recipe }) => ({ id, title, updatedAt, sources: recipe.sources.length }));
}

export const dropDraft = (id: string): Promise<void> => deleteDraft(id);

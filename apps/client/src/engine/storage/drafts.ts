import { deviceDatabase } from './device-database.ts';
import type { Draft } from './device-records.ts';

/** All drafts, newest first. */
export async function listDrafts(): Promise<readonly Draft[]> {
  const database = await deviceDatabase();
  return (await database.getAllFromIndex('drafts', 'updatedAt')).toReversed();
}

/** The draft, or null when there is none of this id. */
export async function loadDraft(id: string): Promise<Draft | null> {
  return (await (await deviceDatabase()).get('drafts', id)) ?? null;
}

export async function saveDraft(draft: Draft): Promise<void> {
  await (await deviceDatabase()).put('drafts', draft);
}

export async function deleteDraft(id: string): Promise<void> {
  await (await deviceDatabase()).delete('drafts', id);
}

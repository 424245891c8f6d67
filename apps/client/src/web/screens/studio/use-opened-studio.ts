import { useEffect, useState } from 'react';
import { recipeLink } from '@flipside/recipe';
import { readRecipe } from '../../player/playback.ts';
import { providers } from '../../providers/provider-store.ts';
import { separation } from '../../separation/separation-store.ts';
import { api } from '../../../api/client.ts';
import { unwrap } from '../../queries/api-problem.ts';
import type { RecipeView } from '../../queries/flips.ts';
import { documentFrom, newDocument } from './document/studio-document.ts';
import { reopenDraft } from './state/drafts.ts';
import { Studio } from './state/studio.ts';
import type { Opening } from './state/studio.types.ts';

export interface StudioAddress {
  /** Hash or share code of the flip that this one starts from. */
  readonly from?: string | undefined;
  readonly draft?: string | undefined;
  /** The own clearance request whose draft is to be changed. */
  readonly request?: string | undefined;
}

/** A hash, or the code of a share link. */
const FLIP = /^(?:sha256-[0-9a-f]{64}|[0-9A-HJKMNP-TV-Z]{8})$/;

async function fetchFlip(from: string): Promise<RecipeView> {
  if (!FLIP.test(from)) throw new Error('This address names no flip. The link may be incomplete.');
  return from.startsWith('sha256-')
    ? unwrap(await api.GET('/api/recipes/{hash}', { params: { path: { hash: from }, query: {} } }))
    : unwrap(await api.GET('/api/share-links/{code}', { params: { path: { code: from } } }));
}

async function openRequest(id: string): Promise<Opening> {
  const asked = unwrap(await api.GET('/api/clearance-requests/{id}', { params: { path: { id } } }));
  const { hash, recipe } = asked;
  if (recipe === null) throw new Error('This request was taken back, and its draft with it.');
  const document = documentFrom(readRecipe({ hash, recipe }), null);
  return { draftId: crypto.randomUUID(), document, request: id };
}

async function openingOf({ from, draft, request }: StudioAddress): Promise<Opening> {
  if (draft !== undefined) {
    const kept = await reopenDraft(draft);
    if (kept !== null) return kept;
  }
  if (request !== undefined) return await openRequest(request);
  const draftId = crypto.randomUUID();
  if (from === undefined) return { draftId, document: newDocument(await separation.chooseForNew()) };
  const flip = await fetchFlip(from);
  const recipe = readRecipe(flip);
  const parent = recipeLink(flip.hash as Parameters<typeof recipeLink>[0]);
  return { draftId, document: documentFrom(recipe, parent) };
}

export type OpenedStudio =
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly studio: Studio }
  | { readonly phase: 'failed'; readonly error: unknown };

/** The studio for an address: a draft, a flip of a flip, or a new one. Its sources come ready as music is connected. */
export function useOpenedStudio({ from, draft, request }: StudioAddress): OpenedStudio {
  const [opened, setOpened] = useState<OpenedStudio>({ phase: 'opening' });
  useEffect(() => {
    let studio: Studio | null = null;
    let stopped = false;
    let forget: (() => void) | undefined;
    const open = async () => {
      const opening = await openingOf({ from, draft, request });
      if (stopped) return;
      const made = new Studio(opening);
      studio = made;
      setOpened({ phase: 'open', studio: made });
      let list = providers.state.get().list;
      const prepare = () => {
        made.prepare(list).catch((error: unknown) => made.store.set({ error }));
      };
      prepare();
      forget = providers.state.subscribe(() => {
        const now = providers.state.get().list;
        if (now === list) return;
        list = now;
        prepare();
      });
    };
    open().catch((error: unknown) => {
      if (!stopped) setOpened({ phase: 'failed', error });
    });
    const onHide = () => void studio?.save();
    window.addEventListener('pagehide', onHide);
    return () => {
      stopped = true;
      forget?.();
      window.removeEventListener('pagehide', onHide);
      void studio?.close();
    };
  }, [from, draft, request]);
  return opened;
}

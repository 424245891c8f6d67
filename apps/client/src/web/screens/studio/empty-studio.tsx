import { useCallback, useEffect, useState } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { providers } from '../../providers/provider-store.ts';
import { useProviders } from '../../providers/use-providers.ts';
import { momentWords } from '../../words/dates.ts';
import { dropDraft, draftLines, type DraftLine } from './state/drafts.ts';
import { useStudio } from './state/use-studio.ts';

function Drafts({ onOpen }: { onOpen: (id: string) => void }) {
  const studio = useStudio();
  const [drafts, setDrafts] = useState<readonly DraftLine[]>([]);
  const load = useCallback(() => {
    draftLines().then(setDrafts, (error: unknown) => studio.store.set({ error }));
  }, [studio]);
  useEffect(load, [load]);
  if (drafts.length === 0) return null;
  return (
    <div className="empty-drafts">
      <h3 className="label">Drafts on this device</h3>
      <ul>
        {drafts.map(({ id, title, updatedAt, sources }) => (
          <li key={id} className="row">
            <button type="button" className="draft-open" onClick={() => onOpen(id)}>
              <strong className="ellipsis">{title}</strong>
              <span className="small secondary">
                {sources} {sources === 1 ? 'recording' : 'recordings'},{' '}
                {momentWords(new Date(updatedAt).toISOString())}
              </span>
            </button>
            <ActionIcon
              aria-label={`Delete draft ${title}`}
              onClick={() => {
                dropDraft(id).then(load, (error: unknown) => studio.store.set({ error }));
              }}
            >
              <Icon name="close" />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface EmptyStudioProps {
  readonly onOpenDraft: (id: string) => void;
  readonly onShowLibrary: () => void;
}

/** A flip without a recording: one sentence, one action, and the drafts of earlier visits. */
export function EmptyStudio({ onOpenDraft, onShowLibrary }: EmptyStudioProps) {
  const connected = useProviders(({ list }) => list.length > 0);
  const begin = () => {
    if (!connected) providers.setDemo(true).catch((error: unknown) => providers.fail(error));
    onShowLibrary();
  };
  return (
    <div className="empty-studio">
      <h2 className="heading">A flip starts with a recording.</h2>
      <p className="secondary">
        {connected
          ? 'Add one from your music; it is taken apart into stems on this device.'
          : 'Take one from the demo library, or from a folder of yours. Nothing is uploaded.'}
      </p>
      <Button variant="filled" onClick={begin}>
        {connected ? 'Choose a recording' : 'Use the demo library'}
      </Button>
      <Drafts onOpen={onOpenDraft} />
    </div>
  );
}

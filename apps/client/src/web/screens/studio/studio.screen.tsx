import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useRestoredProviders } from '../../providers/use-restored-providers.ts';
import { PendingScreen } from '../../shell/pending.screen.tsx';
import { EmptyStudio } from './empty-studio.tsx';
import { KeysDialog } from './keys/keys-dialog.tsx';
import { useStudioKeys } from './keys/use-studio-keys.ts';
import { Mixer } from './mixer/mixer.tsx';
import { InspectorPanel } from './panels/inspector-panel.tsx';
import { SourcesPanel, type LeftTab } from './panels/sources-panel.tsx';
import type { Studio } from './state/studio.ts';
import { StudioContext, useDocument, useStudio, useStudioState } from './state/use-studio.ts';
import { StudioHeader } from './studio-header.tsx';
import { StudioPreviewOnly } from './studio-preview-only.tsx';
import { Timeline } from './tracks/timeline.tsx';
import { ToolBar } from './tracks/tool-bar.tsx';
import { useOpenedStudio, type StudioAddress } from './use-opened-studio.ts';
import './studio.css';

type Side = 'sources' | 'inspector';

/** Keeps the address at the draft, so that a reload comes back to it. */
function useDraftAddress(onDraft: (id: string) => void): void {
  const draftId = useStudioState((state) => state.draftId);
  const isSaved = useStudioState(({ saved }) => saved.kind === 'saved');
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!isSaved || told.current === draftId) return;
    told.current = draftId;
    onDraft(draftId);
  }, [isSaved, draftId, onDraft]);
}

interface BenchProps {
  readonly isrc: string;
  readonly onDraft: (id: string) => void;
  readonly onOpenDraft: (id: string) => void;
}

interface SideDrawersProps {
  readonly open: Side | null;
  readonly onClose: () => void;
  readonly sources: ReactNode;
  readonly inspector: ReactNode;
}

/** The side panels, over the timeline where they do not fit beside it. */
function SideDrawers({ open, onClose, sources, inspector }: SideDrawersProps) {
  return (
    <>
      <Drawer
        opened={open === 'sources'}
        onClose={onClose}
        title="Sources"
        size={320}
        classNames={{ body: 'studio-drawer' }}
        closeButtonProps={{ 'aria-label': 'Close sources' }}
      >
        {sources}
      </Drawer>
      <Drawer
        opened={open === 'inspector'}
        onClose={onClose}
        position="right"
        title="Inspector"
        size={340}
        classNames={{ body: 'studio-drawer' }}
        closeButtonProps={{ 'aria-label': 'Close inspector' }}
      >
        {inspector}
      </Drawer>
    </>
  );
}

/** Everything at once: sources, timeline, inspector, mixer. */
function Bench({ isrc, onDraft, onOpenDraft }: BenchProps) {
  const studio = useStudio();
  const [keysOpen, setKeysOpen] = useState(false);
  const [drawer, setDrawer] = useState<Side | null>(null);
  const [library, setLibrary] = useState<{ times: number; startWith: LeftTab }>({
    times: 0,
    startWith: isrc === '' ? 'sources' : 'library',
  });
  const isWide = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false });
  const isEmpty = useDocument(({ sources, tracks }) => sources.length === 0 && tracks.length === 0);
  const arriving = useStudioState(({ arrivals }) => arrivals.length > 0);
  const tool = useStudioState((state) => state.tool);
  const news = useStudioState((state) => state.news);
  const error = useStudioState((state) => state.error);
  const showKeys = useCallback(() => setKeysOpen(true), []);
  useStudioKeys(studio, showKeys);
  useDraftAddress(onDraft);
  const showLibrary = () => {
    setLibrary(({ times }) => ({ times: times + 1, startWith: 'library' }));
    if (!isWide) setDrawer('sources');
  };
  const sources = <SourcesPanel key={library.times} startWith={library.startWith} initialText={isrc} />;
  const inspector = <InspectorPanel />;
  return (
    <div className="studio" data-tool={tool} data-wide={isWide}>
      <StudioHeader
        onSources={isWide ? null : () => setDrawer('sources')}
        onInspector={isWide ? null : () => setDrawer('inspector')}
      />
      {isWide && (
        <aside className="studio-left" aria-label="Sources">
          {sources}
        </aside>
      )}
      <main className="studio-middle">
        <ToolBar onKeys={showKeys} />
        {error !== null && (
          <ProblemMessage
            error={error}
            kept="Your draft is kept."
            onRetry={() => studio.store.set({ error: null })}
          />
        )}
        {isEmpty && !arriving ? (
          <EmptyStudio onOpenDraft={onOpenDraft} onShowLibrary={showLibrary} />
        ) : (
          <Timeline />
        )}
      </main>
      {isWide && (
        <aside className="studio-right" aria-label="Inspector">
          {inspector}
        </aside>
      )}
      <Mixer />
      {!isWide && (
        <SideDrawers open={drawer} onClose={() => setDrawer(null)} sources={sources} inspector={inspector} />
      )}
      <KeysDialog opened={keysOpen} onClose={() => setKeysOpen(false)} />
      <LiveRegion>{news}</LiveRegion>
    </div>
  );
}

function Room({ studio, ...bench }: BenchProps & { studio: Studio }) {
  const fits = useMediaQuery('(min-width: 960px)', true, { getInitialValueInEffect: false });
  return (
    <StudioContext.Provider value={studio}>
      {fits ? <Bench {...bench} /> : <StudioPreviewOnly />}
    </StudioContext.Provider>
  );
}

interface OpenStudioProps extends BenchProps {
  readonly address: StudioAddress;
  readonly onRetry: () => void;
}

function OpenStudio({ address, onRetry, ...bench }: OpenStudioProps) {
  const opened = useOpenedStudio(address);
  if (opened.phase === 'opening') return <PendingScreen />;
  if (opened.phase === 'open') return <Room studio={opened.studio} {...bench} />;
  return (
    <main className="page">
      <ProblemMessage error={opened.error} onRetry={onRetry} />
    </main>
  );
}

/** `/studio`: a new flip, `?draft=` one in the making, `?from=` a flip of a flip, `?isrc=` with a recording in mind. */
export function StudioScreen() {
  useRestoredProviders();
  const { from, isrc = '', draft, request } = useSearch({ from: '/studio' });
  const navigate = useNavigate();
  // The address follows the draft; only a choice opens another studio.
  const [opening, setOpening] = useState({ times: 0, address: { from, draft, request } });
  const onDraft = useCallback(
    (id: string) => void navigate({ to: '/studio', search: { draft: id }, replace: true }),
    [navigate],
  );
  const open = (address: typeof opening.address) => setOpening({ times: opening.times + 1, address });
  return (
    <OpenStudio
      key={opening.times}
      address={opening.address}
      isrc={isrc}
      onRetry={() => open(opening.address)}
      onDraft={onDraft}
      onOpenDraft={(id) => {
        open({ from: undefined, draft: id, request: undefined });
        onDraft(id);
      }}
    />
  );
}

import { useState } from 'react';
import { Button, Tabs } from '@mantine/core';
import { Icon } from '../../../components/icon.tsx';
import { useDocument, useStudioState } from '../state/use-studio.ts';
import { ArrivalCard } from './arrival-card.tsx';
import { EffectsPanel } from './effects-panel.tsx';
import { ConnectMusic, LibraryPanel } from './library-panel.tsx';
import { SourceCard } from './source-card.tsx';
import './sources-panel.css';

export type LeftTab = 'sources' | 'library' | 'effects';
const TABS: readonly LeftTab[] = ['sources', 'library', 'effects'];

function SourceList({ onAdd }: { onAdd: () => void }) {
  const sources = useDocument((document) => document.sources);
  const arrivals = useStudioState((state) => state.arrivals);
  const anyAbsent = useStudioState(({ stems }) => sources.some(({ id }) => !stems.has(id)));
  return (
    <div className="source-list">
      <div className="source-list-add">
        <Button
          size="sm"
          fullWidth
          variant={sources.length === 0 && arrivals.length === 0 ? 'filled' : 'outline'}
          leftSection={<Icon name="plus" />}
          onClick={onAdd}
        >
          Add source
        </Button>
      </div>
      <ul aria-label="Sources of this flip">
        {sources.map((source, index) => (
          <SourceCard key={source.id} source={source} number={index + 1} />
        ))}
        {arrivals.map((arrival) => (
          <ArrivalCard key={arrival.sourceId} arrival={arrival} />
        ))}
      </ul>
      {anyAbsent && <ConnectMusic />}
    </div>
  );
}

interface SourcesPanelProps {
  readonly startWith: LeftTab;
  /** What the library is searched for at first. */
  readonly initialText: string;
}

/** The left side: recordings in the flip, recordings to take in, effects. */
export function SourcesPanel({ startWith, initialText }: SourcesPanelProps) {
  const count = useDocument(({ sources }) => sources.length);
  const [tab, setTab] = useState(startWith);
  return (
    <Tabs
      className="studio-tabs studio-tabs-full"
      value={tab}
      onChange={(value) => {
        const chosen = TABS.find((name) => name === value);
        if (chosen !== undefined) setTab(chosen);
      }}
    >
      <Tabs.List aria-label="Material">
        <Tabs.Tab value="sources">
          Sources <span className="mono">{count}</span>
        </Tabs.Tab>
        <Tabs.Tab value="library">Library</Tabs.Tab>
        <Tabs.Tab value="effects">Effects</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="sources">
        <SourceList onAdd={() => setTab('library')} />
      </Tabs.Panel>
      <Tabs.Panel value="library">
        {tab === 'library' && <LibraryPanel initialText={initialText} onAdded={() => setTab('sources')} />}
      </Tabs.Panel>
      <Tabs.Panel value="effects">{tab === 'effects' && <EffectsPanel />}</Tabs.Panel>
    </Tabs>
  );
}

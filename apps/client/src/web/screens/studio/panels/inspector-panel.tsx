import { Tabs } from '@mantine/core';
import type { InspectorTab } from '../state/studio.types.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';
import { PublishPanel } from '../publish/publish-panel.tsx';
import { ClipPanel } from './clip-panel.tsx';
import { FlipPanel } from './flip-panel.tsx';
import { LanePanel } from './lane-panel.tsx';
import './inspector.css';

const TABS: readonly (readonly [InspectorTab, string])[] = [
  ['clip', 'Clip'],
  ['lane', 'Lane'],
  ['flip', 'Flip'],
];

/** The right side: what is selected, and beneath it what publishing would mean. */
export function InspectorPanel() {
  const studio = useStudio();
  const tab = useStudioState((state) => state.tab);
  return (
    <>
      <Tabs
        className="studio-tabs"
        value={tab}
        onChange={(value) => {
          const chosen = TABS.find(([name]) => name === value)?.[0];
          if (chosen !== undefined) studio.store.set({ tab: chosen });
        }}
      >
        <Tabs.List aria-label="Inspector">
          {TABS.map(([name, words]) => (
            <Tabs.Tab key={name} value={name}>
              {words}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="clip">{tab === 'clip' && <ClipPanel />}</Tabs.Panel>
        <Tabs.Panel value="lane">{tab === 'lane' && <LanePanel />}</Tabs.Panel>
        <Tabs.Panel value="flip">{tab === 'flip' && <FlipPanel />}</Tabs.Panel>
      </Tabs>
      <PublishPanel />
    </>
  );
}

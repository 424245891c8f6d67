import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../../../components/icon.tsx';
import { SideGlyph } from '../../../components/side-glyph.tsx';
import { showAll } from '../keys/studio-commands.ts';
import type { Tool } from '../state/studio.types.ts';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { ToolIcon } from './tool-icon.tsx';

const TOOLS: readonly (readonly [Tool, string])[] = [
  ['select', 'Select'],
  ['cut', 'Cut'],
  ['fade', 'Fade'],
  ['automate', 'Automate'],
];
const SNAPS: readonly (readonly [number, string])[] = [
  [4, '1 bar'],
  [2, '1/2'],
  [1, '1/4'],
  [0.5, '1/8'],
  [0.25, '1/16'],
  [0, 'Off'],
];
const ZOOM = 1.4;

/** What the pointer does, the grid it keeps to, and how close one looks. */
export function ToolBar({ onKeys }: { onKeys: () => void }) {
  const studio = useStudio();
  const tool = useStudioState((state) => state.tool);
  const snap = useStudioState((state) => state.snap);
  const clips = useDocument(({ tracks }) => tracks.reduce((sum, track) => sum + track.clips.length, 0));
  const sources = useDocument((document) => document.sources.length);
  const choose = (next: Tool) => {
    const { trackId, curves } = studio.store.get();
    studio.store.set({ tool: next });
    if (next === 'automate' && trackId !== null && !curves.has(trackId)) studio.toggleCurve(trackId);
  };
  return (
    <div className="tool-bar" role="toolbar" aria-label="Timeline tools">
      {TOOLS.map(([name, words]) => (
        <button
          key={name}
          type="button"
          className="tool"
          aria-pressed={tool === name}
          aria-label={words}
          title={words}
          onClick={() => choose(name)}
        >
          <ToolIcon name={name} />
        </button>
      ))}
      <span className="tool-bar-rule" />
      <label className="row small">
        <span className="secondary">Snap</span>
        <select
          className="tool-select mono"
          value={snap}
          onChange={(event) => studio.store.set({ snap: Number(event.currentTarget.value) })}
        >
          {SNAPS.map(([step, words]) => (
            <option key={step} value={step}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <span className="spacer" />
      <span className="row small secondary tool-bar-count">
        <SideGlyph recording="yes" composition="yes" size={14} />
        {clips} {clips === 1 ? 'clip' : 'clips'} from {sources} {sources === 1 ? 'recording' : 'recordings'}
      </span>
      <ActionIcon size={28} aria-label="Zoom out" onClick={() => studio.zoom(1 / ZOOM)}>
        <Icon name="minus" />
      </ActionIcon>
      <ActionIcon size={28} aria-label="Zoom in" onClick={() => studio.zoom(ZOOM)}>
        <Icon name="plus" />
      </ActionIcon>
      <Button size="sm" variant="subtle" className="tool-text" onClick={() => showAll(studio)}>
        Fit
      </Button>
      <Button size="sm" variant="subtle" className="tool-text" onClick={onKeys}>
        Keys
      </Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDuration } from '../../components/duration.tsx';
import { Icon } from '../../components/icon.tsx';
import { Logo } from '../../components/logo.tsx';
import { TransportButton } from '../../components/transport-button.tsx';
import { ProviderMenu } from '../../shell/provider-menu.tsx';
import { SchemeSwitch } from '../../shell/scheme-switch.tsx';
import { keyWords } from '../../words/flip-words.ts';
import { setTempo, setTitle } from './document/flip-edits.ts';
import { formatPosition } from './document/music-time.ts';
import { ExportButton } from './export/export-dialog.tsx';
import { toggleLoop } from './keys/studio-commands.ts';
import { readNumber, ValueField } from './panels/number-field.tsx';
import type { Saved } from './state/studio.types.ts';
import { useDocument, useStudio, useStudioState } from './state/use-studio.ts';
import { ToolIcon, type ToolIconName } from './tracks/tool-icon.tsx';

const CLOCK_MS = 5000;

function savedWords(saved: Saved, now: number): string {
  if (saved.kind === 'empty') return 'Nothing to save yet';
  if (saved.kind === 'unsaved') return 'Saving on this device';
  if (saved.kind === 'failed') return 'Not saved: this device has no room, or storage is closed';
  const seconds = Math.max(0, Math.round((now - saved.at) / 1000));
  if (seconds < 5) return 'Saved on this device, just now';
  return seconds < 90
    ? `Saved on this device, ${seconds} s ago`
    : `Saved on this device, ${Math.round(seconds / 60)} min ago`;
}

function SavedNote() {
  const saved = useStudioState((state) => state.saved);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className={`small ellipsis ${saved.kind === 'failed' ? 'stop' : 'tertiary'}`}>
      {savedWords(saved, now)}
    </p>
  );
}

function TitleField() {
  const studio = useStudio();
  const title = useDocument((document) => document.title);
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className="studio-title"
      aria-label="Title"
      value={typed ?? title}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => {
        if (typed !== null) studio.edit(setTitle(typed.trim()));
        setTyped(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

/** Where one is, in bars and in time. */
function PositionReadout() {
  const studio = useStudio();
  const signature = useDocument((document) => document.timeSignature);
  const [seconds, setSeconds] = useState(() => studio.position.get().seconds);
  useEffect(() => studio.position.subscribe(() => setSeconds(studio.position.get().seconds)), [studio]);
  return (
    <div className="readout" role="timer" aria-label="Position">
      <span className="mono readout-position">
        {formatPosition(studio.tempo.secondsToBeat(seconds), signature)}
      </span>
      <span className="mono small tertiary">{formatDuration(seconds * 1000, true)}</span>
    </div>
  );
}

interface ToolButtonProps {
  readonly icon: ToolIconName | 'loop';
  readonly label: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
}

function ToolButton({ icon, label, onClick, pressed, disabled = false }: ToolButtonProps) {
  return (
    <button
      type="button"
      className="tool tool-quiet"
      aria-label={label}
      title={label}
      disabled={disabled}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      {icon === 'loop' ? <Icon name="loop" /> : <ToolIcon name={icon} />}
    </button>
  );
}

function Transport() {
  const studio = useStudio();
  const playing = useStudioState(({ transport }) => transport.playing);
  const isLooping = useStudioState((state) => state.isLooping);
  const metronome = useStudioState((state) => state.metronome);
  return (
    <div className="row studio-transport" role="group" aria-label="Transport">
      <ToolButton icon="start" label="To the start" onClick={() => studio.seekBeat(0)} />
      <ToolButton icon="stop" label="Stop" onClick={() => studio.stop()} />
      <TransportButton playing={playing} onToggle={() => void studio.toggle()} />
      <ToolButton icon="loop" label="Loop" pressed={isLooping} onClick={() => toggleLoop(studio)} />
      <ToolButton
        icon="metronome"
        label="Metronome"
        pressed={metronome}
        onClick={() => studio.setMetronome(!metronome)}
      />
    </div>
  );
}

interface StudioHeaderProps {
  /** Opens the side panels where they do not stand beside the timeline. */
  readonly onSources: (() => void) | null;
  readonly onInspector: (() => void) | null;
}

/** Title, transport, tempo and what the music comes from. */
export function StudioHeader({ onSources, onInspector }: StudioHeaderProps) {
  const studio = useStudio();
  const { tempo, key, timeSignature } = useDocument((document) => document);
  const canUndo = useStudioState(({ history }) => history.past.length > 0);
  const canRedo = useStudioState(({ history }) => history.future.length > 0);
  const bpm = tempo[0]?.bpm ?? 120;
  const setBpm = (value: number) => studio.edit(setTempo(value), 'tempo');
  return (
    <header className="studio-header">
      <h1 className="visually-hidden">Studio</h1>
      <Link to="/" aria-label="Flipside, to the feed" className="studio-logo">
        <Logo />
      </Link>
      <div className="studio-name">
        <TitleField />
        <SavedNote />
      </div>
      <Transport />
      <PositionReadout />
      <div className="readout">
        <ValueField
          label="Tempo"
          hideLabel
          shown={bpm.toFixed(bpm % 1 === 0 ? 1 : 2)}
          onStep={(steps) => setBpm(bpm + steps)}
          onCommit={(text) => {
            const read = readNumber(text);
            if (read !== null) setBpm(read);
            return read !== null;
          }}
        />
        <span className="small tertiary">BPM</span>
      </div>
      <button
        type="button"
        className="readout readout-button"
        onClick={() => studio.store.set({ tab: 'flip' })}
      >
        <strong>{key === undefined ? 'No key' : keyWords(key)}</strong>
        <strong className="mono">{timeSignature.join('/')}</strong>
      </button>
      <span className="spacer" />
      {onSources !== null && (
        <Button size="sm" onClick={onSources}>
          Sources
        </Button>
      )}
      {onInspector !== null && (
        <Button size="sm" onClick={onInspector}>
          Inspector
        </Button>
      )}
      <ProviderMenu />
      <ExportButton />
      <ToolButton icon="undo" label="Undo" disabled={!canUndo} onClick={() => studio.undo()} />
      <ToolButton icon="redo" label="Redo" disabled={!canRedo} onClick={() => studio.redo()} />
      <SchemeSwitch />
    </header>
  );
}

import { useEffect } from 'react';
import type { Studio } from '../state/studio.ts';
import type { Tool } from '../state/studio.types.ts';
import { letterKeysOn } from './key-list.ts';
import {
  duplicate,
  focusClip,
  join,
  loopSelection,
  mute,
  nudge,
  remove,
  showAll,
  split,
  toggleLoop,
  toLane,
  trimTo,
} from './studio-commands.ts';

type Command = (studio: Studio) => void;

const BUSY =
  'input, textarea, select, [contenteditable="true"], [role="slider"], [role="menu"], [role="dialog"], [role="listbox"]';
const PRESSABLE = 'button, a, summary, [role="tab"], [role="switch"]';
const TOOLS: readonly Tool[] = ['select', 'cut', 'fade', 'automate'];
const ZOOM = 1.4;

const WITH_COMMAND: Record<string, Command> = { e: split, j: join, d: duplicate };

const LETTERS: Record<string, Command> = {
  l: toggleLoop,
  c: loopSelection,
  m: mute,
  s: (studio) => {
    const { trackId } = studio.store.get();
    if (trackId !== null) studio.toggleSolo(trackId);
  },
  a: (studio) => {
    const { trackId } = studio.store.get();
    if (trackId !== null) studio.toggleCurve(trackId);
  },
  n: (studio) => studio.store.set(({ snap }) => ({ snap: snap === 0 ? 1 : 0 })),
  k: (studio) => studio.setMetronome(!studio.store.get().metronome),
  f: (studio) => studio.setHearing(studio.store.get().hearing === 'A' ? 'B' : 'A'),
  '[': (studio) => trimTo(studio, 'start'),
  ']': (studio) => trimTo(studio, 'end'),
  '+': (studio) => studio.zoom(ZOOM),
  '=': (studio) => studio.zoom(ZOOM),
  '-': (studio) => studio.zoom(1 / ZOOM),
};

function onCommandKey(event: KeyboardEvent, studio: Studio): boolean {
  const key = event.key.toLowerCase();
  if (key === 'z') {
    if (event.shiftKey) studio.redo();
    else studio.undo();
    return true;
  }
  const command = WITH_COMMAND[key];
  command?.(studio);
  return command !== undefined;
}

function onArrow(event: KeyboardEvent, studio: Studio): boolean {
  const along = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  const down = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
  if (along === 0 && down === 0) return false;
  if (studio.store.get().selection.size === 0) return focusClip(studio, along, down);
  if (along !== 0) nudge(studio, along, event.shiftKey ? 'bar' : event.altKey ? 'fine' : 'grid');
  else if (event.altKey && down !== 0) toLane(studio, down);
  else return focusClip(studio, 0, down);
  return true;
}

function onEnter(studio: Studio): boolean {
  const id = document.activeElement?.closest<HTMLElement>('[data-clip]')?.dataset['clip'];
  if (id !== undefined && !studio.store.get().selection.has(id)) studio.select([id]);
  else studio.seekBeat(0);
  return true;
}

function onPlainKey(event: KeyboardEvent, studio: Studio, showKeys: () => void): boolean {
  if (onArrow(event, studio)) return true;
  if (event.key === ' ') void studio.toggle();
  else if (event.key === 'Enter') return onEnter(studio);
  else if (event.key === 'Delete' || event.key === 'Backspace') remove(studio);
  else if (event.key === 'Escape') studio.select([]);
  else if (event.shiftKey && event.code === 'Digit1') showAll(studio);
  else if (event.key === '?') showKeys();
  else {
    if (event.altKey || !letterKeysOn()) return false;
    const tool = TOOLS[Number(event.key) - 1];
    const command = LETTERS[event.key.toLowerCase()];
    if (tool !== undefined) studio.store.set({ tool });
    command?.(studio);
    return tool !== undefined || command !== undefined;
  }
  return true;
}

/** The keys of the studio, wherever the focus is, unless somebody types or a control wants the key itself. */
export function useStudioKeys(studio: Studio | null, showKeys: () => void): void {
  useEffect(() => {
    if (studio === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || target?.closest(BUSY)) return;
      const onControl = target?.closest(PRESSABLE) !== null && target !== null;
      if (onControl && (event.key === ' ' || event.key === 'Enter' || event.key.startsWith('Arrow'))) return;
      const taken =
        event.ctrlKey || event.metaKey ? onCommandKey(event, studio) : onPlainKey(event, studio, showKeys);
      if (taken) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [studio, showKeys]);
}

/** All keys of the studio, as the dialog lists them. */
export const KEY_LIST: readonly (readonly [string, string])[] = [
  ['Space', 'Play, stop'],
  ['Enter', 'To the start; on a clip: select it'],
  ['L, C', 'Loop on or off; loop the selection'],
  ['1 2 3 4', 'Select, cut, fade, automate'],
  ['Ctrl or ⌘ + E, J', 'Split at the playhead, join'],
  ['Ctrl or ⌘ + D', 'Duplicate'],
  ['Ctrl or ⌘ + Z, Shift + Z', 'Undo, redo'],
  ['M, S, A', 'Mute clip or lane, solo lane, level curve'],
  ['Arrows', 'Nudge the selection by the grid; without one, move between clips'],
  ['Shift, Alt + arrows', 'Nudge by a bar, finely; Alt with up and down: to another lane'],
  ['[ ]', 'Trim start, end to the playhead'],
  ['+ −, Shift + 1', 'Zoom, show all'],
  ['N, K', 'Snap, metronome'],
  ['F', 'Hear A, hear B'],
  ['Delete', 'Remove the selection'],
  ['Esc', 'Select nothing'],
  ['?', 'All keys'],
];

const KEY = 'flipside-studio-letter-keys';

/** Whether single letters act; speech input may want them off (WCAG 2.1.4). */
export function letterKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    // Storage is closed to this page; the keys are as they are at first.
    return true;
  }
}

/** @returns whether the choice is kept for the next visit */
export function setLetterKeys(on: boolean): boolean {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
    return true;
  } catch {
    // Storage is closed to this page; whoever asked says so.
    return false;
  }
}

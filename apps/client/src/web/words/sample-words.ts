import type { PlayFault, ShownPlayCheck } from '../../engine/verify/index.ts';
import type { SideState } from '../components/side-glyph.tsx';
import { formatCount } from './flip-words.ts';

const FAULTS: Readonly<Record<PlayFault, string>> = {
  NOT_COMMITTED: 'The receipt is not the one that the public log commits to.',
  SIGNATURE_WRONG: 'The device that is named has not signed this receipt.',
  LEAF_DIFFERS: 'The receipt tells of another flip or hour than the public log.',
  HOME_DIFFERS: 'The receipt was made for another instance.',
};

export interface PlayWords {
  readonly glyph: SideState;
  readonly words: string;
}

/** What was found of a play that was looked at. @param leaf its place in the public log; `null`: it has none. */
export function shownPlayWords(shown: ShownPlayCheck, leaf: number | null): PlayWords {
  if (shown.kind === 'false') return { glyph: 'conflict', words: FAULTS[shown.fault] };
  if (leaf === null) return { glyph: 'conflict', words: 'The public log does not have this play.' };
  const place = `leaf ${formatCount(String(leaf))} of the public log`;
  return shown.kind === 'erased'
    ? { glyph: 'waiting', words: `Its receipt was erased. It counts: it is ${place}.` }
    : { glyph: 'yes', words: `Signed by its device, and ${place}. Checked in this browser.` };
}

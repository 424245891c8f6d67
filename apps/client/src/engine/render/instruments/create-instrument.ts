import type { Instrument } from '@flipside/recipe';
import { Drumkit } from './drumkit.ts';
import { Fm } from './fm.ts';
import type { InstrumentPlayer } from './instrument-player.ts';
import { Subtractive } from './subtractive.ts';

/** The player of one instrument of a recipe, silent. */
export function createInstrument(instrument: Instrument): InstrumentPlayer {
  switch (instrument.type) {
    case 'subtractive':
      return new Subtractive(instrument);
    case 'drumkit':
      return new Drumkit(instrument);
    default:
      return new Fm(instrument);
  }
}

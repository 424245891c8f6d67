import { describe, expect, test } from '@jest/globals';
import { renderDemoStems } from '../demo/index.ts';
import { bssSdr } from './bss-sdr.ts';
import { builtInSeparator } from './built-in.separator.ts';

/** The best and the worst of the library's pieces for this separator; `npm run bench -- separation` has all of them. */
const FLOORS = [
  {
    title: 'Tin Roof Hours',
    isrc: 'QZFLP2600004',
    floors: { drums: 4.6, bass: 10, other: 3.1, vocals: 7.3 },
  },
  { title: 'Low Sun', isrc: 'QZFLP2600005', floors: { drums: 3.9, bass: -1, other: -0.6, vocals: 5.9 } },
] as const;

describe('SDR against the true stems of the demo library', () => {
  test.each(FLOORS)('$title does not fall', async ({ isrc, floors }) => {
    const truth = await renderDemoStems(isrc);
    const stems = await builtInSeparator.separate(truth.mix);
    for (const stem of ['drums', 'bass', 'other', 'vocals'] as const) {
      const sdr = bssSdr(truth[stem], stems[stem]!);
      expect([stem, Math.max(sdr, floors[stem])]).toEqual([stem, sdr]);
    }
  });
});

import { beforeAll, describe, expect, test } from '@jest/globals';
import { alignToAnchors, type AlignmentAnchor, describeRefusal, makeAnchors } from './align.ts';
import { CHAINS, TREATMENTS } from './copy-table.fixture.ts';
import { heldOutPiece } from './held-out.fixture.ts';
import { shift, splice } from './music.fixture.ts';

/**
 * Rows of music on which no limit was ever set: if one fails, limits are not to be moved to it before `npm run bench -- held-out` was
 * looked at as a whole.
 */
const SECONDS = 30;
const SEED = 102;
const DELAY = 2731;
const piece = heldOutPiece(SECONDS, SEED);
let anchor: AlignmentAnchor;

beforeAll(async () => {
  anchor = await makeAnchors(piece.mix);
});

describe('music that no limit was set on', () => {
  test.each([
    ['MP3 64', 'remaster, compressed'],
    ['Vorbis q0', 'noise at −34 dB'],
  ])('%s of a copy (%s) lies where it lies, to the sample', async (way, treatment) => {
    const chain = CHAINS.find(({ name }) => name === way)!;
    const [, treat] = TREATMENTS.find(([name]) => name === treatment)!;
    const result = await alignToAnchors(anchor, await chain.run(treat(shift(piece.mix, DELAY))));
    if (result.kind === 'refused') throw new Error(describeRefusal(result));
    expect(Math.abs(result.exactOffset - chain.delay - DELAY)).toBeLessThan(1);
  });

  test('a mix without its voice is another mix, also when the voice lay 9 dB below the band', async () => {
    expect(await alignToAnchors(anchor, shift(piece.band, DELAY))).toMatchObject({ kind: 'refused' });
    const quiet = heldOutPiece(SECONDS, SEED, { voiceDb: -9 });
    expect(await alignToAnchors(await makeAnchors(quiet.mix), quiet.band)).toMatchObject({
      kind: 'refused',
      reason: 'other-recording',
    });
  });

  test('the voice alone, and another take of the same notes, are other recordings', async () => {
    for (const wrong of [piece.voice, heldOutPiece(SECONDS, SEED, { take: 1 }).mix])
      expect(await alignToAnchors(anchor, wrong)).toMatchObject({ kind: 'refused' });
  });

  test('a radio edit of half a minute says which part is missing', async () => {
    const edit = splice(piece.mix, [
      [0, 10],
      [15, SECONDS],
    ]);
    const result = await alignToAnchors(anchor, edit);
    if (result.kind !== 'refused') throw new Error('aligned');
    const [region] = result.regions;
    expect(result).toMatchObject({ reason: 'edit', regions: [{ kind: 'missing' }] });
    expect(Math.abs((region?.from ?? 0) - 10)).toBeLessThan(1.5);
    expect((region?.to ?? 0) - (region?.from ?? 0)).toBeCloseTo(5, 1);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { csvFile } from '../../../../../../test/support/catalogue-files/csv-file.ts';
import { cwrFile } from '../../../../../../test/support/catalogue-files/cwr-file.ts';
import { ernFile } from '../../../../../../test/support/catalogue-files/ern-file.ts';
import { ImportWorld, textOf } from './imports.fixture.ts';

let world: ImportWorld;
beforeEach(async () => {
  world = await ImportWorld.open();
});
afterEach(() => world.close());

const SMALL = { recordings: 30, artists: 7, recordingsPerWork: 2, recordingsPerRelease: 10 };
const FILES = [
  [
    'CSV',
    () => textOf(csvFile(SMALL)),
    () => textOf(csvFile({ ...SMALL, edition: ' (new)' })),
    { subjects: 48, changed: 45 },
  ],
  [
    'ERN',
    () => textOf(ernFile(SMALL)),
    () => textOf(ernFile({ ...SMALL, edition: ' (new)' })),
    { subjects: 48, changed: 45 },
  ],
  [
    'CWR',
    () => textOf(cwrFile(SMALL)),
    () => textOf(cwrFile({ ...SMALL, edition: ' (new)' })),
    { subjects: 60, changed: 30 },
  ],
] as const;

test.each(FILES)(
  'what an importer entered in %s is unchanged for the one that it was merged into',
  async (format, first, second, { subjects, changed }) => {
    await world.run(format, await first());
    const heir = await world.world.party(world.label, 'Heir Records');
    await world.permit(heir);
    const merge = { from: world.party, reason: 'Entered twice' };
    expect((await world.world.post(`/api/parties/${heir}/merges`, world.operator, merge)).status).toBe(201);
    const merged = await world.stored();
    const again = await world.run(format, await first(), { party: heir });
    expect(again.counts).toEqual({ created: 0, updated: 0, unchanged: subjects, rejected: 0 });
    expect(await world.stored()).toBe(merged);
    const update = await world.run(format, await second(), { party: heir });
    expect(update.counts).toEqual({
      created: 0,
      updated: changed,
      unchanged: subjects - changed,
      rejected: 0,
    });
  },
);

describe.each(FILES)('a catalogue in %s', (format, first, second, { subjects, changed }) => {
  test('is tried without a trace, taken in, unchanged the second time, and updated only where it differs', async () => {
    const before = await world.stored();
    const tried = await world.run(format, await first(), { dryRun: true });
    expect(tried).toMatchObject({
      state: 'DONE',
      phase: 'DONE',
      format,
      total: subjects,
      done: subjects,
      failure: null,
    });
    expect(tried.counts).toEqual({ created: subjects, updated: 0, unchanged: 0, rejected: 0 });
    expect(await world.stored()).toBe(before);

    const taken = await world.run(format, await first());
    expect(taken).toMatchObject({ state: 'DONE', done: subjects, counts: tried.counts });
    expect(await world.report(taken.id)).toEqual(await world.report(tried.id));
    const after = await world.stored();
    expect(after).not.toBe(before);

    const again = await world.run(format, await first());
    expect(again.counts).toEqual({ created: 0, updated: 0, unchanged: subjects, rejected: 0 });
    expect(await world.stored()).toBe(after);

    const update = await world.run(format, await second(), { dryRun: true });
    expect(update.counts).toEqual({
      created: 0,
      updated: changed,
      unchanged: subjects - changed,
      rejected: 0,
    });
    const updated = await world.run(format, await second());
    expect(updated.counts).toEqual(update.counts);
    expect(await world.report(updated.id)).toEqual(await world.report(update.id));
  });
});

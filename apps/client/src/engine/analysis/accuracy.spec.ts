import { expect, test } from '@jest/globals';
import { accuracyLine, accuracyRows } from './accuracy.fixture.ts';

test('tempo, beats, bar and tonic of pieces whose truth is known', async () => {
  const rows = await accuracyRows([0, 3], [0, 1, 3, 4]);
  console.info(`Tempo error, worst beat, bar off by, key (truth):\n${rows.map(accuracyLine).join('\n')}`);
  expect(rows).toHaveLength(6);
  for (const { name, tempoPercent, beatMs, barOff, isTonicRight } of rows) {
    expect([name, tempoPercent < 0.05]).toEqual([name, true]);
    expect([name, beatMs < 10]).toEqual([name, true]);
    expect([name, barOff, isTonicRight]).toEqual([name, 0, true]);
  }
});

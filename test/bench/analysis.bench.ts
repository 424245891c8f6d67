import { accuracyLine, accuracyRows } from '../../apps/client/src/engine/analysis/accuracy.fixture.ts';
import { measure, type Bench } from './measure.ts';

/** A beat that is this near is where it is heard to be. */
const HEARD_MS = 20;

/** How near tempo, beats, bar and key come to the truth, piece by piece. */
const analysis: Bench = {
  name: 'analysis',
  run: async () => {
    const rows = await accuracyRows([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]);
    console.log('piece, tempo error, worst beat, bar off by, key (truth)');
    for (const row of rows) console.log(accuracyLine(row));
    return [
      measure('analysis.tempo_error', '%', Math.max(...rows.map(({ tempoPercent }) => tempoPercent)), 0.1),
      measure('analysis.worst_beat', 'ms', Math.max(...rows.map(({ beatMs }) => beatMs)), HEARD_MS),
      measure('analysis.bars_right', 'pieces', rows.filter(({ barOff }) => barOff === 0).length, rows.length),
      measure(
        'analysis.tonics_right',
        'pieces',
        rows.filter(({ isTonicRight }) => isTonicRight).length,
        rows.length,
      ),
    ];
  },
};

export default analysis;

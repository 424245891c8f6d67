import type { PrintShape } from '../../components/recipe-print-shape.ts';
import './stem-strip.css';

/**
 * When each stem sounds, as lanes without words. Hatched: the structure is known from the recipe, the sound is not
 * until this device has it.
 */
export function StemStrip({ shape }: { shape: PrintShape }) {
  return (
    <div className="stem-strip" aria-hidden="true">
      {shape.stems.map(({ stem, spans }) => (
        <div key={stem} className={`stem-strip-lane stem-${stem}`}>
          {spans.map(([from, to]) => (
            <span
              key={`${from}-${to}`}
              style={{ left: `${from * 100}%`, width: `calc(${(to - from) * 100}% - 2px)` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

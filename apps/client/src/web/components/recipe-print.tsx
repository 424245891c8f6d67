import { memo } from 'react';
import { printInk, printRings } from '@flipside/recipe';
import type { PrintShape } from './recipe-print-shape.ts';
import './recipe-print.css';

interface RecipePrintProps {
  readonly shape: PrintShape;
  /** Missing sources on this device: the print is shown faint. */
  readonly faint?: boolean;
}

/**
 * Every flip's cover, drawn from its recipe: upper rings are sources, lower rings stems, time runs left to right.
 * The same recipe always gives the same print. Decoration: the title stands beside it.
 */
export const RecipePrint = memo(function RecipePrint({ shape, faint = false }: RecipePrintProps) {
  const upper = printRings(shape.sources, 'upper');
  const lower = printRings(
    shape.stems.map(({ spans }) => spans),
    'lower',
  );
  return (
    <svg
      className={`recipe-print${faint ? ' recipe-print-faint' : ''}`}
      viewBox="0 0 200 200"
      aria-hidden="true"
      focusable="false"
    >
      {[...upper, ...lower].map(({ guide }) => (
        <path key={guide} d={guide} className="recipe-print-guide" />
      ))}
      {shape.stems.map(({ stem }, index) =>
        lower[index]?.arcs.map((arc) => (
          <path
            key={`${stem}-${arc}`}
            d={arc}
            strokeWidth={lower[index]?.width ?? 0}
            style={{ stroke: `var(--stem-${stem})` }}
          />
        )),
      )}
      {upper.map(({ arcs, width }, index) =>
        arcs.map((arc) => (
          <path
            key={`${index}-${arc}`}
            d={arc}
            strokeWidth={width}
            style={{
              stroke: `color-mix(in srgb, var(--ink) ${printInk(index, upper.length)}%, var(--sunken))`,
            }}
          />
        )),
      )}
    </svg>
  );
});

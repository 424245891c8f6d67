import { useEffect, useRef, useState } from 'react';
import { Button, useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { Money } from '../../components/money.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import type { StatementView } from '../../queries/royalties.ts';
import { periodWords } from '../../words/dates.ts';
import { chartHeights, sideOptions, type ChartSeries } from './statement-chart-options.ts';

type Series = StatementView['series'];

// Only for drawing: pixels need no more digits than a double has.
const units = (micros: string) => Number(micros) / 1e6;

/** Who only makes flips has no sides: one row of bars above the line then. */
const isProducers = (series: Series): boolean =>
  series.some(({ remixerMicros }) => remixerMicros !== '0') &&
  series.every(({ masterMicros, compositionMicros }) => masterMicros === '0' && compositionMicros === '0');

function seriesOf(series: Series): ChartSeries {
  const producers = isProducers(series);
  return {
    periods: series.map(({ period }) => period),
    recording: series.map(({ masterMicros, remixerMicros }) =>
      units(producers ? remixerMicros : masterMicros),
    ),
    composition: series.map(({ compositionMicros }) => units(compositionMicros)),
  };
}

function Plots({ series }: { series: Series }) {
  const above = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (width === 0 || above.current === null) return;
    const data = seriesOf(series);
    const heights = chartHeights(data);
    const sides = isProducers(series) ? (['recording'] as const) : (['recording', 'composition'] as const);
    const plots = sides.map((side) => {
      const { options, aligned } = sideOptions(side, data, { width, height: heights[side], scheme });
      return new uPlot(options, aligned, (side === 'recording' ? above : below).current ?? undefined);
    });
    return () => {
      for (const plot of plots) plot.destroy();
    };
  }, [series, width, scheme]);
  return (
    <div ref={ref} className="statement-plots" aria-hidden="true">
      <div ref={above} />
      {!isProducers(series) && <div ref={below} />}
    </div>
  );
}

const SIDE_COLUMNS = [
  { key: 'masterMicros', name: 'Recording' },
  { key: 'compositionMicros', name: 'Composition' },
  { key: 'remixerMicros', name: 'As producer' },
] as const;

function SeriesTable({ series, currency }: { series: Series; currency: string }) {
  const columns = SIDE_COLUMNS.filter(({ key }) => series.some((one) => one[key] !== '0'));
  const shown = columns.length === 0 ? SIDE_COLUMNS.slice(0, 2) : columns;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Period</th>
          {shown.map(({ key, name }) => (
            <th key={key} scope="col" className="amount">
              {name}, {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {series.map((one) => (
          <tr key={one.period}>
            <th scope="row">{periodWords(one.period)}</th>
            {shown.map(({ key }) => (
              <td key={key} className="amount">
                <Money micros={one[key]} precision="total" />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Up to twelve periods: recordings solid above the line, compositions outlined below; or the same as a table. */
export default function StatementChart({ statement }: { statement: StatementView }) {
  const [table, setTable] = useState(false);
  const { series, currency } = statement;
  return (
    <section aria-labelledby="months-title" className="statement-chart">
      <div className="statement-chart-head">
        <h2 className="heading" id="months-title">
          {series.length === 12 ? 'Twelve months' : 'Month by month'}
        </h2>
        <span className="spacer" />
        {isProducers(series) ? (
          <span className="small secondary">As producer, {currency}</span>
        ) : (
          <>
            <span className="row small secondary">
              <SideMark side="A" size={14} />
              Recording above
            </span>
            <span className="row small secondary">
              <SideMark side="B" size={14} />
              Composition below, {currency}
            </span>
          </>
        )}
        <Button variant="subtle" size="sm" onClick={() => setTable(!table)} aria-pressed={table}>
          {table ? 'Chart' : 'Table'}
        </Button>
      </div>
      {table ? <SeriesTable series={series} currency={currency} /> : <Plots series={series} />}
    </section>
  );
}

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

function seriesOf(series: Series): ChartSeries {
  return {
    periods: series.map(({ period }) => period),
    recording: series.map(({ masterMicros }) => units(masterMicros)),
    composition: series.map(({ compositionMicros }) => units(compositionMicros)),
  };
}

function Plots({ series }: { series: Series }) {
  const above = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    if (width === 0 || above.current === null || below.current === null) return;
    const data = seriesOf(series);
    const heights = chartHeights(data);
    const plots = (['recording', 'composition'] as const).map((side) => {
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
      <div ref={below} />
    </div>
  );
}

function SeriesTable({ series, currency }: { series: Series; currency: string }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Period</th>
          <th scope="col" className="amount">
            Recording, {currency}
          </th>
          <th scope="col" className="amount">
            Composition, {currency}
          </th>
        </tr>
      </thead>
      <tbody>
        {series.map(({ period, masterMicros, compositionMicros }) => (
          <tr key={period}>
            <th scope="row">{periodWords(period)}</th>
            <td className="amount">
              <Money micros={masterMicros} precision="total" />
            </td>
            <td className="amount">
              <Money micros={compositionMicros} precision="total" />
            </td>
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
        <span className="row small secondary">
          <SideMark side="A" size={14} />
          Recording above
        </span>
        <span className="row small secondary">
          <SideMark side="B" size={14} />
          Composition below, {currency}
        </span>
        <Button variant="subtle" size="sm" onClick={() => setTable(!table)} aria-pressed={table}>
          {table ? 'Chart' : 'Table'}
        </Button>
      </div>
      {table ? <SeriesTable series={series} currency={currency} /> : <Plots series={series} />}
    </section>
  );
}

import uPlot from 'uplot';
import { COLOURS, FONTS, type ColourScheme } from '../../theme/tokens.ts';
import { shortPeriodWords } from '../../words/dates.ts';

/** Amounts of the chart in whole units of the currency, for drawing only. */
export interface ChartSeries {
  readonly periods: readonly string[];
  readonly recording: readonly number[];
  readonly composition: readonly number[];
}

export type ChartSide = 'recording' | 'composition';

const MONTHS_HEIGHT = 22;
const AXIS_WIDTH = 56;
const BARS_HEIGHT = 230;
const LEAST = 56;
/** Room beyond the longest bar, in pixels. */
const HEADROOM = 12;

const largest = (values: readonly number[]) => Math.max(0, ...values);

/** Currency units to a pixel: one scale for both sides, so that their bars compare. */
function unitsPerPixel({ recording, composition }: ChartSeries): number {
  const whole = largest(recording) + largest(composition);
  return whole === 0 ? 1 : whole / BARS_HEIGHT;
}

/** Heights of both halves in pixels. A side with little in it keeps room for its axis. */
export function chartHeights(series: ChartSeries): Record<ChartSide, number> {
  const scale = unitsPerPixel(series);
  const halfHeight = (values: readonly number[]) =>
    Math.max(LEAST, Math.ceil(largest(values) / scale) + HEADROOM);
  return {
    recording: halfHeight(series.recording) + MONTHS_HEIGHT,
    composition: halfHeight(series.composition),
  };
}

interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly scheme: ColourScheme;
}

/** Nothing is drawn for zero: an outlined bar of no height would be a line. */
const last = (values: readonly number[], keep: (index: number) => boolean) =>
  values.map((value, index) => (keep(index) && value !== 0 ? value : null));

function bars(solid: boolean, colour: string): uPlot.Series {
  const paths = uPlot.paths.bars?.({ size: [0.72, 44] });
  return {
    ...(paths === undefined ? {} : { paths }),
    stroke: colour,
    width: solid ? 0 : 1.5,
    ...(solid ? { fill: colour } : {}),
    points: { show: false },
  };
}

/** How one side is drawn: its own half of the chart, growing away from the line between them. */
export function sideOptions(
  side: ChartSide,
  series: ChartSeries,
  { width, height, scheme }: ChartSize,
): { options: uPlot.Options; aligned: uPlot.AlignedData } {
  const colours = COLOURS[scheme];
  const upper = side === 'recording';
  const values = series[side];
  const end = values.length - 1;
  const top = unitsPerPixel(series) * (height - (upper ? MONTHS_HEIGHT : 0));
  const axis = {
    stroke: colours.ink3,
    font: `11px ${FONTS.mono}`,
    ticks: { show: false },
    border: { show: false },
  };
  const options: uPlot.Options = {
    width,
    height,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, Math.max(end, 0) + 0.6] },
      y: { range: [0, top], dir: upper ? 1 : -1 },
    },
    axes: [
      {
        ...axis,
        show: upper,
        size: MONTHS_HEIGHT,
        gap: 4,
        grid: { show: false },
        splits: () => values.map((_, index) => index),
        values: () => series.periods.map(shortPeriodWords),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        gap: 8,
        space: 40,
        grid: { stroke: colours.line, width: 1 },
        // The line between the sides is zero; it needs no number.
        values: (_, splits) =>
          splits.map((value) =>
            value === 0 ? '' : value.toLocaleString('en', { maximumSignificantDigits: 6 }),
          ),
      },
    ],
    series: [{}, bars(upper, colours.edge), bars(upper, colours.ink)],
  };
  return {
    options,
    aligned: [
      values.map((_, index) => index),
      last(values, (index) => index !== end),
      last(values, (index) => index === end),
    ],
  };
}

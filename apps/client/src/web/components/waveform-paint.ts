/** Peaks and level of a stem in its recording's own time, full scale ±1. The engine's `StemWaveform` is one. */
export interface WaveformData {
  readonly framesPerBin: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
}

export interface WaveformPaint {
  readonly width: number;
  readonly height: number;
  readonly colour: string;
  readonly peakOpacity: number;
  readonly rmsOpacity: number;
  /** Linear gain applied to what is drawn. */
  readonly gain: number;
  /** The second of the recording at a fraction of the width; null where there is nothing to hear. */
  readonly secondAt: (fraction: number) => number | null;
}

const FRAMES_PER_SECOND = 44_100;

interface Column {
  readonly low: number;
  readonly high: number;
  readonly rms: number;
}

/** Extremes and level of the bins between two seconds, whichever comes first. */
function columnOf(data: WaveformData, a: number, b: number): Column {
  const bins = data.max.length;
  const binOf = (second: number) => Math.floor((second * FRAMES_PER_SECOND) / data.framesPerBin);
  const first = Math.max(0, binOf(Math.min(a, b)));
  const last = Math.min(bins - 1, Math.max(first, binOf(Math.max(a, b))));
  let low = 0;
  let high = 0;
  let squares = 0;
  for (let bin = first; bin <= last; bin += 1) {
    low = Math.min(low, data.min[bin] ?? 0);
    high = Math.max(high, data.max[bin] ?? 0);
    squares += (data.rms[bin] ?? 0) ** 2;
  }
  return { low, high, rms: last < first ? 0 : Math.sqrt(squares / (last - first + 1)) };
}

/** Draws one pixel column after another: the peak translucent, the level solid over it. */
export function paintWaveform(
  context: CanvasRenderingContext2D,
  data: WaveformData,
  paint: WaveformPaint,
): void {
  const { width, height, gain } = paint;
  const middle = height / 2;
  const reach = middle * 0.94;
  const clamp = (value: number) => Math.min(1, Math.max(-1, value * gain));
  context.clearRect(0, 0, width, height);
  context.fillStyle = paint.colour;
  for (let x = 0; x < width; x += 1) {
    const from = paint.secondAt(x / width);
    if (from === null) continue;
    const to = paint.secondAt((x + 1) / width) ?? from;
    const column = columnOf(data, from, to);
    const top = middle - clamp(column.high) * reach;
    const bottom = middle - clamp(column.low) * reach;
    context.globalAlpha = paint.peakOpacity;
    context.fillRect(x, top, 1, Math.max(1, bottom - top));
    const level = Math.min(clamp(column.rms), Math.max(clamp(column.high), -clamp(column.low))) * reach;
    context.globalAlpha = paint.rmsOpacity;
    context.fillRect(x, middle - level, 1, Math.max(1, level * 2));
  }
  context.globalAlpha = 1;
}

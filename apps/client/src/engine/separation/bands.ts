/** x⁴, the slope of the band edges: 48 dB per octave in energy, gentle enough not to ring. */
function slope(x: number): number {
  const square = x * x;
  const fourth = square * square;
  return fourth * fourth;
}

/** Weights of the bins below an edge, 1 far below and 0 far above it. */
export function lowBand(bins: number, binHz: number, edgeHz: number): Float32Array {
  return Float32Array.from({ length: bins }, (_, k) => 1 / (1 + slope((k * binHz) / edgeHz)));
}

/** Weights of the bins between two edges. */
export function middleBand(bins: number, binHz: number, lowHz: number, highHz: number): Float32Array {
  const below = lowBand(bins, binHz, lowHz);
  const within = lowBand(bins, binHz, highHz);
  return within.map((weight, k) => weight * (1 - (below[k] as number)));
}

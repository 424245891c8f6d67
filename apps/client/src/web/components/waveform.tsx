import { useEffect, useRef } from 'react';
import { useElementSize } from '@mantine/hooks';
import { useComputedColorScheme } from '@mantine/core';
import type { Stem } from '@flipside/recipe';
import { COLOURS, STEM_COLOURS, WAVE } from '../theme/tokens.ts';
import { paintWaveform, type WaveformData } from './waveform-paint.ts';
import './waveform.css';

interface WaveformProps {
  /** What to draw; null while the sound is not known on this device, which is shown hatched. */
  readonly data: WaveformData | null;
  readonly stem: Stem;
  /** The second of the recording at each fraction of the width. Keep it stable between renders. */
  readonly secondAt: (fraction: number) => number | null;
  readonly gain?: number;
}

// A canvas past this width is scaled instead: browsers refuse very large ones.
const MAX_PIXELS = 8192;

/** A stretch of one stem, drawn from audio on this device and filling its container. */
export function Waveform({ data, stem, secondAt, gain = 1 }: WaveformProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || !data || width === 0 || height === 0) return;
    const ratio = Math.min(window.devicePixelRatio, MAX_PIXELS / width);
    element.width = Math.max(1, Math.round(width * ratio));
    element.height = Math.max(1, Math.round(height * ratio));
    paintWaveform(context, data, {
      width: element.width,
      height: element.height,
      colour: stem === 'mix' ? COLOURS[scheme].ink2 : STEM_COLOURS[scheme][stem],
      peakOpacity: WAVE.peakOpacity,
      rmsOpacity: WAVE.rmsOpacity,
      gain,
      secondAt,
    });
  }, [data, stem, secondAt, gain, width, height, scheme]);
  return (
    <div ref={ref} className={`waveform stem-${stem}`} data-known={data !== null} aria-hidden="true">
      {data !== null && <canvas ref={canvas} />}
    </div>
  );
}

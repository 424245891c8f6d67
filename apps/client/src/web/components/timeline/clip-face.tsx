import type { ReactNode } from 'react';
import type { Stem } from '@flipside/recipe';
import { Waveform } from '../waveform.tsx';
import type { WaveformData } from '../waveform-paint.ts';
import './clip-face.css';

interface ClipFaceProps {
  readonly stem: Stem;
  readonly waveform: WaveformData | null;
  readonly secondAt: (fraction: number) => number | null;
  /** Linear. */
  readonly gain: number;
  readonly number: number | null;
  readonly title: string;
  /** What was changed: "−2 st", "rev". */
  readonly changes: string;
  /** Shares of the clip's length. */
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly showFades: boolean;
  readonly children?: ReactNode;
}

/** What a clip shows: stem edge, source number, title, changes, the sound itself and its fades. */
export function ClipFace(props: ClipFaceProps) {
  const { stem, waveform, secondAt, gain, number, title, changes, fadeIn, fadeOut, showFades, children } =
    props;
  return (
    <span className={`clip-face stem-${stem}`}>
      <span className="clip-face-wave">
        <Waveform data={waveform} stem={stem} secondAt={secondAt} gain={gain} />
      </span>
      {showFades && (fadeIn > 0 || fadeOut > 0) && (
        <svg className="clip-face-fades" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {fadeIn > 0 && <path d={`M0 100L${fadeIn * 100} 0`} />}
          {fadeOut > 0 && <path d={`M${100 - fadeOut * 100} 0L100 100`} />}
        </svg>
      )}
      {/* Number and changes are drawn by the style sheet: the clip is named by whoever holds it (WCAG 2.5.3). */}
      <span className="clip-face-words" aria-hidden="true" data-number={number ?? ''} data-changes={changes}>
        <span className="clip-face-title">{title}</span>
      </span>
      {children}
    </span>
  );
}

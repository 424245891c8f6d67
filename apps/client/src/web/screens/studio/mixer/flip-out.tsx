import { useEffect, useState } from 'react';
import { formatDb } from '../../../components/fader-scale.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';
import { LevelBar } from './level-bar.tsx';

const READ_MS = 250;

interface Reading {
  readonly level: number;
  readonly peak: number;
}

const SILENT: Reading = { level: 0, peak: 0 };
const words = (linear: number): string => (linear <= 0 ? '−∞' : formatDb(20 * Math.log10(linear)));

/** Level and highest peak of what comes out, read four times a second. */
function useReading(): Reading {
  const studio = useStudio();
  const [reading, setReading] = useState(SILENT);
  useEffect(() => {
    let highest = 0;
    let level = 0;
    const stop = studio.levels.subscribe(() => {
      const master = studio.levels.get().levels?.master;
      if (master === undefined) return;
      highest = Math.max(highest, master.peak);
      level = master.rms;
    });
    const timer = setInterval(() => {
      setReading((known) =>
        known.level === level && known.peak === highest ? known : { level, peak: highest },
      );
    }, READ_MS);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [studio]);
  return reading;
}

/** What comes out of the flip on this device. */
export function FlipOut() {
  const { level, peak } = useReading();
  const { buffering, underruns } = useStudioState((state) => state.transport);
  return (
    <>
      <dl className="flip-out-figures small">
        <dt>Flip out</dt>
        <dd aria-hidden="true" />
        <dt className="secondary">Level</dt>
        <dd className="mono">{words(level)} dB</dd>
        <dt className="secondary">Highest peak</dt>
        <dd className="mono">{words(peak)} dB</dd>
        <dt className="secondary">Rendering</dt>
        <dd className="mono">
          {buffering ? 'catching up' : underruns === 0 ? 'ahead' : `${underruns} gaps`}
        </dd>
      </dl>
      <LevelBar trackId={null} />
    </>
  );
}

import { useEffect, useRef } from 'react';
import { positionOfDb } from '../../../components/fader-scale.ts';
import { useStudio } from '../state/use-studio.ts';

const FALL_PER_SECOND = 0.9;

const db = (linear: number): number => (linear <= 0 ? -120 : 20 * Math.log10(linear));

/** Level and peak of a lane, or of everything. Moved without rendering; it falls slowly, as meters do. */
export function LevelBar({ trackId }: { trackId: string | null }) {
  const studio = useStudio();
  const level = useRef<HTMLSpanElement>(null);
  const peak = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = 0;
    let held = 0;
    let rms = 0;
    let top = 0;
    let last = performance.now();
    let frame = 0;
    const draw = (now: number): void => {
      const fall = ((now - last) / 1000) * FALL_PER_SECOND;
      last = now;
      shown = Math.max(rms, shown - fall);
      held = Math.max(top, held - fall / 2);
      rms = 0;
      top = 0;
      if (level.current) level.current.style.transform = `scaleY(${shown})`;
      if (peak.current) peak.current.style.bottom = `${held * 100}%`;
      frame = shown > 0.001 || held > 0.001 ? requestAnimationFrame(draw) : 0;
    };
    const stop = studio.levels.subscribe(() => {
      const { levels } = studio.levels.get();
      const mine = trackId === null ? levels?.master : levels?.tracks[trackId];
      if (mine === undefined) return;
      rms = Math.max(rms, positionOfDb(db(mine.rms)));
      top = Math.max(top, positionOfDb(db(mine.peak)));
      if (frame === 0) {
        last = performance.now();
        frame = requestAnimationFrame(draw);
      }
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [studio, trackId]);
  return (
    <span className="level-bar" aria-hidden="true">
      <span ref={level} className="level-bar-fill" />
      <span ref={peak} className="level-bar-peak" />
    </span>
  );
}

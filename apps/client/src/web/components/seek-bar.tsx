import { SeekArea } from './seek-area.tsx';
import './seek-bar.css';

interface SeekBarProps {
  readonly seconds: number;
  readonly durationMs: number;
  readonly onSeek: (seconds: number) => void;
}

/** Where one is in a flip, as a thin bar. */
export function SeekBar({ seconds, durationMs, onSeek }: SeekBarProps) {
  const duration = durationMs / 1000;
  const share = duration > 0 ? Math.min(1, Math.max(0, seconds / duration)) : 0;
  return (
    <SeekArea seconds={seconds} durationSeconds={duration} onSeek={onSeek} className="seek-bar">
      <span style={{ width: `${share * 100}%` }} />
    </SeekArea>
  );
}

import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { spokenDuration } from './duration.tsx';

interface SeekAreaProps {
  readonly seconds: number;
  readonly durationSeconds: number;
  readonly onSeek: (seconds: number) => void;
  readonly className: string;
  readonly disabled?: boolean;
  readonly children?: ReactNode;
}

const STEPS: Record<string, number> = {
  ArrowLeft: -5,
  ArrowDown: -5,
  ArrowRight: 5,
  ArrowUp: 5,
  PageDown: -30,
  PageUp: 30,
};

function keyTarget(key: string, seconds: number, duration: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return duration;
  const step = STEPS[key];
  return step === undefined ? null : seconds + step;
}

/** Any stretch of time that can be pointed into, as a slider: arrows move 5 seconds, Page keys 30. */
export function SeekArea({
  seconds,
  durationSeconds,
  onSeek,
  className,
  disabled = false,
  children,
}: SeekAreaProps) {
  const area = useRef<HTMLDivElement>(null);
  const seek = (to: number) => {
    if (!disabled) onSeek(Math.min(durationSeconds, Math.max(0, to)));
  };
  const follow = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect();
    if (box) seek(((event.clientX - box.left) / box.width) * durationSeconds);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyTarget(event.key, seconds, durationSeconds);
    if (to === null) return;
    event.preventDefault();
    seek(to);
  };
  return (
    <div
      ref={area}
      className={className}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label="Position"
      aria-disabled={disabled}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationSeconds)}
      aria-valuenow={Math.round(seconds)}
      aria-valuetext={spokenDuration(seconds * 1000)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0 || disabled) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      {children}
    </div>
  );
}

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { Stem } from '@flipside/recipe';
import { dbOfPosition, FADER_MAX_DB, FADER_MIN_DB, formatDb, positionOfDb, settleDb } from './fader-scale.ts';
import './stem-fader.css';

interface StemFaderProps {
  /** Colours the inlay; leave out for a lane without a stem. */
  readonly stem?: Stem;
  /** Accessible name, such as "Vocals level". */
  readonly label: string;
  readonly valueDb: number;
  readonly onChange: (valueDb: number) => void;
  readonly orientation?: 'horizontal' | 'vertical';
  readonly disabled?: boolean;
  /** What a double click, and the key 0, return to. */
  readonly resetDb?: number;
}

const STEPS: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

function keyTarget(event: KeyboardEvent, valueDb: number, resetDb: number): number | null {
  const direction = STEPS[event.key];
  if (direction !== undefined) return valueDb + direction * (event.shiftKey ? 0.1 : 0.5);
  if (event.key === 'PageUp') return valueDb + 3;
  if (event.key === 'PageDown') return valueDb - 3;
  if (event.key === 'Home') return FADER_MIN_DB;
  if (event.key === 'End') return FADER_MAX_DB;
  if (event.key === '0') return resetDb;
  return null;
}

/** Level fader with an ink cap, a stem inlay and a tick at 0 dB. Arrows step 0.5 dB, with Shift 0.1. */
export function StemFader(props: StemFaderProps) {
  const { stem, label, valueDb, onChange, orientation = 'horizontal', disabled = false, resetDb = 0 } = props;
  const track = useRef<HTMLDivElement>(null);
  const vertical = orientation === 'vertical';
  const change = (db: number) => {
    const next = settleDb(db);
    if (!disabled && next !== valueDb) onChange(next);
  };
  const follow = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    if (!box) return;
    change(
      dbOfPosition(
        vertical ? (box.bottom - event.clientY) / box.height : (event.clientX - box.left) / box.width,
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, valueDb, resetDb);
    if (target === null) return;
    event.preventDefault();
    change(target);
  };
  const at = `${positionOfDb(valueDb) * 100}%`;
  return (
    <div
      ref={track}
      className={`stem-fader stem-fader-${orientation}${stem ? ` stem-${stem}` : ''}`}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuemin={FADER_MIN_DB}
      aria-valuemax={FADER_MAX_DB}
      aria-valuenow={valueDb}
      aria-valuetext={valueDb <= FADER_MIN_DB ? 'silent' : `${formatDb(valueDb)} dB`}
      aria-disabled={disabled}
      onKeyDown={onKeyDown}
      onDoubleClick={() => change(resetDb)}
      onPointerDown={(event) => {
        if (event.button !== 0 || disabled) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
    >
      <span className="stem-fader-tick" />
      <span className="stem-fader-fill" style={vertical ? { height: at } : { width: at }} />
      <span className="stem-fader-cap" style={vertical ? { bottom: at } : { left: at }} />
    </div>
  );
}

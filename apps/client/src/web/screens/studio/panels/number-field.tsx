import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';

interface TextFieldProps {
  readonly label: string;
  /** The value as it is written when nobody types. */
  readonly shown: string;
  /** Takes what was typed; false when it cannot be read, and the old value comes back. */
  readonly onCommit: (text: string) => boolean;
  /** Arrow up (1) and down (−1); with Shift ten times as far, with Alt a tenth. */
  readonly onStep?: (steps: number) => void;
  readonly note?: ReactNode;
  /** For a field whose name stands elsewhere. */
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

/** A value with its name, changed by typing or by arrow keys. */
export function ValueField(props: TextFieldProps) {
  const { label, shown, onCommit, onStep, note, hideLabel = false, disabled = false } = props;
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    if (typed !== null && typed !== shown) onCommit(typed);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') commit();
    else if (event.key === 'Escape') setTyped(null);
    else if (onStep !== undefined && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      setTyped(null);
      onStep((event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1));
    }
  };
  return (
    <div className="field" data-bare={hideLabel}>
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'secondary'}>
        {label}
      </label>
      {note !== undefined && <span className="field-note">{note}</span>}
      <input
        id={id}
        className="field-input mono"
        value={typed ?? shown}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly onChange: (value: number) => void;
  readonly slider?: boolean;
  readonly withSign?: boolean;
  readonly hideLabel?: boolean;
}

/** What is typed for a number: a comma may stand for the point, a true minus sign for a hyphen, and a unit may follow. */
export function readNumber(text: string): number | null {
  const match = /^\s*([+−-]?)\s*(\d+(?:[.,]\d+)?|[.,]\d+)/.exec(text);
  if (match === null) return null;
  const value = Number((match[2] ?? '').replace(',', '.'));
  return match[1] === '−' || match[1] === '-' ? -value : value;
}

function written(value: number, unit: string, withSign: boolean): string {
  const digits = String(Number(Math.abs(value).toFixed(2)));
  const sign = value < 0 && digits !== '0' ? '−' : withSign && value > 0 && digits !== '0' ? '+' : '';
  return `${sign}${digits}${unit === '' ? '' : ` ${unit}`}`;
}

/** A number within bounds, with a slider beside it where the range can be seen. */
export function NumberField(props: NumberFieldProps) {
  const {
    label,
    value,
    min,
    max,
    step,
    unit,
    onChange,
    slider = false,
    withSign = false,
    hideLabel = false,
  } = props;
  const change = (next: number) => onChange(Math.min(max, Math.max(min, next)));
  return (
    <ValueField
      label={label}
      hideLabel={hideLabel}
      shown={written(value, unit, withSign)}
      onStep={(steps) => change(Number((value + steps * step).toFixed(4)))}
      onCommit={(text) => {
        const read = readNumber(text);
        if (read !== null) change(read);
        return read !== null;
      }}
      {...(slider
        ? {
            note: (
              <input
                type="range"
                className="field-slider"
                aria-label={`${label} slider`}
                aria-valuetext={written(value, unit, withSign)}
                min={min}
                max={max}
                step={step}
                value={value}
                onChange={(event) => change(Number(event.currentTarget.value))}
              />
            ),
          }
        : {})}
    />
  );
}

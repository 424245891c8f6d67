import './toggle-letter.css';

interface ToggleLetterProps {
  readonly letter: 'M' | 'S' | 'A';
  /** Accessible name, such as "Mute vocals". */
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly disabled?: boolean;
}

/** Mute, solo and automation switches beside a fader. */
export function ToggleLetter({ letter, label, on, onToggle, disabled = false }: ToggleLetterProps) {
  return (
    <button
      type="button"
      className="toggle-letter"
      aria-pressed={on}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onToggle}
    >
      {letter}
    </button>
  );
}

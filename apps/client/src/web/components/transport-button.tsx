import { Icon } from './icon.tsx';
import './transport-button.css';

interface TransportButtonProps {
  readonly playing: boolean;
  readonly onToggle: () => void;
  readonly disabled?: boolean;
  readonly size?: 40 | 48 | 56;
  /** Says what is played, for a page that holds several. */
  readonly subject?: string;
}

/** The round play and pause control. */
export function TransportButton({
  playing,
  onToggle,
  disabled = false,
  size = 40,
  subject,
}: TransportButtonProps) {
  const label = `${playing ? 'Pause' : 'Play'}${subject === undefined ? '' : ` ${subject}`}`;
  return (
    <button
      type="button"
      className="transport-button"
      style={{ width: size, height: size }}
      aria-label={label}
      disabled={disabled}
      onClick={onToggle}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}

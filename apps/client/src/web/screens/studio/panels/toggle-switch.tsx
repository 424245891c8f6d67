import { Switch } from '@mantine/core';

interface ToggleSwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

export function ToggleSwitch({ label, on, onToggle }: ToggleSwitchProps) {
  return (
    <Switch
      label={label}
      checked={on}
      labelPosition="left"
      className="inspector-switch"
      onChange={(event) => onToggle(event.currentTarget.checked)}
    />
  );
}

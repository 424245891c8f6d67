import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Icon } from '../components/icon.tsx';

/** Light or dark; until it is used the system decides. */
export function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  const other = shown === 'dark' ? 'light' : 'dark';
  const label = `Switch to ${other} colours`;
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => setColorScheme(other)}>
      <Icon name="scheme" />
    </ActionIcon>
  );
}

import { Button, Menu } from '@mantine/core';
import { Icon } from '../components/icon.tsx';
import { MenuLink } from '../components/link-button.tsx';
import type { User } from '../queries/session.ts';

interface PartyPickerProps {
  readonly parties: User['parties'];
  readonly to:
    | '/artist'
    | '/artist/catalogue'
    | '/artist/mandates'
    | '/statements'
    | '/disputes'
    | '/derivatives'
    | '/imports';
  /** Id of the one that is shown. */
  readonly party: string | undefined;
  /** Offers all of them together as well. */
  readonly all?: boolean;
  /** Which view of the page stays when the party changes. */
  readonly tab?: string;
}

/** Chooses in whose name one looks. */
export function PartyPicker({ parties, to, party, all = false, tab }: PartyPickerProps) {
  const shown = parties.find(({ id }) => id === party);
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<Icon name="chevron-down" />}>{shown?.name ?? 'All parties'}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {all && (
          <MenuLink to={to} search={{}}>
            All parties
          </MenuLink>
        )}
        {parties.map(({ id, name }) => (
          <MenuLink key={id} to={to} search={tab === undefined ? { party: id } : { party: id, tab }}>
            {name}
          </MenuLink>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

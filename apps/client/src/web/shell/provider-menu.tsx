import { Button, Menu } from '@mantine/core';
import { MenuLink } from '../components/link-button.tsx';
import { Icon } from '../components/icon.tsx';
import { providers } from '../providers/provider-store.ts';
import { connectedName, useProviders } from '../providers/use-providers.ts';
import { useRestoredProviders } from '../providers/use-restored-providers.ts';
import './provider-menu.css';

const report = (error: unknown) => providers.fail(error);

/** Where the sound comes from, and the way to change it. */
export function ProviderMenu() {
  const name = useProviders(connectedName);
  const reading = useProviders(({ files }) => files.phase === 'reading');
  const remembered = useProviders((state) => state.remembered);
  const demo = useProviders((state) => state.demo);
  useRestoredProviders();
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="sm"
          className="provider-button"
          leftSection={name === null ? undefined : <Icon name="check" />}
          rightSection={<Icon name="chevron-down" />}
        >
          {reading ? (
            'Reading your files'
          ) : name === null ? (
            <>
              Connect<span className="provider-long">&nbsp;your music</span>
            </>
          ) : (
            <>
              <span className="provider-long">Playing from&nbsp;</span>
              <strong className="ellipsis">{name}</strong>
            </>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {remembered !== null && (
          <Menu.Item
            leftSection={<Icon name="folder" />}
            onClick={() => void providers.reopenFolder().catch(report)}
          >
            Open “{remembered}” again
          </Menu.Item>
        )}
        <MenuLink to="/library" leftSection={<Icon name="folder" />}>
          {name === null ? 'Choose your music' : 'Your music on this device'}
        </MenuLink>
        <Menu.Item
          leftSection={<Icon name="disc" />}
          rightSection={demo ? <Icon name="check" /> : undefined}
          role="menuitemcheckbox"
          aria-checked={demo}
          onClick={() => void providers.setDemo(!demo).catch(report)}
        >
          Demo library
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

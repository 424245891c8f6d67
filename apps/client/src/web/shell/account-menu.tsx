import { Fragment } from 'react';
import { Button, Menu } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { MenuLink } from '../components/link-button.tsx';
import { Icon } from '../components/icon.tsx';
import { useMe, useSignOut, type User } from '../queries/session.ts';
import { thenGo } from '../queries/then-go.ts';
import { ownPlaces } from './navigation.ts';
import { signInHref } from './sign-in-href.ts';

function SignedIn({ user }: { user: User }) {
  const signOut = useSignOut();
  const router = useRouter();
  const leave = () => void thenGo(signOut, undefined, () => router.navigate({ to: '/' }));
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          className="account-button"
          rightSection={<Icon name="chevron-down" />}
        >
          <span className="ellipsis">{user.displayName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>@{user.handle}</Menu.Label>
        {ownPlaces({ party: user.parties.length > 0, operator: user.operator }).map((group) => (
          <Fragment key={group[0]?.to}>
            {group.map(({ to, label }) => (
              <MenuLink key={to} to={to}>
                {label}
              </MenuLink>
            ))}
            <Menu.Divider />
          </Fragment>
        ))}
        <MenuLink to="/notifications">Notifications</MenuLink>
        <MenuLink to="/account">Account</MenuLink>
        <Menu.Divider />
        <Menu.Item onClick={leave} disabled={signOut.isPending}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Sign in, or who is signed in. Empty until it is known, so that nothing jumps. */
export function AccountMenu() {
  const { user, isPending } = useMe();
  if (isPending) return <span style={{ width: 80 }} />;
  if (user) return <SignedIn user={user} />;
  return (
    <Button component="a" variant="subtle" size="sm" className="sign-in-button" href={signInHref()}>
      Sign in
    </Button>
  );
}

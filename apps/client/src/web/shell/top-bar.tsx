import { Link, useLocation } from '@tanstack/react-router';
import { Logo } from '../components/logo.tsx';
import { useMe } from '../queries/session.ts';
import { AccountMenu } from './account-menu.tsx';
import { Bell } from './bell.tsx';
import { destinations, sectionOf } from './navigation.ts';
import { ProviderMenu } from './provider-menu.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import './top-bar.css';

export function TopBar() {
  const { user } = useMe();
  const { pathname } = useLocation();
  const roles = { party: (user?.parties.length ?? 0) > 0, operator: user?.operator ?? false };
  const section = sectionOf(pathname, roles);
  return (
    <header className="top-bar">
      <Link to="/" className="brand" aria-label="Flipside, to the start">
        <Logo />
        <span>Flipside</span>
      </Link>
      <nav className="top-nav" aria-label="Main">
        {destinations(roles).map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            aria-current={to === section ? 'true' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <span className="spacer" />
      <ProviderMenu />
      <Bell />
      <AccountMenu />
      <SchemeSwitch />
    </header>
  );
}

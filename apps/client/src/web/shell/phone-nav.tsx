import { Link } from '@tanstack/react-router';
import { Icon } from '../components/icon.tsx';
import { Logo } from '../components/logo.tsx';
import { PHONE_DESTINATIONS } from './navigation.ts';
import './phone-nav.css';

/** The bottom bar of a phone. */
export function PhoneNav() {
  return (
    <nav className="phone-nav" aria-label="Main">
      {PHONE_DESTINATIONS.map(({ to, label, icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
          {icon === 'logo' ? <Logo size={20} /> : <Icon name={icon} size={20} />}
          {label}
        </Link>
      ))}
    </nav>
  );
}

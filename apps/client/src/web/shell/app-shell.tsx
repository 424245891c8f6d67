import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { MiniPlayer } from './mini-player.tsx';
import { OfflineNote } from './offline-note.tsx';
import { PhoneNav } from './phone-nav.tsx';
import { TopBar } from './top-bar.tsx';
import './app-shell.css';

/** Nobody waits for it: it brings what checks signatures and logs. */
const PromiseWatch = lazy(async () => {
  const { PromiseWatch: loaded } = await import('./promise-watch.tsx');
  return { default: loaded };
});

/** Moves the reading position to the new screen after a navigation, as loading a page would. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

/** Navigation, the screen, and the player that stays while screens change. */
export function AppShell() {
  const main = useFocusOnNavigation();
  const { pathname } = useLocation();
  const onFlip = pathname.startsWith('/r/');
  return (
    <div className="app-shell" data-flip={onFlip}>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <TopBar />
      <OfflineNote />
      <Suspense>
        <PromiseWatch />
      </Suspense>
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <MiniPlayer />
      {!onFlip && <PhoneNav />}
    </div>
  );
}

import { createRootRoute, createRoute } from '@tanstack/react-router';
import { AppShell } from './shell/app-shell.tsx';

export const rootRoute = createRootRoute();

/** Screens with the navigation around them. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: AppShell,
});

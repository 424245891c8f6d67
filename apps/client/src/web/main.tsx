import 'virtual:tokens.css';
import '@fontsource-variable/archivo/standard.css';
import '@fontsource-variable/spline-sans-mono/wght.css';
import '@mantine/core/styles.layer.css';
import './theme/global.css';
import './theme/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { registerServiceWorker } from './service-worker.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

// The page may already hold what the instance rendered for readers without scripts; the app takes its place.
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
registerServiceWorker();

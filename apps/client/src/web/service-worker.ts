/** Keeps the app's shell on the device, so that it opens offline. Only in a built app, and never inside an embed. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || window.self !== window.top || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // Without it the app works as before, online only.
    navigator.serviceWorker.register('/sw.js').catch(reportError);
  });
}

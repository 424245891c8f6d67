// Runs before the first paint, so that a page chosen dark never flashes light. A file of its own: inline scripts are
// refused by the content security policy.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem('flipside-colour-scheme');
  } catch {
    // Storage can be closed to an embedded page; the system's scheme is then followed.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

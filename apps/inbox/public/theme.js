// Runs before the first paint, so that a dark screen never flashes white. A file of its own because
// the content security policy forbids inline scripts. src/design/theme.ts keeps it true afterwards.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('baton.theme') || 'system';
  } catch {}
  const dark =
    choice === 'dark' ||
    (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();

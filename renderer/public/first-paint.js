// Runs before the first paint (a classic script in <head>), so that an overridden theme does not flash the other one.
// The key is the one of renderer/ui/theme/apply-theme.ts.
(() => {
  const theme = localStorage.getItem('avala.theme');
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
})();

/** Calls `onChange` when `devicePixelRatio` changes: the window is on another screen, or the page is zoomed. Returns what stops it. */
export function followPixelRatio(onChange: () => void): () => void {
  let query: MediaQueryList;
  const listen = () => {
    // A query holds for one resolution only.
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', change, { once: true });
  };
  const change = () => {
    listen();
    onChange();
  };
  listen();
  return () => query.removeEventListener('change', change);
}

/** How far a pointer may stray between its going down and up, in CSS pixels, and still have clicked and not dragged. */
const clickSlackPx = 4;

/** Calls `onClick` with the place on an element that was clicked, not dragged, with the main button. Returns what ends it. */
export function listenForClicks(element: HTMLElement, onClick: (xCss: number, yCss: number) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let down: { id: number; x: number; y: number } | null = null;
  element.addEventListener(
    'pointerdown',
    ({ button, isPrimary, pointerId, clientX, clientY }) => {
      down = button === 0 && isPrimary ? { id: pointerId, x: clientX, y: clientY } : null;
    },
    { signal },
  );
  // On the window, since controls that capture the pointer may keep the event from the element.
  window.addEventListener(
    'pointerup',
    ({ pointerId, clientX, clientY }) => {
      const from = down;
      down = null;
      if (from === null || from.id !== pointerId || Math.hypot(clientX - from.x, clientY - from.y) > clickSlackPx) return;
      const { left, top } = element.getBoundingClientRect();
      onClick(clientX - left, clientY - top);
    },
    { signal },
  );
  return () => listening.abort();
}

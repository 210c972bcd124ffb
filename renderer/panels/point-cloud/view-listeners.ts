type Listener = () => void;

/** What can be listened to in a view, each on its own. */
export type ViewEvent = 'draw' | 'legend' | 'paint' | 'status';

export class ViewListeners {
  readonly #of: Record<ViewEvent, Set<Listener>> = { draw: new Set(), legend: new Set(), paint: new Set(), status: new Set() };

  /** Returns the unsubscriber. */
  add(event: ViewEvent, listener: Listener): () => void {
    this.#of[event].add(listener);
    return () => this.#of[event].delete(listener);
  }

  tell(event: ViewEvent): void {
    for (const listener of this.#of[event]) listener();
  }

  clear(): void {
    for (const listeners of Object.values(this.#of)) listeners.clear();
  }
}

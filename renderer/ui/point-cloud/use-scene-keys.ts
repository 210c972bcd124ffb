import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { SceneStore } from '../../stores/scene-store.ts';
import { handleSceneKey } from './scene-keys.ts';
import type { ScenePane } from './scene-pane.ts';

/** The keys of a pane: those that are pressed in it, and those that are meant for it wherever they are pressed. */
export function useSceneKeys(pane: ScenePane | null, scene: SceneStore, area: RefObject<HTMLElement | null>, takesKeys: () => boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isInside = event.target instanceof Node && area.current?.contains(event.target) === true;
    if (pane !== null && (isInside || takesKeys())) handleSceneKey(event, pane, scene);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    // Before the screen, to which an Escape means something larger.
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

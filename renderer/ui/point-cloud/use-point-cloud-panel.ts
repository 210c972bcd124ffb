import { useEffect, useState } from 'react';
import type { RefObject } from 'react';
import type { PointCloudPanel } from '../../panels/point-cloud/point-cloud-panel.ts';
import type { SceneStore } from '../../stores/scene-store.ts';
import type { ScenePane } from './scene-pane.ts';
import { WebGlUnavailableError } from '../../panels/point-cloud/webgl-unavailable-error.ts';

/** Where a pane stands with its panel. `reason` is for people. */
export type PanelState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly panel: PointCloudPanel; readonly pane: ScenePane }
  | { readonly state: 'failed'; readonly reason: string };

export interface PanelOptions {
  /** Part of the names that assistive technology reads. */
  readonly label: string;
  /** The view that points are read of. */
  readonly viewKey: string;
  readonly scene: SceneStore;
  /** Whether the sweep is a frame of a recording. */
  readonly isPlayed: boolean;
  /** It stands beside another of the same view. */
  readonly isSecond?: boolean;
}

/**
 * Makes a point-cloud panel on a canvas of its own inside `host`, and disposes them with the component. The canvas is
 * not React's: its WebGL context ends with the panel, and a canvas cannot have a second one. three is loaded here, apart
 * from the page's first bundle.
 */
export function usePointCloudPanel(host: RefObject<HTMLElement | null>, { label, viewKey, scene, isPlayed, isSecond = false }: PanelOptions): PanelState {
  const [state, setState] = useState<PanelState>({ state: 'loading' });

  useEffect(() => {
    const parent = host.current;
    if (parent === null) return undefined;
    const canvas = document.createElement('canvas');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `Point cloud of ${label}`);
    parent.append(canvas);
    let panel: PointCloudPanel | null = null;
    let pane: ScenePane | null = null;
    let isGone = false;
    const start = async () => {
      try {
        const [{ PointCloudPanel: Panel }, { ScenePane: Pane }] = await Promise.all([import('../../panels/point-cloud/point-cloud-panel.ts'), import('./scene-pane.ts')]);
        if (isGone) return;
        panel = new Panel(canvas);
        pane = new Pane({ canvas, panel, viewKey, scene, isPlayed, isSecond });
        setState({ state: 'ready', panel, pane });
      } catch (error) {
        if (!isGone) setState({ state: 'failed', reason: reasonOf(error) });
      }
    };
    void start();
    return () => {
      isGone = true;
      pane?.dispose();
      panel?.dispose();
      canvas.remove();
      setState({ state: 'loading' });
    };
  }, [host, label, viewKey, scene, isPlayed, isSecond]);

  return state;
}

function reasonOf(error: unknown): string {
  if (error instanceof WebGlUnavailableError) return error.message;
  return 'The 3D view could not be started. The other views still work; reload the window to try again.';
}

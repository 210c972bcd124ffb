import { Group, Vector3 } from 'three';
import type { Camera, WebGLRenderer } from 'three';
import { AxisBars } from './axes.ts';
import { GroundGrid } from './ground-grid.ts';
import { OrientationGizmo } from './orientation-gizmo.ts';
import type { SceneExtent } from './scene-extent.ts';

/** The dark ground is the page's `--surface-media`. The grid is sRGB, 0 to 1. */
const palettes = {
  dark: { ground: '#0b0c0e', grid: [0.55, 0.6, 0.68] },
  light: { ground: '#f4f5f7', grid: [0.42, 0.46, 0.52] },
} as const;

export interface DecorStyle {
  readonly theme: 'dark' | 'light';
  readonly showGrid: boolean;
  readonly showAxes: boolean;
}

/** What every scene has besides its points: a grid on the ground, axes at the world's zero, and their directions in a corner. */
export class SceneDecor {
  /** Drawn before the points, and covered by them. */
  readonly behind = new Group();
  readonly among = new Group();
  readonly #grid = new GroundGrid();
  readonly #originAxes = new AxisBars(0.04);
  readonly #gizmo = new OrientationGizmo();
  readonly #moved = new Vector3();
  #placed: { readonly extent: SceneExtent; readonly ego: Vector3 | null } | null = null;
  #style: DecorStyle = { theme: 'dark', showGrid: true, showAxes: true };

  constructor() {
    this.behind.add(this.#grid.mesh);
    this.among.add(this.#originAxes.mesh);
  }

  setStyle(style: DecorStyle): void {
    this.#style = style;
    this.#grid.setColor(palettes[style.theme].grid);
    this.#grid.mesh.visible = style.showGrid;
    this.#originAxes.mesh.visible = style.showAxes;
  }

  /** What the picture is cleared to, for CSS. */
  get groundColor(): string {
    return palettes[this.#style.theme].ground;
  }

  /** Of the ground, which goes up and down with the vehicle. */
  get groundZ(): number {
    return (this.#placed?.extent.groundZ ?? 0) + this.#moved.z;
  }

  /**
   * `zero`: where the world's, or the sensor's, coordinates begin; in a map that is far away. `ego`: where the vehicle is,
   * null where nobody knows.
   */
  place(extent: SceneExtent, zero: Vector3, ego: Vector3 | null): void {
    this.#placed = { extent, ego };
    this.moveEgo(ego);
    this.#originAxes.mesh.scale.setScalar(extent.gridSpacingM / 4);
    this.#originAxes.mesh.position.copy(zero);
  }

  /** The grid goes along with the vehicle, since it ends not far from where it was placed. */
  moveEgo(ego: Vector3 | null): void {
    if (this.#placed === null) return;
    const { extent, ego: from } = this.#placed;
    if (ego === null || from === null) this.#moved.set(0, 0, 0);
    else this.#moved.subVectors(ego, from);
    this.#grid.place(extent, this.#moved);
  }

  /** Over the finished picture. */
  renderOver(renderer: WebGLRenderer, camera: Camera, widthPx: number): void {
    if (this.#style.showAxes) this.#gizmo.render(renderer, camera, widthPx);
  }

  dispose(): void {
    for (const owned of [this.#grid, this.#originAxes, this.#gizmo]) owned.dispose();
  }
}

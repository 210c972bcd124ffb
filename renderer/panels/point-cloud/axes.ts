import { BufferAttribute, CanvasTexture, Color, CylinderGeometry, Group, Mesh, MeshBasicMaterial, Quaternion, Sprite, SpriteMaterial, Vector3 } from 'three';
import type { BufferGeometry } from 'three';
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js';

/** Red, green and blue for x, y and z, as everywhere in robotics; muted to sit beside the colormaps. */
const axes = [
  { name: 'X', direction: new Vector3(1, 0, 0), color: '#f0605a' },
  { name: 'Y', direction: new Vector3(0, 1, 0), color: '#5fbf6a' },
  { name: 'Z', direction: new Vector3(0, 0, 1), color: '#5b9cf5' },
] as const;

const labelPx = 64;

/**
 * Three bars of length 1 from the origin, drawn as solids since WebGL's own lines are one pixel thin on every display. One
 * mesh: they are in every picture twice, and what a picture costs the page's thread is mostly the number of its meshes.
 */
export class AxisBars {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;

  /** `thickness` as a share of the length. */
  constructor(thickness: number) {
    const bars = axes.map(({ direction, color }) => {
      const bar = new CylinderGeometry(thickness / 2, thickness / 2, 1, 12).translate(0, 0.5, 0);
      bar.applyQuaternion(new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), direction));
      const { count } = bar.getAttribute('position');
      const { r, g, b } = new Color(color);
      return bar.setAttribute('color', new BufferAttribute(Float32Array.from({ length: 3 * count }, (_, i) => [r, g, b][i % 3] ?? 0), 3));
    });
    // Straight to the screen, like the points' colours.
    this.mesh = new Mesh(mergeGeometries(bars), new MeshBasicMaterial({ vertexColors: true, toneMapped: false }));
    for (const bar of bars) bar.dispose();
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** The letters X, Y and Z at the ends of bars of length 1, always turned to the viewer. */
export class AxisLabels {
  readonly group = new Group();
  readonly #materials: SpriteMaterial[];

  constructor() {
    this.#materials = axes.map(({ name, direction, color }) => {
      const material = new SpriteMaterial({ map: letterTexture(name, color), depthTest: false, toneMapped: false });
      const sprite = new Sprite(material);
      sprite.position.copy(direction).multiplyScalar(1.3);
      sprite.scale.setScalar(0.62);
      this.group.add(sprite);
      return material;
    });
  }

  dispose(): void {
    for (const material of this.#materials) {
      material.map?.dispose();
      material.dispose();
    }
  }
}

function letterTexture(letter: string, color: string): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = labelPx;
  canvas.height = labelPx;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.font = `600 ${labelPx * 0.72}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = color;
    context.fillText(letter, labelPx / 2, labelPx / 2);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = 'srgb';
  return texture;
}

import { CanvasTexture, Sprite, SpriteMaterial } from 'three';

const fontPx = 44;
const paddingPx = 12;

/** Words in the scene that face the viewer, `heightPx` of CSS tall whatever their distance; over everything else. */
export class TextSprite {
  readonly sprite: Sprite;
  private readonly material: SpriteMaterial;
  private readonly aspect: number;
  private readonly heightPx: number;

  constructor(text: string, options: { color: string; ground: string; heightPx?: number }) {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const font = `600 ${fontPx}px system-ui, sans-serif`;
    if (context !== null) context.font = font;
    canvas.width = Math.ceil(context?.measureText(text).width ?? fontPx * text.length) + 2 * paddingPx;
    canvas.height = fontPx + 2 * paddingPx;
    if (context !== null) {
      context.fillStyle = options.ground;
      context.beginPath();
      context.roundRect(0, 0, canvas.width, canvas.height, paddingPx);
      context.fill();
      // A new width has reset what was set before.
      context.font = font;
      context.textBaseline = 'middle';
      context.fillStyle = options.color;
      context.fillText(text, paddingPx, canvas.height / 2 + fontPx * 0.05);
    }
    const map = new CanvasTexture(canvas);
    map.colorSpace = 'srgb';
    this.aspect = canvas.width / canvas.height;
    this.heightPx = options.heightPx ?? 18;
    this.material = new SpriteMaterial({ map, depthTest: false, depthWrite: false, sizeAttenuation: false, toneMapped: false });
    this.sprite = new Sprite(this.material);
    this.sprite.renderOrder = 10;
  }

  /**
   * Sizes it for a picture so many CSS pixels high. `scaleAtUnit` is the height of what the camera shows at distance 1 for a
   * perspective camera, and of all it shows for an orthographic one: what three's sprites without attenuation go by.
   */
  fit(pictureHeightPx: number, scaleAtUnit: number): void {
    const height = (this.heightPx / pictureHeightPx) * scaleAtUnit;
    this.sprite.scale.set(height * this.aspect, height, 1);
  }

  dispose(): void {
    this.material.map?.dispose();
    this.material.dispose();
  }
}

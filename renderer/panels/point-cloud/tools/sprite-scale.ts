import { OrthographicCamera, PerspectiveCamera } from 'three';
import type { Camera } from 'three';

/** What `TextSprite.fit` takes of a camera: the height that it shows at distance 1, or at any where it is orthographic. */
export function spriteScale(camera: Camera): number {
  if (camera instanceof PerspectiveCamera) return 2 * Math.tan((camera.fov * Math.PI) / 360);
  if (camera instanceof OrthographicCamera) return (camera.top - camera.bottom) / camera.zoom;
  return 1;
}

import type { Cuboid, Drive, Moment } from '../scene/drive.ts';
import { frameCount } from '../scene/drive.ts';
import { worldFromCamera } from '../scene/sensors.ts';
import type { RigCamera } from '../scene/sensors.ts';
import type { Solid } from '../scene/solid.ts';
import { captionText, drawCaption } from './caption.ts';
import { Raster } from './raster.ts';
import { Shader } from './shade.ts';
import { ShadowMap } from './shadow-map.ts';

/**
 * Draws camera images of a drive. Keeps its buffers between images: the returned pixels and raster are valid until the
 * next call.
 */
export class CameraRenderer {
  private readonly tall = new ShadowMap();
  private readonly still: ShadowMap;
  private readonly everything: ShadowMap;
  private shadowsOf: Moment | null = null;
  private raster: Raster | null = null;
  private pixels: Uint8ClampedArray<ArrayBuffer> | null = null;

  constructor(drive: Drive) {
    const { tall, parked, parkedCuboids } = drive.still;
    this.tall.cast(tall);
    this.tall.soften();
    this.still = new ShadowMap(this.tall);
    addObjects(this.still, parked, parkedCuboids);
    this.everything = new ShadowMap(this.still);
  }

  /** What the camera sees: RGBA pixels, and the raster that says which object each sample shows. */
  render(moment: Moment, camera: RigCamera): { pixels: Uint8ClampedArray<ArrayBuffer>; raster: Raster } {
    const { intrinsics } = camera;
    if (this.shadowsOf !== moment) {
      this.everything.copyFrom(this.still);
      addObjects(this.everything, moment.moving.solids, moment.moving.cuboids);
      this.shadowsOf = moment;
    }
    const raster = (this.raster ??= new Raster(intrinsics));
    const pixels = (this.pixels ??= new Uint8ClampedArray(intrinsics.width * intrinsics.height * 4));
    const pose = worldFromCamera(moment.ego, camera);
    raster.draw(moment.solids, pose, intrinsics);
    new Shader(pose, intrinsics, { everything: this.everything, tall: this.tall }).shade(raster, pixels);
    drawCaption(pixels, intrinsics.width, captionText(camera.title, moment.frame, frameCount));
    return { pixels, raster };
  }
}

function addObjects(map: ShadowMap, solids: readonly Solid[], cuboids: readonly Cuboid[]): void {
  map.cast(solids);
  for (const cuboid of cuboids) map.darkenUnder(cuboid);
}

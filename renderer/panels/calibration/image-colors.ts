import { Matrix4, Vector3, Vector4 } from 'three';
import type { DepthTexture, IUniform } from 'three';
import type { Vector } from '../../geometry/rigid-transform.ts';
import { cameraFromScene } from './camera-from-scene.ts';
import type { DrawnCamera } from './frustum-layer.ts';
import { maxCameras, type ImageAtlas } from './image-atlas.ts';
import { depthGlsl } from './depth-glsl.ts';
import { ImageDepths } from './image-depths.ts';
import { projectionGlsl, projectionNumbers } from './projection-glsl.ts';

/**
 * Looks a point's colour up in the picture of the camera that sees it best, which is the one in whose picture it is
 * nearest to the middle: lenses are best there, and cameras that overlap do so at their borders. A camera before which
 * something nearer stands does not see it. Alpha 0: none does.
 */
const glsl = /* glsl */ `
  ${projectionGlsl}
  ${depthGlsl}
  uniform int imageCount;
  uniform mat4 imageFromScene[${maxCameras}];
  uniform vec4 imageFocal[${maxCameras}];
  uniform vec3 imageSpheres[${maxCameras}];
  uniform vec4 imageCells[${maxCameras}];
  uniform vec4 imageDepthCells[${maxCameras}];
  uniform sampler2D images;
  uniform sampler2D imageDepths;
  uniform bool imageHides;

  vec4 imageColor(vec3 scenePoint) {
    float nearest = 1e9;
    vec2 at = vec2(0.0);
    for (int i = 0; i < ${maxCameras}; i++) {
      if (i >= imageCount) break;
      vec3 seen = projectToImage((imageFromScene[i] * vec4(scenePoint, 1.0)).xyz, imageFocal[i], imageSpheres[i]);
      vec2 aside = abs(seen.xy - 0.5);
      float distance = dot(aside, aside);
      if (seen.z < 0.0 || max(aside.x, aside.y) >= 0.5 || distance >= nearest) continue;
      vec4 depths = imageDepthCells[i];
      if (imageHides && clipDepth(seen.z) * 0.5 + 0.5 > textureLod(imageDepths, depths.xy + seen.xy * depths.zw, 0.0).r) continue;
      nearest = distance;
      at = mix(imageCells[i].xy, imageCells[i].zw, seen.xy);
    }
    return nearest > 1.0 ? vec4(0.0) : vec4(textureLod(images, at, 0.0).rgb, 1.0);
  }
`;

/** Gives points the colours that cameras see: uniforms and a texture, whatever the number of points. */
export class CameraColors {
  readonly glsl = glsl;
  readonly #count = { value: 0 };
  readonly #hides = { value: false };
  readonly #fromScene = Array.from({ length: maxCameras }, () => new Matrix4());
  readonly #focal = Array.from({ length: maxCameras }, () => new Vector4());
  readonly #spheres = Array.from({ length: maxCameras }, () => new Vector3());
  readonly #cells = Array.from({ length: maxCameras }, () => new Vector4());
  readonly uniforms: Readonly<Record<string, IUniform>>;

  constructor(atlas: ImageAtlas) {
    this.uniforms = {
      imageCount: this.#count,
      imageFromScene: { value: this.#fromScene },
      imageFocal: { value: this.#focal },
      imageSpheres: { value: this.#spheres },
      imageCells: { value: this.#cells },
      images: { value: atlas.texture },
      imageDepthCells: { value: Array.from({ length: maxCameras }, (_, index) => ImageDepths.cellOf(index)) },
      imageDepths: { value: null },
      imageHides: this.#hides,
    };
  }

  /** What stands before what, for these same cameras; null: nothing is known. */
  setDepths(depths: DepthTexture | null): void {
    const uniform = this.uniforms['imageDepths'];
    if (uniform !== undefined) uniform.value = depths;
    this.#hides.value = depths !== null;
  }

  /** Those with a picture, as many as there may be. */
  set(cameras: readonly DrawnCamera[], sceneOrigin: Vector): void {
    let count = 0;
    for (const { camera, image, cell } of cameras) {
      if (cell === null || count >= maxCameras) continue;
      const { focal, spheres } = projectionNumbers(camera.model, image);
      this.#fromScene[count]?.copy(cameraFromScene(camera.worldFromCamera, sceneOrigin));
      this.#focal[count]?.set(...focal);
      this.#spheres[count]?.set(...spheres);
      this.#cells[count]?.copy(cell);
      count += 1;
    }
    this.#count.value = count;
  }
}

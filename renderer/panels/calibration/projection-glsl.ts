import type { Size } from '../image/fit.ts';
import type { CameraModel } from '../../geometry/camera-model.ts';

/** What the shader must know of a camera, as the numbers of two vectors. */
export interface ProjectionNumbers {
  /** fx, fy, cx, cy in parts of the image's width and height, so that it fits a picture of any resolution. */
  readonly focal: readonly [number, number, number, number];
  /** xi, alpha, and how far aside the camera sees. */
  readonly spheres: readonly [number, number, number];
}

/** `image`: the size in pixels that the calibration is for. */
export function projectionNumbers({ fx, fy, cx, cy, xi, alpha, sightLimit }: CameraModel, image: Size): ProjectionNumbers {
  return { focal: [fx / image.width, fy / image.height, cx / image.width, cy / image.height], spheres: [xi, alpha, sightLimit] };
}

/**
 * The shader's twin of `projectPoint` (Usenko, Demmel and Cremers 2018, eq. 40 to 45): from the camera's frame to u and v,
 * in parts of the image, and the distance from the camera; the distance is negative where the camera cannot see. A shader may take it in twice.
 */
export const projectionGlsl = /* glsl */ `
#ifndef PROJECTS_TO_IMAGE
#define PROJECTS_TO_IMAGE
  vec3 projectToImage(vec3 point, vec4 focal, vec3 spheres) {
    float d1 = length(point);
    float shifted = spheres.x * d1 + point.z;
    float d2 = length(vec3(point.xy, shifted));
    float depth = spheres.y * d2 + (1.0 - spheres.y) * shifted;
    bool isSeen = point.z > -spheres.z * d1;
    return vec3(focal.xy * point.xy / (isSeen ? depth : 1.0) + focal.zw, isSeen ? d1 : -1.0);
  }
#endif
`;

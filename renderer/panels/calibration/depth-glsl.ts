/**
 * How far behind a surface a point must lie to be hidden by it: in parts of the distance, and in metres besides. As much as
 * a sweep's own surface is rough, and less than what matters behind a car.
 */
export const surfaceOffset = { share: 1.05, metres: 0.3 } as const;

/** From the distance from a camera, in metres, to a depth between −1 and 1, as fine near the camera as it has to be. */
export const depthGlsl = /* glsl */ `
#ifndef HAS_CLIP_DEPTH
#define HAS_CLIP_DEPTH
  const float nearestM = 0.05;

  float clipDepth(float distanceM) {
    return 1.0 - 2.0 * nearestM / distanceM;
  }
#endif
`;

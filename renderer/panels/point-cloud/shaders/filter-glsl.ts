/** Whether a point is left out. Written so that a value that is not a number passes. */
export const filterGlsl = /* glsl */ `
  uniform vec2 heightFilter;
  uniform vec2 rangeFilter;
  uniform vec2 intensityFilter;
  uniform bool isCropped;
  uniform mat4 cropFromScene;
  uniform bool hasHiddenClasses;
  uniform sampler2D hiddenClasses;
  uniform bool hidesUnchanged;

  bool isOutside(float value, vec2 range) {
    return value < range.x || value > range.y;
  }

  bool isLeftOut(vec3 scenePoint, float rangeM) {
    if (isOutside(scenePoint.z, heightFilter) || isOutside(rangeM, rangeFilter)) return true;
    if (hasIntensity && isOutside(intensity, intensityFilter)) return true;
    if (isCropped && any(greaterThan(abs((cropFromScene * vec4(scenePoint, 1.0)).xyz), vec3(0.5)))) return true;
    if (hidesUnchanged && changed < 0.5) return true;
    if (!hasHiddenClasses || !hasCategory) return false;
    uint id = categoryId();
    return texelFetch(hiddenClasses, ivec2(int(id & 255u), int((id >> 8) & 255u)), 0).r > 0.5;
  }
`;

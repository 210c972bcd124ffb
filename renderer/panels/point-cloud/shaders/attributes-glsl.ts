/**
 * The attributes that the shader knows, whatever the file calls them. `value` is the field that is coloured by. One that
 * a cloud lacks is not bound, and reads as 0: where that matters, a uniform says so. Offsets are those of `PointField`,
 * in whole numbers, so that ids are exact.
 */
export const attributesGlsl = /* glsl */ `
  attribute float value;
  attribute float intensity;
  attribute float category;
  attribute float instance;
  attribute vec4 rgba;
  attribute float changed;
  uniform bool hasIntensity;
  uniform bool hasCategory;
  uniform int categoryOffset;
  uniform int instanceOffset;

  uint categoryId() {
    return uint(int(round(category)) + categoryOffset);
  }

  uint instanceId() {
    return uint(int(round(instance)) + instanceOffset);
  }
`;

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

  // Modulo 2^32. Up to 2^24 every whole number is a float; beyond, those that are lose nothing by a step of 2^32.
  uint idOf(float stored, int offset) {
    float whole = round(stored);
    uint id = abs(whole) < 16777216.0 ? uint(int(whole)) : uint(whole - 4294967296.0 * floor(whole / 4294967296.0));
    return id + uint(offset);
  }

  uint categoryId() {
    return idOf(category, categoryOffset);
  }

  uint instanceId() {
    return idOf(instance, instanceOffset);
  }
`;

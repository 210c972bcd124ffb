/**
 * What `colorMode` is in the shader. `age` and `changed` are not modes of the settings: they take the place of one while
 * sweeps are coloured by age, or two of them are compared.
 */
export const colorModeNumbers = {
  neutral: 0,
  intensity: 1,
  rainbow: 2,
  label: 3,
  panoptic: 4,
  image: 5,
  height: 6,
  range: 7,
  field: 8,
  rgb: 9,
  age: 10,
  changed: 11,
} as const;
export type ShaderColorMode = keyof typeof colorModeNumbers;

/**
 * Colours by avala-api §8, in sRGB. The same formulas are in `color-bands.ts` and `golden-colors.ts`, for legends: pixels
 * hold the two together by test. A missing or non-finite value has the neutral colour.
 */
export const colorGlsl = /* glsl */ `
  uniform int colorMode;
  uniform vec3 neutral;
  uniform sampler2D colormap;
  uniform vec2 valueRange;
  uniform vec2 intensityRange;
  uniform float frameHue;
  uniform float age;
  uniform vec3 changedColor;
  uniform vec3 unchangedColor;

  const vec3 bandEnds = vec3(8.0, 34.0, 255.0);

  vec3 hsl(float hue, float saturation, float lightness) {
    vec3 channels = clamp(abs(mod(hue * 6.0 + vec3(0.0, 4.0, 2.0), 6.0) - 3.0) - 1.0, 0.0, 1.0);
    return lightness + saturation * (channels - 0.5) * (1.0 - abs(2.0 * lightness - 1.0));
  }

  // Knuth's multiplicative hash: 2^32 ÷ φ times the id, modulo 2^32, is the fraction of id ÷ φ in fixed point.
  float goldenHue(uint id) {
    return float((id * 2654435769u) >> 8) / 16777216.0;
  }

  vec3 classColor(uint id) {
    return hsl(goldenHue(id % 50u), 0.7, 0.6);
  }

  vec3 bands(float value, vec3 a, vec3 b, vec3 c, vec3 d) {
    if (value < bandEnds.x) return mix(a, b, max(value, 0.0) / bandEnds.x);
    if (value < bandEnds.y) return mix(b, c, (value - bandEnds.x) / (bandEnds.y - bandEnds.x));
    return mix(c, d, min((value - bandEnds.y) / (bandEnds.z - bandEnds.y), 1.0));
  }

  vec3 mapped(float share) {
    return texture(colormap, vec2((clamp(share, 0.0, 1.0) * 255.0 + 0.5) / 256.0, 0.5)).rgb;
  }

  vec3 inRange(float value) {
    if (isnan(value) || isinf(value)) return neutral;
    return mapped((value - valueRange.x) / (valueRange.y - valueRange.x));
  }

  vec3 colorOf(vec3 scenePoint, float rangeM) {
    float intensity255 = !hasIntensity ? 34.0 : 255.0 * (intensity - intensityRange.x) / (intensityRange.y - intensityRange.x);
    if (isnan(intensity255) && (colorMode == 1 || colorMode == 2)) return neutral;
    switch (colorMode) {
      case 1:
        return bands(intensity255, vec3(0.0, 0.0, 1.0), vec3(0.0, 1.0, 0.0), vec3(1.0, 1.0, 0.0), vec3(1.0, 0.0, 0.0));
      case 2:
        return hsl(frameHue, 1.0, bands(intensity255, vec3(0.85), vec3(0.74), vec3(0.62), vec3(0.5)).x);
      case 3:
        return classColor(categoryId());
      case 4: {
        uint id = instanceId();
        if (id != 0u) return hsl(goldenHue(id), 0.8, 0.62);
        return hasCategory ? classColor(categoryId()) : neutral;
      }
      case 5: {
        vec4 seen = imageColor(scenePoint);
        // What no camera sees stays in the picture, and behind what is seen.
        return mix(neutral * 0.25, seen.rgb, seen.a);
      }
      case 6:
        return inRange(scenePoint.z);
      case 7:
        return inRange(rangeM);
      case 8:
        return inRange(value);
      case 9:
        return rgba.rgb;
      case 10:
        return mapped(age);
      case 11:
        return changed > 0.5 ? changedColor : unchangedColor;
      default:
        return neutral;
    }
  }
`;

/** Until cameras are given, no point is seen by any. */
export const noImageColorGlsl = /* glsl */ `
  vec4 imageColor(vec3 scenePoint) {
    return vec4(0.0);
  }
`;

/** One triangle that covers the whole area, made from the vertex number alone. */
export const vertexShader = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}`;

/** The numbers of \`mode\` in the fragment shader. */
export const shaderModes = { single: 0, wipe: 1, difference: 2, blend: 3 } as const;

/**
 * One picture with its adjustments, or two compared.
 *
 * The order of the adjustments: exposure and saturation in linear light (sRGB decoded by IEC 61966-2-1; luminance by Rec.
 * 709), where light adds up, so that one stop is one stop of the lens; then, on the displayed value, contrast about
 * middle grey, gamma and inversion. Difference and blend work on the displayed values as well: what differs is what is
 * seen to differ, and half of each is what every compositor makes of them.
 */
export const fragmentShader = `#version 300 es
precision highp float;

struct Picture {
  vec4 place;        // x, y, width, height in device pixels from the top left corner of the area
  float exposure;    // factor on linear light
  float gamma;       // exponent, one over the gamma that was set
  float contrast;
  float saturation;
  bool isInverted;
  bool isNeutral;    // as recorded: powers are dear where the GPU is software
};

uniform sampler2D imageA;
uniform sampler2D imageB;
uniform Picture a;
uniform Picture b;
uniform float areaHeight;
uniform int mode;
uniform vec2 wipePoint;
uniform vec2 wipeNormal;
uniform float gain;
uniform float opacity;

out vec4 color;

vec3 toLinear(vec3 shown) {
  return mix(shown / 12.92, pow((shown + 0.055) / 1.055, vec3(2.4)), step(0.04045, shown));
}

vec3 toShown(vec3 linear) {
  vec3 light = clamp(linear, 0.0, 1.0);
  return mix(light * 12.92, 1.055 * pow(light, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, light));
}

vec3 adjusted(vec3 shown, Picture picture) {
  if (picture.isNeutral) return shown;
  vec3 light = toLinear(shown) * picture.exposure;
  float luminance = dot(light, vec3(0.2126, 0.7152, 0.0722));
  vec3 value = toShown(mix(vec3(luminance), light, picture.saturation));
  value = clamp((value - 0.5) * picture.contrast + 0.5, 0.0, 1.0);
  value = pow(value, vec3(picture.gamma));
  return picture.isInverted ? 1.0 - value : value;
}

vec4 pictureColor(sampler2D image, Picture picture, vec2 position) {
  vec2 place = (position - picture.place.xy) / picture.place.zw;
  // Sampled before the test, because what neighbours sample must be known to choose a mipmap.
  vec4 texel = texture(image, place);
  if (any(lessThan(place, vec2(0.0))) || any(greaterThanEqual(place, vec2(1.0)))) return vec4(0.0);
  return vec4(adjusted(texel.rgb, picture), texel.a);
}

void main() {
  vec2 position = vec2(gl_FragCoord.x, areaHeight - gl_FragCoord.y);
  vec4 colorA = pictureColor(imageA, a, position);
  vec4 shown = colorA;
  if (mode != ${shaderModes.single}) {
    vec4 colorB = pictureColor(imageB, b, position);
    if (mode == ${shaderModes.wipe}) {
      shown = dot(position - wipePoint, wipeNormal) < 0.0 ? colorA : colorB;
    } else if (mode == ${shaderModes.difference}) {
      shown = vec4(clamp(abs(colorA.rgb - colorB.rgb) * gain, 0.0, 1.0), min(colorA.a, colorB.a));
    } else {
      float share = opacity * colorB.a;
      shown = vec4(mix(colorA.rgb, colorB.rgb, share), max(colorA.a, share));
    }
  }
  // The canvas holds colours multiplied by their opacity.
  color = vec4(shown.rgb * shown.a, shown.a);
}`;

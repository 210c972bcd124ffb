/** One triangle that covers the whole area, made from the vertex number alone. */
export const vertexShader = `#version 300 es
void main() {
  gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}`;

/** The pixel of the canvas under the fragment: \`origin\` is the area's bottom left pixel on it, whose rows grow downwards. */
const start = `#version 300 es
precision highp float;

uniform sampler2D canvas;
uniform vec2 origin;

out vec4 color;

vec4 canvasPixel() {
  vec2 position = floor(gl_FragCoord.xy);
  return texelFetch(canvas, ivec2(origin + vec2(position.x, -position.y)), 0);
}
`;

/** Each channel for itself, looked up in a table of 256 values. */
export const tableShader = `${start}
uniform sampler2D table;

float adjusted(float shown) {
  return texture(table, vec2((shown * 255.0 + 0.5) / 256.0, 0.5)).r;
}

void main() {
  vec4 pixel = canvasPixel();
  // Canvases hold colours multiplied by their opacity.
  color = vec4(vec3(adjusted(pixel.r), adjusted(pixel.g), adjusted(pixel.b)) * pixel.a, pixel.a);
}`;

/**
 * With saturation, which mixes the channels in linear light, where light adds up: grey is the luminance by Rec. 709. The
 * rest as \`adjustedValue\` has it, which says where each step is from.
 */
export const saturationShader = `${start}
uniform float exposure;   // factor on linear light
uniform float exponent;   // one over gamma
uniform float contrast;
uniform float saturation;
uniform bool isInverted;

vec3 toLinear(vec3 shown) {
  return mix(shown / 12.92, pow((shown + 0.055) / 1.055, vec3(2.4)), step(0.04045, shown));
}

vec3 toShown(vec3 linear) {
  vec3 light = clamp(linear, 0.0, 1.0);
  return mix(light * 12.92, 1.055 * pow(light, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, light));
}

void main() {
  vec4 pixel = canvasPixel();
  vec3 light = toLinear(pixel.rgb) * exposure;
  float luminance = dot(light, vec3(0.2126, 0.7152, 0.0722));
  vec3 value = toShown(mix(vec3(luminance), light, saturation));
  value = pow(clamp((value - 0.5) * contrast + 0.5, 0.0, 1.0), vec3(exponent));
  color = vec4((isInverted ? 1.0 - value : value) * pixel.a, pixel.a);
}`;

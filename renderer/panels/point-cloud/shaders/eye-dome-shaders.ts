/** One triangle that covers the picture, from the numbers of its corners: there is no geometry to upload. */
export const eyeDomeVertexShader = /* glsl */ `
  varying vec2 at;
  void main() {
    at = vec2(float((gl_VertexID << 1) & 2), float(gl_VertexID & 2));
    gl_Position = vec4(2.0 * at - 1.0, 0.0, 1.0);
  }
`;

/**
 * Eye-dome lighting: a point is darkened by how much nearer to the eye its neighbours in the picture are, which draws the
 * edges of what stands in front and the shape of surfaces without normals. C. Boucheny, "Interactive scientific
 * visualization of large datasets: towards a perceptive-based approach" (2009), as in Potree and CloudCompare: on the
 * logarithm of depth, so that near and far are treated alike; in a parallel projection on depth as a share of the scene.
 */
export const eyeDomeFragmentShader = /* glsl */ `
  uniform sampler2D colors;
  uniform sampler2D depths;
  uniform mat4 projection;
  uniform vec2 stepUv;
  uniform float strength;
  uniform float parallelScaleM;
  varying vec2 at;

  // From the depth buffer to the distance before the eye: the third and fourth row of either projection, solved for z.
  float logDistance(vec2 uv) {
    float ndc = 2.0 * texture2D(depths, uv).r - 1.0;
    float distanceM = (ndc * projection[3][3] - projection[3][2]) / (ndc * projection[2][3] - projection[2][2]);
    return parallelScaleM > 0.0 ? distanceM / parallelScaleM : log2(max(distanceM, 1e-6));
  }

  void main() {
    float depth = texture2D(depths, at).r;
    if (depth >= 1.0) discard;
    float here = logDistance(at);
    float nearer = 0.0;
    for (int i = 0; i < 8; i++) {
      float angle = float(i) * 0.78539816339;
      vec2 neighbour = at + stepUv * vec2(cos(angle), sin(angle));
      // Nothing there: the farthest thing there is.
      nearer += texture2D(depths, neighbour).r >= 1.0 ? 0.0 : max(0.0, here - logDistance(neighbour));
    }
    float shade = exp(-nearer / 8.0 * 300.0 * strength);
    gl_FragColor = vec4(texture2D(colors, at).rgb * shade, 1.0);
    gl_FragDepth = depth;
  }
`;

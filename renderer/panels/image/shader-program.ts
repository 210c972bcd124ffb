/** Compiles and links a program. Throws with the driver's words, which can only mean a fault in the shader's text. */
export function linkProgram(gl: WebGL2RenderingContext, vertexText: string, fragmentText: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [type, text] of [
    [gl.VERTEX_SHADER, vertexText],
    [gl.FRAGMENT_SHADER, fragmentText],
  ] as const) {
    const shader = gl.createShader(type);
    if (shader === null) continue;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const messages = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader));
    throw new Error(`The picture shader could not be made: ${[gl.getProgramInfoLog(program), ...messages].join(' ')}`);
  }
  return program;
}

/** Sets a program's uniforms by name; each is looked up once. */
export class ProgramUniforms {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly locations = new Map<string, WebGLUniformLocation | null>();

  constructor(gl: WebGL2RenderingContext, program: WebGLProgram) {
    this.gl = gl;
    this.program = program;
  }

  setInteger(name: string, value: number): void {
    this.gl.uniform1i(this.locate(name), value);
  }

  setNumber(name: string, value: number): void {
    this.gl.uniform1f(this.locate(name), value);
  }

  setVector(name: string, { x, y }: { x: number; y: number }): void {
    this.gl.uniform2f(this.locate(name), x, y);
  }

  private locate(name: string): WebGLUniformLocation | null {
    const known = this.locations.get(name);
    if (known !== undefined) return known;
    const location = this.gl.getUniformLocation(this.program, name);
    this.locations.set(name, location);
    return location;
  }
}

import { BufferGeometry, DepthTexture, Mesh, NearestFilter, OrthographicCamera, Scene, ShaderMaterial, Sphere, Vector2, Vector4, WebGLRenderTarget } from 'three';
import type { Camera, Matrix4, WebGLRenderer } from 'three';
import { eyeDomeFragmentShader, eyeDomeVertexShader } from './shaders/eye-dome-shaders.ts';

/** How far the neighbours are that a pixel is held against, in CSS pixels. */
const reachCssPx = 1.4;

/** How one picture is lit. */
export interface EyeDomeLight {
  /** 0 to 1, more than 0. */
  readonly strength: number;
  readonly pixelRatio: number;
  /** What depth counts by in a parallel projection, metres. */
  readonly sceneRadiusM: number;
}

/**
 * Eye-dome lighting as a pass of its own: draws the points off screen, then on it, darkened by the steps in their depth,
 * and with their depth, so that what is drawn afterwards lies before and behind them as it should. Its picture is freed
 * when it is turned off: then it costs nothing.
 */
export class EyeDomePass {
  readonly #scene = new Scene();
  readonly #camera = new OrthographicCamera();
  readonly #material: ShaderMaterial;
  readonly #triangle: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #uniforms;
  #target: WebGLRenderTarget | null = null;

  constructor() {
    this.#uniforms = {
      colors: { value: null as WebGLRenderTarget['texture'] | null },
      depths: { value: null as DepthTexture | null },
      projection: { value: null as Matrix4 | null },
      stepUv: { value: new Vector2() },
      strength: { value: 0 },
      parallelScaleM: { value: 0 },
    };
    this.#material = new ShaderMaterial({ vertexShader: eyeDomeVertexShader, fragmentShader: eyeDomeFragmentShader, uniforms: this.#uniforms });
    this.#triangle = new Mesh(new BufferGeometry(), this.#material);
    this.#triangle.geometry.setDrawRange(0, 3);
    this.#triangle.geometry.boundingSphere = new Sphere();
    this.#triangle.frustumCulled = false;
    this.#scene.add(this.#triangle);
  }

  /** Draws `points` on the canvas, over what is there. */
  render(renderer: WebGLRenderer, points: Scene, camera: Camera, light: EyeDomeLight): void {
    const size = renderer.getDrawingBufferSize(new Vector2());
    const target = this.#resize(size);
    const viewport = renderer.getViewport(new Vector4());
    renderer.setRenderTarget(target);
    renderer.clear();
    renderer.render(points, camera);
    renderer.setRenderTarget(null);
    renderer.setViewport(viewport);
    const { colors, depths, projection, stepUv, strength, parallelScaleM } = this.#uniforms;
    colors.value = target.texture;
    depths.value = target.depthTexture;
    projection.value = camera.projectionMatrix;
    const reachPx = reachCssPx * light.pixelRatio;
    stepUv.value.set(reachPx / size.x, reachPx / size.y);
    strength.value = light.strength;
    parallelScaleM.value = camera.projectionMatrix.elements[15] === 1 ? light.sceneRadiusM : 0;
    renderer.render(this.#scene, this.#camera);
  }

  /** Frees its picture until it is needed again. */
  turnOff(): void {
    this.#target?.depthTexture?.dispose();
    this.#target?.dispose();
    this.#target = null;
  }

  dispose(): void {
    this.turnOff();
    this.#triangle.geometry.dispose();
    this.#material.dispose();
  }

  #resize(size: Vector2): WebGLRenderTarget {
    if (this.#target === null) {
      this.#target = new WebGLRenderTarget(size.x, size.y, { minFilter: NearestFilter, magFilter: NearestFilter, generateMipmaps: false });
      this.#target.depthTexture = new DepthTexture(size.x, size.y);
    }
    if (this.#target.width !== size.x || this.#target.height !== size.y) this.#target.setSize(size.x, size.y);
    return this.#target;
  }
}

import { WebGLRenderer } from 'three';
import { WebGlUnavailableError } from './webgl-unavailable-error.ts';

/** A renderer on `canvas`, and its context for what three does not do. Throws `WebGlUnavailableError`. Whoever asked for it must call `releaseRenderer`. */
export function createRenderer(canvas: HTMLCanvasElement): { readonly renderer: WebGLRenderer; readonly gl: WebGL2RenderingContext } {
  // Asked for here, since three would write to the console when there is none.
  const context = canvas.getContext('webgl2', { antialias: true, alpha: false, powerPreference: 'high-performance' });
  if (context === null) {
    throw new WebGlUnavailableError(
      'Point clouds cannot be drawn here, because WebGL 2 is not available. Camera views still work. ' +
        'Turn on hardware acceleration or update the graphics driver, then open the recording again.',
    );
  }
  const renderer = new WebGLRenderer({ canvas, context });
  // One picture is several renderings: what is drawn of it is counted together.
  renderer.autoClear = false;
  renderer.info.autoReset = false;
  return { renderer, gl: context };
}

/** Frees everything at once: a browser allows few contexts and collects those of dead canvases late. */
export function releaseRenderer(renderer: WebGLRenderer): void {
  renderer.dispose();
  renderer.forceContextLoss();
}

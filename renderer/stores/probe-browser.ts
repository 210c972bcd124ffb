import type { ReportLine } from '../../preload/contract/system-report.ts';

/** Codecs by their strings for WebCodecs (RFC 6381), each in an ordinary profile and level. */
const codecs = [
  ['H.264', 'avc1.640028'],
  ['H.265', 'hvc1.1.6.L120.B0'],
  ['VP9', 'vp09.00.40.08'],
  ['AV1', 'av01.0.08M.08'],
] as const;

/** The system report's lines that only a page can know: what its engine decodes and draws with. */
export async function probeBrowser(): Promise<ReportLine[]> {
  const decoded = await Promise.all(codecs.map(async ([name, codec]) => ({ name: `${name} video`, value: (await canDecode(codec)) ? 'can be decoded' : 'cannot be decoded here' })));
  return [
    { name: 'WebGL', value: describeWebGl() },
    ...decoded,
    { name: 'Browser engine', value: navigator.userAgent },
    { name: 'Processors', value: String(navigator.hardwareConcurrency) },
    { name: 'Screen', value: `${screen.width} × ${screen.height} at ${devicePixelRatio}` },
  ];
}

async function canDecode(codec: string): Promise<boolean> {
  if (!('VideoDecoder' in globalThis)) return false;
  try {
    return (await VideoDecoder.isConfigSupported({ codec })).supported === true;
  } catch {
    // A codec string that this engine does not even know.
    return false;
  }
}

function describeWebGl(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return 'not available: point clouds cannot be drawn';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  // Browsers allow some sixteen contexts a page: this one is not to take the place of a panel's.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return `WebGL 2, ${String(renderer)}`;
}

import { app, safeStorage } from 'electron';
import type { ReportLine } from '../../preload/contract/system-report.ts';
import { wordGpuState } from './gpu-words.ts';

/** The system report's lines of the desktop app: Electron's versions, the GPU, the key store and the display server. */
export async function describeDesktop(areUpdatesOn: boolean): Promise<ReportLine[]> {
  const { webgl2, video_decode, gpu_compositing } = app.getGPUFeatureStatus();
  const isEncrypted = await safeStorage.isAsyncEncryptionAvailable();
  return [
    { name: 'Electron', value: `${process.versions['electron']}, Chromium ${process.versions['chrome']}` },
    { name: 'The window is drawn', value: wordGpuState(gpu_compositing) },
    { name: 'WebGL 2 is drawn', value: wordGpuState(webgl2) },
    { name: 'Video is decoded', value: wordGpuState(video_decode) },
    { name: 'Key store', value: `${process.platform === 'linux' ? `${safeStorage.getSelectedStorageBackend()}, ` : ''}${isEncrypted ? 'encrypts' : 'cannot be used'}` },
    { name: 'Updates', value: areUpdatesOn ? 'from the configured feed' : 'no feed is configured' },
    ...(process.platform === 'linux' ? [{ name: 'Display server', value: process.env['XDG_SESSION_TYPE'] ?? 'unknown' }] : []),
  ];
}

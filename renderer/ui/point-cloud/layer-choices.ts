const layers = [
  { key: 'showGrid', label: 'Grid', isOfCameras: false },
  { key: 'showAxes', label: 'Axes', isOfCameras: false },
  { key: 'showRangeRings', label: 'Range rings', isOfCameras: false },
  { key: 'showCuboids', label: 'Cuboids', isOfCameras: false },
  { key: 'showFrusta', label: 'Frusta', isOfCameras: true },
] as const;

/** What can be drawn besides points; nothing of cameras where there are none. */
export function layerChoices(hasCameras: boolean): readonly (typeof layers)[number][] {
  return layers.filter(({ isOfCameras }) => hasCameras || !isOfCameras);
}

/**
 * What Chromium does without. Of two such flags the last counts, so those come first that Playwright turns off itself
 * (`chromiumSwitches.ts` of 1.65, but for Edge's).
 */
const disabledFeatures = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  // The address bar's list of suggestions: nobody sees it, and its pages took a quarter of the time in which the viewer opens.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** Flags with which Chromium runs in a container, draws WebGL in software and reaches for nothing outside. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  `--disable-features=${disabledFeatures.join(',')}`,
];

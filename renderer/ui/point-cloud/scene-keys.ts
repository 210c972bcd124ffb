import type { SceneStore } from '../../stores/scene-store.ts';
import { isForPictures } from '../compare/picture-keys.ts';
import { presetChoices } from './preset-choices.ts';
import type { ScenePane } from './scene-pane.ts';

/**
 * The keys of a 3D view: 1 to 6 look from the usual sides, F fits, H goes home, P changes the projection, Escape puts the
 * tool away, and Enter on the picture uses it in the middle. Flying is the cameras' own.
 */
export function handleSceneKey(event: KeyboardEvent, pane: ScenePane, scene: SceneStore): void {
  if (!isForPictures(event) || event.shiftKey) return;
  const { tool, camera, picked, toggleTool, setCamera, setPicked } = scene.getState();
  const preset = presetChoices.find(({ key }) => key === event.key)?.preset;
  switch (event.key.toLowerCase()) {
    case 'f':
      pane.fit();
      break;
    case 'h':
      pane.home();
      break;
    case 'p':
      setCamera({ projection: camera.projection === 'perspective' ? 'orthographic' : 'perspective' });
      break;
    case 'enter':
      if (tool === 'none' || !(event.target instanceof HTMLCanvasElement)) return;
      pane.clickMiddle();
      break;
    case 'escape':
      // What is nearest goes first; the next Escape is for the screen.
      if (tool !== 'none') toggleTool(tool);
      else if (picked !== null) setPicked(null);
      else return;
      break;
    default:
      if (preset === undefined) return;
      pane.look(preset);
  }
  event.preventDefault();
}

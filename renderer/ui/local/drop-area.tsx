import { useEffect, useState } from 'react';
import { useStores } from '../app/stores-context.tsx';
import styles from './drop-area.module.css';

const browserNote =
  'A browser does not tell where a dropped folder or file lies, and Avala Viewer reads recordings from where they are. Choose it here instead; folders are those of the machine that Avala Viewer runs on.';

/** Opens folders and files that are dropped anywhere on the page. */
export function DropArea() {
  const { local, pathOfFile } = useStores();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    // Parts of the page that take files themselves say so by handling the event first.
    const onDragOver = (event: DragEvent) => {
      if (!isFiles(event) || event.defaultPrevented) return setIsOver(false);
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setIsOver(false);
      if (!isFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      const dropped = [...(event.dataTransfer?.files ?? [])];
      const { openPaths, chooseAndOpen } = local.getState();
      const paths = pathOfFile === null ? [] : dropped.map((file) => pathOfFile(file)).filter((path) => path !== '');
      if (paths.length > 0) void openPaths(paths);
      else void chooseAndOpen(dropped.some(({ name }) => /\.(?:avseq|mp4|webm|mkv|mov)$/i.test(name)) ? 'files' : 'folders', browserNote);
    };
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop);
    };
  }, [local, pathOfFile]);
  return isOver ? (
    <div className={styles['area']} aria-live="polite">
      <p className={styles['words']}>Drop folders, videos or an .avseq file to open them</p>
    </div>
  ) : null;
}

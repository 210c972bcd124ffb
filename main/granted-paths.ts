import { Failure } from './failure.ts';

/** What a person let the page do with a path: open what lies there, or write a file there. */
export type PathPurpose = 'open' | 'export';

/** Of one start: nobody chooses more, and the list cannot grow without end. */
const mostGrants = 1_000;

/**
 * The paths that the page may name, where the system has a dialog: those that a person chose in it or dropped on the window.
 * So a script that got into the page cannot open what else lies on the disk, nor write over it.
 */
export class GrantedPaths {
  private readonly granted = new Set<string>();

  grant(purpose: PathPurpose, path: string): void {
    const key = keyOf(purpose, path);
    this.granted.delete(key);
    this.granted.add(key);
    for (const oldest of this.granted) {
      if (this.granted.size <= mostGrants) break;
      this.granted.delete(oldest);
    }
  }

  /** Throws `forbidden` for a path that nobody chose for this. */
  demand(purpose: PathPurpose, path: string): void {
    if (this.granted.has(keyOf(purpose, path))) return;
    throw new Failure('forbidden', purpose === 'open' ? 'Choose the folder or file in the system’s dialog, or drop it on the window.' : 'Choose in the system’s dialog where the file is to be written.');
  }
}

const keyOf = (purpose: PathPurpose, path: string): string => `${purpose} ${path}`;

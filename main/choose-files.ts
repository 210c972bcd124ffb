/** What a person is to choose: folders or files to open, or a place to export to, with a name for it. */
export interface FileWish {
  what: 'folders' | 'files' | 'export';
  suggestedName: string;
}

/** Asks a person by the system's own dialog; absolute paths, none when they give up. A shell that has one gives it. */
export type ChooseFiles = (wish: FileWish) => Promise<string[]>;

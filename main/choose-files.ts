/** What a person is to choose: folders or files to open, a file to export to, with a name for it, or a folder to keep media in. */
export interface FileWish {
  what: 'folders' | 'files' | 'export' | 'place';
  suggestedName: string;
}

/** Asks a person by the system's own dialog; absolute paths, none when they give up. A shell that has one gives it. */
export type ChooseFiles = (wish: FileWish) => Promise<string[]>;

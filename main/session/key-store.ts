/** Where a shell can keep the API key between starts. */
export interface KeyStore {
  /** Whether what is kept would be encrypted by the system. `false` means that nothing may be kept. */
  isProtected(): Promise<boolean>;
  /** The kept key, or null when there is none or it can no longer be decrypted. */
  read(): Promise<string | null>;
  write(key: string): Promise<void>;
  clear(): Promise<void>;
}

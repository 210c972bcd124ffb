/** What the store knows of one file. */
export interface FileRecord {
  key: string;
  lengthBytes: number;
  /** Told from the bytes when they came in; null when the record was rebuilt from the file alone. */
  mediaType: string | null;
  /** Of the content, lower-case hex; null when the record was rebuilt from the file alone. */
  sha256: string | null;
  /** What the media host said of its version, for asking later whether it is still the same. */
  etag: string | null;
  lastModified: string | null;
  /** Milliseconds since the Unix epoch, as the next. */
  createdAtMs: number;
  /** Coarse: see `LastUse`. */
  lastUsedAtMs: number;
}

/** The index's columns under a record's names, for `recordOf`. */
export const recordColumns = `key, length_bytes AS lengthBytes, media_type AS mediaType, sha256, etag, last_modified AS lastModified,
  created_at_ms AS createdAtMs, last_used_at_ms AS lastUsedAtMs`;

/** A row of the index. */
export type Row = Record<string, unknown>;

export function recordOf(row: Row): FileRecord {
  return {
    key: String(row['key']),
    lengthBytes: Number(row['lengthBytes']),
    mediaType: textOf(row, 'mediaType'),
    sha256: textOf(row, 'sha256'),
    etag: textOf(row, 'etag'),
    lastModified: textOf(row, 'lastModified'),
    createdAtMs: Number(row['createdAtMs']),
    lastUsedAtMs: Number(row['lastUsedAtMs']),
  };
}

/** A column that may be null. */
export function textOf(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}

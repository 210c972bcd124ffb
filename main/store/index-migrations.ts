/**
 * Each entry takes the index's schema from the version that is its position to the next; entries are never edited.
 *
 * `total` holds the sums that the budget is about, in the same transaction as what they are sums of: adding up 100,000
 * rows at each start, or after each download, is not free. A file counts as pinned once, however many pins want it.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE file (
     key TEXT PRIMARY KEY,
     length_bytes INTEGER NOT NULL CHECK (length_bytes > 0),
     media_type TEXT,
     sha256 TEXT,
     etag TEXT,
     last_modified TEXT,
     created_at_ms INTEGER NOT NULL,
     last_used_at_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX file_by_last_use ON file (last_used_at_ms);`,
  `CREATE TABLE pin (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
   CREATE TABLE pinned_file (
     pin_id TEXT NOT NULL REFERENCES pin (id) ON DELETE CASCADE,
     key TEXT NOT NULL,
     PRIMARY KEY (pin_id, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX pinned_file_by_key ON pinned_file (key);

   CREATE TABLE partial (
     key TEXT PRIMARY KEY,
     total_bytes INTEGER NOT NULL CHECK (total_bytes > 0),
     etag TEXT,
     last_modified TEXT,
     boot_id TEXT NOT NULL,
     synced_bytes INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;

   CREATE TABLE total (
     is_pinned INTEGER PRIMARY KEY,
     files INTEGER NOT NULL,
     bytes INTEGER NOT NULL
   ) STRICT;
   INSERT INTO total SELECT 0, count(*), coalesce(sum(length_bytes), 0) FROM file;
   INSERT INTO total VALUES (1, 0, 0);

   CREATE TRIGGER file_added AFTER INSERT ON file BEGIN
     UPDATE total SET files = files + 1, bytes = bytes + new.length_bytes
       WHERE is_pinned = EXISTS (SELECT 1 FROM pinned_file WHERE key = new.key);
   END;
   CREATE TRIGGER file_changed AFTER UPDATE OF length_bytes ON file BEGIN
     UPDATE total SET bytes = bytes + new.length_bytes - old.length_bytes
       WHERE is_pinned = EXISTS (SELECT 1 FROM pinned_file WHERE key = new.key);
   END;
   CREATE TRIGGER file_removed AFTER DELETE ON file BEGIN
     UPDATE total SET files = files - 1, bytes = bytes - old.length_bytes
       WHERE is_pinned = EXISTS (SELECT 1 FROM pinned_file WHERE key = old.key);
   END;
   CREATE TRIGGER pin_added AFTER INSERT ON pinned_file
     WHEN (SELECT count(*) FROM (SELECT 1 FROM pinned_file WHERE key = new.key LIMIT 2)) = 1 BEGIN
     UPDATE total SET files = files + (2 * is_pinned - 1) * (SELECT count(*) FROM file WHERE key = new.key),
       bytes = bytes + (2 * is_pinned - 1) * (SELECT coalesce(sum(length_bytes), 0) FROM file WHERE key = new.key);
   END;
   CREATE TRIGGER pin_removed AFTER DELETE ON pinned_file
     WHEN NOT EXISTS (SELECT 1 FROM pinned_file WHERE key = old.key) BEGIN
     UPDATE total SET files = files - (2 * is_pinned - 1) * (SELECT count(*) FROM file WHERE key = old.key),
       bytes = bytes - (2 * is_pinned - 1) * (SELECT coalesce(sum(length_bytes), 0) FROM file WHERE key = old.key);
   END;`,
];

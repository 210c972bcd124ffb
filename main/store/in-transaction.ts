import type { DatabaseSync } from 'node:sqlite';

/** Does all of `work`, or nothing of it when it throws. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (cause) {
    // SQLite itself rolls back on a full disk, among others (sqlite.org/lang_transaction.html).
    if (database.isTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

/** The row of a sequence in a list of sequences. */
export const sequenceRow = (page: Page, key: string): Locator => page.getByRole('grid', { name: 'Sequences' }).getByRole('row').filter({ has: page.getByText(key, { exact: true }) });

/** A download on its screen, or a kept sequence on the one of storage. */
export const keptRow = (page: Page, label: string): Locator => page.getByRole('group', { name: label, exact: true });

/** The names on the screen of downloads, in its order. */
export const downloadLabels = (page: Page): Promise<string[]> => page.getByRole('list', { name: 'Downloads' }).getByRole('group').evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));

/** Goes to a place by its address, as a link does. */
export const goTo = (page: Page, place: string): Promise<void> => page.evaluate((hash) => void (location.hash = hash), `#/${place}`);

/** Keeps a sequence by the button in its row, and waits until all of it is there. */
export async function keepFromList(page: Page, key: string): Promise<void> {
  await sequenceRow(page, key).getByRole('button', { name: `Keep ${key} offline` }).click();
  await expect(sequenceRow(page, key).getByText('Available offline')).toBeVisible();
}

/** Paths of all media that a viewer with this data folder has on disk. */
export async function storedFiles(dataFolder: string): Promise<string[]> {
  const entries = await readdir(join(dataFolder, 'store', 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

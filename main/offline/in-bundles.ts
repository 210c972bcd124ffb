/** Files that are written at the same time: they reach the disk together, and a process may not have too many open. */
const bundleSize = 32;

/** Does work for each, a bundle at a time; rejects with the first failure, and then what is left is not begun. */
export async function inBundles<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += bundleSize) await Promise.all(items.slice(start, start + bundleSize).map(work));
}

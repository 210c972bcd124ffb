/** Words that folders of any sensor are called by, which therefore tell none apart. */
const plainWords = new Set(['data', 'image', 'images', 'img', 'imgs', 'camera', 'cameras', 'cam', 'frames', 'rgb', 'samples', 'sweeps', 'sensor', 'sensors', 'pictures', 'photos']);

/**
 * Short names for folders, each its own: the last part of the path that says something (`image_02/data` is `image_02`,
 * `camera/front` is `front`), with as many parts before it as are needed to tell it from another. An empty path is
 * called `fallback`.
 */
export function nameFolders(paths: readonly string[], fallback: string): string[] {
  const parts = paths.map((path) => {
    const all = path === '' ? [fallback] : path.split('/');
    const telling = all.filter((part) => !plainWords.has(part.toLowerCase()));
    return { all, telling: telling.length > 0 ? telling : all.slice(-1) };
  });
  const names = parts.map(({ telling }, index) => {
    for (let count = 1; count <= telling.length; count++) {
      const name = telling.slice(-count).join('/');
      const isOwn = parts.every((other, at) => at === index || other.telling.slice(-count).join('/') !== name);
      if (isOwn) return name;
    }
    return parts[index]?.all.join('/') ?? fallback;
  });
  return makeUnique(names);
}

/** `front`, `front (2)`: for names that paths alone do not tell apart. */
export function makeUnique(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`;
    taken.add(name);
    return name;
  });
}

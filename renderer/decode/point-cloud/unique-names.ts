/** The names, those that came before told apart by a number: files may name two fields alike, and each is kept. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    for (let k = next.get(name) ?? 2; taken.has(unique); k++) {
      unique = `${name} (${k})`;
      next.set(name, k + 1);
    }
    taken.add(unique);
    return unique;
  });
}

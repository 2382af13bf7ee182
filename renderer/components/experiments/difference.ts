/** In which settings two experiments differ, named as in a job file. */

export interface Differing {
  /** As `model.hidden`. */
  setting: string;
  /** Null where one has no such setting. */
  a: string | null;
  b: string | null;
}

/** The leaves of two plain values that differ, in the order of the first. */
export function differences(a: unknown, b: unknown): Differing[] {
  const [ofA, ofB] = [leaves(a), leaves(b)];
  const settings = [...ofA.keys(), ...[...ofB.keys()].filter((key) => !ofA.has(key))];
  return settings
    .map((setting) => ({ setting, a: ofA.get(setting) ?? null, b: ofB.get(setting) ?? null }))
    .filter((row) => row.a !== row.b);
}

/** Every leaf under its path; what is empty is a leaf too. */
export function leaves(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (at: unknown, path: string): void => {
    const inside = typeof at === 'object' && at !== null && !Array.isArray(at) ? Object.entries(at) : [];
    if (inside.length === 0) found.set(path, typeof at === 'string' ? at : JSON.stringify(at));
    for (const [name, part] of inside) walk(part, path === '' ? name : `${path}.${name}`);
  };
  walk(value, '');
  return found;
}

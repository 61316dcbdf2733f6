/** What is worked out once for an object. */

/** Something made of an object when it is first asked for, and kept as long as the object is. */
export function oncePer<Key extends object, T>(make: (key: Key) => T): (key: Key) => T {
  const kept = new WeakMap<Key, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as T;
    const made = make(key);
    kept.set(key, made);
    return made;
  };
}

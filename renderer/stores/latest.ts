/** Lets only the newest of several overlapping requests answer. */

/** A guard around requests of one kind: the answer is undefined where a newer request was made meanwhile, failed or not. */
export function onlyLatest(): <T>(request: () => Promise<T>) => Promise<T | undefined> {
  let newest = 0;
  return async (request) => {
    newest += 1;
    const mine = newest;
    try {
      const answer = await request();
      return mine === newest ? answer : undefined;
    } catch (error) {
      if (mine === newest) throw error;
      return undefined;
    }
  };
}

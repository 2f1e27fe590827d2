/** How often something may be done: a bucket that fills with time. */

/** A bucket that gains `perSecond` and holds at most `most`; each try takes one, and is told whether there was one. */
export function createBucket(perSecond: number, most = perSecond * 2): () => boolean {
  let tokens = most;
  let last = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(most, tokens + ((now - last) / 1000) * perSecond);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/** One bucket for each name; names that are full again are forgotten. */
export function createBuckets(perMinute: number): (name: string) => boolean {
  let buckets = new Map<string, () => boolean>();
  let before = new Map<string, () => boolean>();
  let turned = performance.now();
  return (name) => {
    // Whoever was not heard of for two minutes has a full one.
    if (performance.now() - turned > 60_000) {
      before = buckets;
      buckets = new Map();
      turned = performance.now();
    }
    const spend = buckets.get(name) ?? before.get(name) ?? createBucket(perMinute / 60, perMinute);
    buckets.set(name, spend);
    return spend();
  };
}

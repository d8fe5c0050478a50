/*
 * A log-linear histogram of microseconds with three significant digits: exact below 2,048 µs, then 1,024 buckets for
 * every doubling. What a recording costs is one shift and one increment.
 */
#include <stdint.h>

enum { EXACT = 2048, PER_DOUBLING = 1024, DOUBLINGS = 26 };

struct histogram {
  uint64_t count, buckets[EXACT + PER_DOUBLING * DOUBLINGS];
};

static void record(struct histogram *histogram, uint64_t us) {
  const uint64_t most = ((uint64_t)EXACT << DOUBLINGS) - 1; /* 38 hours. */
  if (us > most) us = most;
  unsigned shift = us < EXACT ? 0 : 53 - (unsigned)__builtin_clzll(us);
  uint64_t index = us < EXACT ? us : PER_DOUBLING * (uint64_t)shift + (us >> shift);
  histogram->buckets[index]++;
  histogram->count++;
}

/* The highest value of the bucket in which the percentile lies; 0 when nothing was recorded. */
static uint64_t percentile(const struct histogram *histogram, double percent) {
  double exact = percent / 100 * (double)histogram->count;
  uint64_t rank = (uint64_t)exact + ((double)(uint64_t)exact < exact), seen = 0;
  for (uint64_t i = 0; histogram->count > 0; i++) {
    seen += histogram->buckets[i];
    if (seen == 0 || seen < rank) continue;
    if (i < EXACT) return i;
    unsigned shift = (unsigned)(i / PER_DOUBLING) - 1;
    return ((i - PER_DOUBLING * shift + 1) << shift) - 1;
  }
  return 0;
}

// How many floating-point operations a second the cores can do at most: 12 independent chains of
// fused multiply-adds a core, more than latency times units, so that no chain waits for another.
//
//   ready WIDTH            its first line
//   measure THREADS        operations N nanoseconds T

#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <time.h>

#if defined(__AVX2__) && defined(__FMA__)
#define BYTES 32
#else
#define BYTES 16
#endif

enum { chains = 12, steps = 6000000, max_threads = 64 };
typedef float vector __attribute__((vector_size(BYTES)));
static const long lanes = BYTES / sizeof(float);

// Read anew for each chain: of chains that begin alike the compiler computes one.
static volatile float factor = 0.9999f, addend = 0.0001f;
static pthread_barrier_t start;

static vector beginning(void) { return (vector){} + addend; }

static void *run(void *sum) {
  vector a = (vector){} + factor, b = beginning();
  vector c0 = beginning(), c1 = beginning(), c2 = beginning(), c3 = beginning();
  vector c4 = beginning(), c5 = beginning(), c6 = beginning(), c7 = beginning();
  vector c8 = beginning(), c9 = beginning(), c10 = beginning(), c11 = beginning();
  pthread_barrier_wait(&start);
  for (int step = 0; step < steps; step++) {
    c0 = c0 * a + b, c1 = c1 * a + b, c2 = c2 * a + b, c3 = c3 * a + b;
    c4 = c4 * a + b, c5 = c5 * a + b, c6 = c6 * a + b, c7 = c7 * a + b;
    c8 = c8 * a + b, c9 = c9 * a + b, c10 = c10 * a + b, c11 = c11 * a + b;
  }
  *(volatile vector *)sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
  return NULL;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(void) {
  printf("ready %d-bit vectors\n", BYTES * 8);
  fflush(stdout);
  int threads;
  while (scanf(" measure %d", &threads) == 1 && threads > 0 && threads <= max_threads) {
    pthread_t others[max_threads];
    vector sums[max_threads];
    pthread_barrier_init(&start, NULL, threads);
    for (int other = 1; other < threads; other++)
      if (pthread_create(&others[other], NULL, run, &sums[other])) return 1;
    long long before = now();
    run(&sums[0]);
    for (int other = 1; other < threads; other++) pthread_join(others[other], NULL);
    long long elapsed = now() - before;
    pthread_barrier_destroy(&start);
    printf("operations %ld nanoseconds %lld\n", 2L * lanes * chains * steps * threads, elapsed);
    fflush(stdout);
  }
  return 0;
}

/*
 * What the C client is asked to do. Every client of the benchmark takes these arguments:
 * --url --connections --bytes --in-flight --rate (messages per second over all connections; 0: a closed loop) --warm-up-ms --steady-ms
 */
#include <getopt.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static struct workload {
  const char *url;
  unsigned connections, in_flight;
  size_t bytes;
  double rate;
  uint64_t warm_up_us, steady_us;
} workload = {.connections = 1, .in_flight = 1, .bytes = 32, .warm_up_us = 1000000, .steady_us = 2000000};

static void read_arguments(int count, char **arguments) {
  static const struct option known[] = {
      {"url", 1, 0, 'u'},  {"connections", 1, 0, 'c'}, {"bytes", 1, 0, 'b'},     {"in-flight", 1, 0, 'f'},
      {"rate", 1, 0, 'r'}, {"warm-up-ms", 1, 0, 'w'},  {"steady-ms", 1, 0, 's'}, {0, 0, 0, 0}};
  for (int letter; (letter = getopt_long(count, arguments, "", known, NULL)) != -1;) {
    if (letter == '?') exit(2);
    double value = atof(optarg);
    if (letter == 'u') workload.url = optarg;
    else if (letter == 'c') workload.connections = (unsigned)value;
    else if (letter == 'b') workload.bytes = (size_t)value;
    else if (letter == 'f') workload.in_flight = (unsigned)value;
    else if (letter == 'r') workload.rate = value;
    else if (letter == 'w') workload.warm_up_us = (uint64_t)(value * 1000);
    else workload.steady_us = (uint64_t)(value * 1000);
  }
}


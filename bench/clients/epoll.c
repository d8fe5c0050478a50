/*
 * The practical floor of an echo load: one thread, ordinary system calls (epoll_wait, read, write), frames masked and
 * encoded beforehand, one write per connection per read. It does what wsrig does and no more: it parses frames exactly,
 * however TCP cuts them, compares every payload, and records every latency on CLOCK_MONOTONIC, read once per read.
 *
 * Closed loop: `in-flight` messages under way on each connection. Open model (`rate` > 0): message i is due i/rate
 * seconds after the start, on the connections in turn; service latency is counted from the send, corrected from due.
 *
 * Build: cc -O2 -o epoll bench/clients/epoll.c
 * Arguments: see workload.h. Prints one line of JSON.
 */
#define _GNU_SOURCE
#include "histogram.h"
#include "workload.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { READ_BYTES = 256 * 1024, MAX_EVENTS = 512, OPEN_DEPTH = 256, STALL_US = 10000000, DRAIN_US = 2000000 };

/* The parse stands in a header (`header_length` bytes of it held) or in a payload (`left` bytes to come). */
struct connection {
  int fd, was_final; /* Whether the next frame begins a message (text, opcode 1) or continues one (opcode 0). */
  unsigned header_length, head, under_way;
  unsigned char header[10];
  size_t left, compared; /* `compared`: bytes of this message so far, over all its fragments. */
  size_t unsent;
  uint64_t *sent_us, *due_us; /* Rings of `depth` messages under way. */
};

static struct connection *connections;
static unsigned char *payload, *frames, input[READ_BYTES];
static size_t frame_bytes, depth;
static int queue, is_sending = 1, is_steady, is_over;
static uint64_t steady_from_us, steady_to_us, cpu_us, user_us, answered, arrivals, pending;
static struct histogram service, corrected;

static void fail(const char *message) {
  fprintf(stderr, "epoll client: %s (%s)\n", message, strerror(errno));
  exit(1);
}

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

static uint64_t cpu_now_us(uint64_t *user_us) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  *user_us = (uint64_t)usage.ru_utime.tv_sec * 1000000 + (uint64_t)usage.ru_utime.tv_usec;
  return *user_us + (uint64_t)usage.ru_stime.tv_sec * 1000000 + (uint64_t)usage.ru_stime.tv_usec;
}

static void check_phase(uint64_t now) {
  if (!is_steady && !is_over && now >= steady_from_us) {
    is_steady = 1;
    steady_to_us = now + workload.steady_us;
    steady_from_us = now;
    cpu_us = cpu_now_us(&user_us);
  } else if (is_steady && now >= steady_to_us) {
    uint64_t user_to_us;
    cpu_us = cpu_now_us(&user_to_us) - cpu_us;
    user_us = user_to_us - user_us;
    steady_to_us = now;
    is_steady = is_sending = 0;
    is_over = 1;
  }
}

/* What the kernel does not take stays unsent; frames are all alike, so the rest is the end of the row of frames. */
static void flush(struct connection *connection) {
  size_t before = connection->unsent;
  ssize_t sent = write(connection->fd, frames + depth * frame_bytes - before, before);
  if (sent < 0 && errno != EAGAIN) fail("write failed");
  if (sent > 0) connection->unsent -= (size_t)sent;
  if (connection->unsent == 0) return;
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = connection};
  epoll_ctl(queue, EPOLL_CTL_MOD, connection->fd, &event);
}

static void send_messages(struct connection *connection, unsigned count, uint64_t now, uint64_t due) {
  int waits = connection->unsent > 0;
  if (connection->under_way + count > depth) fail("too many messages under way for the open model");
  for (unsigned i = 0; i < count; i++) {
    unsigned slot = connection->head + connection->under_way++;
    if (slot >= depth) slot -= (unsigned)depth;
    connection->sent_us[slot] = now;
    connection->due_us[slot] = due;
  }
  pending += count;
  connection->unsent += count * frame_bytes;
  if (!waits) flush(connection);
}

/* An open model counts what was due in the steady phase, so that no slow answer is left out; a closed loop what came in it. */
static void message_answered(struct connection *connection, uint64_t now) {
  if (connection->under_way == 0) fail("an answer to nothing came");
  if (connection->compared != workload.bytes) fail("an answer of another length came");
  connection->compared = 0;
  uint64_t sent = connection->sent_us[connection->head], due = connection->due_us[connection->head];
  if (++connection->head == depth) connection->head = 0;
  connection->under_way--;
  pending--;
  if (workload.rate == 0 ? !is_steady : due < steady_from_us || (is_over && due >= steady_to_us)) return;
  answered++;
  record(&service, now - sent);
  if (workload.rate > 0) record(&corrected, now - due);
}

/* The length of the header as far as its first two bytes tell; a server's frames have no mask. */
static unsigned header_size(const struct connection *connection) {
  unsigned size = connection->header_length < 2 ? 0 : connection->header[1] & 0x7f;
  return size == 127 ? 10 : size == 126 ? 4 : 2;
}

static void begin_frame(struct connection *connection) {
  const unsigned char *header = connection->header;
  size_t size = header[1] & 0x7f;
  if ((header[0] & 0x70) || (header[1] & 0x80)) fail("a frame with reserved bits or a mask came");
  if ((header[0] & 0x0f) != connection->was_final) fail("a frame came that is no text and no fragment of one");
  if (size >= 126) {
    size = 0;
    for (size_t i = 2; i < connection->header_length; i++) size = size << 8 | header[i];
  }
  if (size > workload.bytes - connection->compared) fail("an answer of another length came");
  connection->was_final = header[0] >> 7;
  connection->left = size;
}

/* Parses one read; gives the messages that it completed. */
static unsigned parse(struct connection *connection, const unsigned char *bytes, size_t length, uint64_t now) {
  unsigned complete = 0;
  while (length > 0) {
    size_t took = connection->left < length ? connection->left : length;
    if (took > 0) {
      if (memcmp(bytes, payload + connection->compared, took) != 0) fail("an answer differs from what was sent");
      connection->compared += took;
      connection->left -= took;
    } else {
      while (connection->header_length < header_size(connection) && took < length)
        connection->header[connection->header_length++] = bytes[took++];
      if (connection->header_length < header_size(connection)) return complete;
      begin_frame(connection);
    }
    bytes += took;
    length -= took;
    if (connection->left > 0) continue;
    connection->header_length = 0;
    if (!connection->was_final) continue;
    message_answered(connection, now);
    complete++;
  }
  return complete;
}

static void receive(struct connection *connection) {
  ssize_t got = read(connection->fd, input, sizeof input);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) fail("a connection ended");
  uint64_t now = now_us();
  check_phase(now);
  unsigned complete = parse(connection, input, (size_t)got, now);
  /* The time of the read serves as the send's: latency can only seem longer for it. */
  if (complete > 0 && is_sending && workload.rate == 0) send_messages(connection, complete, now, now);
}

static void react(struct connection *connection, uint32_t events) {
  if (events & EPOLLOUT) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    epoll_ctl(queue, EPOLL_CTL_MOD, connection->fd, &event);
    flush(connection);
  }
  if (events & ~(uint32_t)EPOLLOUT) receive(connection);
}

/* Sends what is due; gives the microseconds until the next is. */
static uint64_t send_due(uint64_t started_us) {
  if (workload.rate == 0 || !is_sending) return STALL_US;
  uint64_t now = now_us(), due;
  check_phase(now);
  while ((due = started_us + (uint64_t)((double)arrivals * 1e6 / workload.rate)) <= now && is_sending)
    send_messages(&connections[arrivals++ % workload.connections], 1, now, due);
  return is_sending ? due - now : STALL_US;
}

static void run(void) {
  struct epoll_event events[MAX_EVENTS];
  uint64_t started = now_us();
  steady_from_us = started + workload.warm_up_us;
  for (unsigned i = 0; i < workload.connections && workload.rate == 0; i++)
    send_messages(&connections[i], workload.in_flight, now_us(), started);
  for (;;) {
    uint64_t wait = send_due(started);
    if (is_over && (workload.rate == 0 || pending == 0)) return;
    if (is_over && now_us() > steady_to_us + DRAIN_US) fail("answers are missing");
    struct timespec timeout = {(time_t)(wait / 1000000), (long)(wait % 1000000) * 1000};
    /* epoll_wait knows milliseconds only, too coarse for a schedule; a closed loop needs no more. */
    int count = workload.rate > 0 ? epoll_pwait2(queue, events, MAX_EVENTS, &timeout, NULL)
                              : epoll_wait(queue, events, MAX_EVENTS, STALL_US / 1000);
    if (count < 0 || (count == 0 && wait == STALL_US)) fail("the server stalls");
    for (int i = 0; i < count; i++) react(events[i].data.ptr, events[i].events);
  }
}

static void open_connection(struct connection *connection, const struct sockaddr_in *address) {
  char request[256], answer[1024];
  int one = 1, size;
  size_t length = 0;
  connection->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connection->fd < 0 || connect(connection->fd, (const struct sockaddr *)address, sizeof *address) != 0) fail("connect failed");
  setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  size = snprintf(request, sizeof request,
                  "GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                  ntohs(address->sin_port));
  if (write(connection->fd, request, (size_t)size) != size) fail("the request was not sent");
  while (length < sizeof answer && memmem(answer, length, "\r\n\r\n", 4) == NULL) {
    ssize_t got = read(connection->fd, answer + length, sizeof answer - length);
    if (got <= 0) fail("no answer to the request");
    length += (size_t)got;
  }
  if (memmem(answer, length, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", 28) == NULL) fail("the upgrade was refused");
  fcntl(connection->fd, F_SETFL, O_NONBLOCK);
  connection->sent_us = calloc(2 * depth, sizeof *connection->sent_us);
  if (connection->sent_us == NULL) fail("no memory");
  connection->due_us = connection->sent_us + depth;
  connection->was_final = 1;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  epoll_ctl(queue, EPOLL_CTL_ADD, connection->fd, &event);
}

/* `depth` copies of one masked frame in a row, so that any number of answers leaves in one write. */
static void make_frames(void) {
  static const unsigned char mask[4] = {0x37, 0xfa, 0x21, 0x3d};
  size_t header = workload.bytes < 126 ? 2 : workload.bytes < 65536 ? 4 : 10;
  depth = workload.rate > 0 ? OPEN_DEPTH : workload.in_flight;
  frame_bytes = header + 4 + workload.bytes;
  payload = malloc(workload.bytes + 1);
  frames = calloc(depth, frame_bytes);
  if (payload == NULL || frames == NULL) fail("no memory");
  for (size_t i = 0; i < workload.bytes; i++) payload[i] = (unsigned char)('a' + i % 26);
  for (size_t copy = 0; copy < depth; copy++) {
    unsigned char *frame = frames + copy * frame_bytes;
    frame[0] = 0x81;
    frame[1] = (unsigned char)(0x80 | (header == 2 ? workload.bytes : header == 4 ? 126 : 127));
    for (size_t i = 2; i < header; i++) frame[i] = (unsigned char)(workload.bytes >> 8 * (header - 1 - i));
    memcpy(frame + header, mask, 4);
    for (size_t i = 0; i < workload.bytes; i++) frame[header + 4 + i] = payload[i] ^ mask[i & 3];
  }
}

int main(int count, char **arguments) {
  int port;
  read_arguments(count, arguments);
  signal(SIGPIPE, SIG_IGN);
  if (workload.url == NULL || sscanf(workload.url, "ws://127.0.0.1:%d", &port) != 1) fail("--url must be ws://127.0.0.1:PORT");
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  queue = epoll_create1(0);
  make_frames();
  connections = calloc(workload.connections, sizeof *connections);
  if (connections == NULL) fail("no memory");
  for (unsigned i = 0; i < workload.connections; i++) open_connection(&connections[i], &address);
  run();
  printf("{\"messages\":%llu,\"cpuUs\":%llu,\"userUs\":%llu,\"steadyMs\":%.3f,\"p50Us\":%llu,\"p99Us\":%llu",
         (unsigned long long)answered, (unsigned long long)cpu_us, (unsigned long long)user_us,
         (double)(steady_to_us - steady_from_us) / 1000, (unsigned long long)percentile(&service, 50),
         (unsigned long long)percentile(&service, 99));
  if (workload.rate > 0)
    printf(",\"correctedP50Us\":%llu,\"correctedP99Us\":%llu", (unsigned long long)percentile(&corrected, 50),
           (unsigned long long)percentile(&corrected, 99));
  printf("}\n");
}

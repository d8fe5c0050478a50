/*
 * The target of the benchmark: a WebSocket echo server that costs as little as a server can, so that the generator
 * sets the pace. One thread, epoll, one read and one write per event; whole frames only, so that a message leaves in
 * one write. What the kernel does not take at once waits, and the connection is not read until it has gone.
 *
 * It echoes data frames (up to 1 MiB, fragments as they come) and close frames, and answers pings: a measuring
 * instrument for well-behaved clients, with no closing handshake to wait for.
 *
 * Build: cc -O2 -o echo bench/servers/echo.c
 * Prints its URL; then, at each SIGUSR2, one line of JSON that says what it has done.
 */
#define _GNU_SOURCE
#include "accept-key.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_MESSAGE = 1 << 20, BUFFER = MAX_MESSAGE + 14, MAX_EVENTS = 512, MAX_TABLE = 1 << 20 };

/* Bytes that wait: of an unfinished frame or handshake, or for the peer to take them. */
struct waiting {
  size_t start, length, capacity;
  unsigned char *data;
};

struct connection {
  int is_open, has_closed;
  struct waiting input, output;
};

static struct connection *connections;
static rlim_t table_size;
static int queue, listener, signals;
static uint64_t messages, pings, accepted, ended;
static unsigned char input[BUFFER], output[BUFFER];

static void reserve(struct waiting *waiting, size_t capacity) {
  if (capacity <= waiting->capacity) return;
  waiting->data = realloc(waiting->data, capacity);
  if (waiting->data == NULL) exit(1);
  waiting->capacity = capacity;
}

static void watch(int fd, int change, uint32_t for_what) {
  struct epoll_event event = {.events = for_what, .data.fd = fd};
  epoll_ctl(queue, change, fd, &event);
}

static void end_connection(int fd) {
  free(connections[fd].input.data);
  free(connections[fd].output.data);
  memset(&connections[fd], 0, sizeof connections[fd]);
  ended++;
  close(fd);
}

/* Writes what the kernel takes; the rest waits for EPOLLOUT, and nothing is read meanwhile. */
static void send_or_wait(int fd, const unsigned char *bytes, size_t length) {
  struct waiting *rest = &connections[fd].output;
  ssize_t sent = length == 0 ? 0 : write(fd, bytes, length);
  if (sent < 0 && errno != EAGAIN) return; /* The next read tells that the connection is gone. */
  if (sent < 0) sent = 0;
  if ((size_t)sent == length) return;
  rest->start = 0;
  rest->length = length - (size_t)sent;
  reserve(rest, rest->length);
  memcpy(rest->data, bytes + sent, rest->length);
  watch(fd, EPOLL_CTL_MOD, EPOLLOUT);
}

static void send_rest(int fd) {
  struct waiting *rest = &connections[fd].output;
  ssize_t sent = write(fd, rest->data + rest->start, rest->length);
  if (sent < 0 && errno == EAGAIN) return;
  if (sent < 0) {
    end_connection(fd);
    return;
  }
  rest->start += (size_t)sent;
  rest->length -= (size_t)sent;
  if (rest->length == 0) watch(fd, EPOLL_CTL_MOD, EPOLLIN);
}

/* Answers the upgrade; 0 when the request is not complete. */
static size_t open_handshake(int fd, unsigned char *bytes, size_t length) {
  static const char name[] = "\r\nsec-websocket-key:";
  unsigned char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  *end = 0;
  char *key = strcasestr((char *)bytes, name), text[29], answer[256];
  if (key == NULL) exit(1);
  key += sizeof name - 1;
  while (*key == ' ') key++;
  accept_key(key, text);
  int size = snprintf(answer, sizeof answer,
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: %s\r\n\r\n",
                      text);
  send_or_wait(fd, (unsigned char *)answer, (size_t)size);
  return (size_t)(end - bytes) + 4;
}

/* Takes the mask off, eight bytes at a time. */
static void unmask(unsigned char *restrict out, const unsigned char *restrict in, size_t size, const unsigned char *mask) {
  uint64_t key, word;
  size_t i = 0;
  memcpy(&key, mask, 4);
  memcpy((unsigned char *)&key + 4, mask, 4);
  for (; i + 8 <= size; i += 8) {
    memcpy(&word, in + i, 8);
    word ^= key;
    memcpy(out + i, &word, 8);
  }
  for (; i < size; i++) out[i] = in[i] ^ mask[i & 3];
}

/* The bytes of the frame that begins here, mask and all; 0 while its header is not complete. */
static size_t frame_size(const unsigned char *frame, size_t length, size_t *header) {
  if (length < 6) return 0;
  size_t size = frame[1] & 0x7f;
  *header = size < 126 ? 2 : size == 126 ? 4 : 10;
  if (length < *header + 4) return 0;
  if (size >= 126) {
    size = 0;
    for (size_t i = 2; i < *header; i++) size = size << 8 | frame[i];
  }
  if (size > MAX_MESSAGE) exit(1);
  return *header + 4 + size;
}

/* Echoes every whole frame, in one write; gives the bytes it used. */
static size_t echo_frames(int fd, const unsigned char *bytes, size_t length) {
  size_t used = 0, written = 0, header = 0;
  for (;;) {
    const unsigned char *frame = bytes + used;
    size_t size = frame_size(frame, length - used, &header);
    if (size == 0 || size > length - used) break;
    unsigned char *out = output + written;
    int opcode = frame[0] & 0x0f;
    memcpy(out, frame, header);
    out[1] &= 0x7f;
    if (opcode == 9) out[0] = 0x8a, pings++;
    else if (opcode == 8) connections[fd].has_closed = 1;
    else if (frame[0] & 0x80) messages++;
    unmask(out + header, frame + header + 4, size - header - 4, frame + header);
    written += size - 4;
    used += size;
  }
  send_or_wait(fd, output, written);
  return used;
}

/* Keeps what is left of a read, with room for the whole of the frame that it begins. */
static void keep(struct connection *connection, const unsigned char *rest, size_t length) {
  struct waiting *held = &connection->input;
  size_t header, size = connection->is_open ? frame_size(rest, length, &header) : 0;
  int lies_here = held->length > 0; /* Then `rest` is a part of held->data. */
  held->length = length;
  if (length == 0) return;
  if (lies_here) memmove(held->data, rest, length);
  reserve(held, size > length ? size : length + 4096);
  if (!lies_here) memcpy(held->data, rest, length);
}

static void receive(int fd) {
  struct connection *connection = &connections[fd];
  struct waiting *held = &connection->input;
  /* An unfinished frame is completed where it lies, so that a large one is copied once. */
  unsigned char *bytes = held->length > 0 ? held->data : input;
  size_t room = held->length > 0 ? held->capacity : sizeof input, used = 0;
  ssize_t got = read(fd, bytes + held->length, room - held->length);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    end_connection(fd);
    return;
  }
  size_t length = held->length + (size_t)got;
  if (!connection->is_open) connection->is_open = (used = open_handshake(fd, bytes, length)) > 0;
  if (connection->is_open) used += echo_frames(fd, bytes + used, length - used);
  if (connection->has_closed) end_connection(fd);
  else keep(connection, bytes + used, length - used);
}

static void accept_all(void) {
  int fd, one = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if ((rlim_t)fd >= table_size) {
      close(fd);
      continue;
    }
    accepted++;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    watch(fd, EPOLL_CTL_ADD, EPOLLIN);
  }
}

static void print_counts(void) {
  struct signalfd_siginfo info;
  struct rusage usage;
  if (read(signals, &info, sizeof info) <= 0) return;
  getrusage(RUSAGE_SELF, &usage);
  long long cpu_us = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  printf("{\"messages\":%llu,\"pings\":%llu,\"connections\":%llu,\"cpuUs\":%lld}\n", (unsigned long long)messages,
         (unsigned long long)pings, (unsigned long long)(accepted - ended), cpu_us);
  fflush(stdout);
}

/* As many descriptors as the hard limit allows, and a table of connections by descriptor. */
static void make_table(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) exit(1);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  table_size = limit.rlim_max > MAX_TABLE ? MAX_TABLE : limit.rlim_max;
  connections = calloc(table_size, sizeof *connections);
  if (connections == NULL) exit(1);
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  struct epoll_event events[MAX_EVENTS];
  sigset_t asked;
  signal(SIGPIPE, SIG_IGN);
  make_table();
  sigemptyset(&asked);
  sigaddset(&asked, SIGUSR2);
  sigprocmask(SIG_BLOCK, &asked, NULL);
  signals = signalfd(-1, &asked, SFD_NONBLOCK);
  queue = epoll_create1(0);
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 4096) != 0) return 1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("ws://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);

  watch(listener, EPOLL_CTL_ADD, EPOLLIN);
  watch(signals, EPOLL_CTL_ADD, EPOLLIN);
  for (;;) {
    int count = epoll_wait(queue, events, MAX_EVENTS, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) accept_all();
      else if (fd == signals) print_counts();
      else if (connections[fd].output.length > 0) send_rest(fd);
      else receive(fd);
    }
  }
}

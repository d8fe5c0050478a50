/*
 * The target of the benchmark: a WebSocket echo server that costs as little as a server can, so that the generator
 * sets the pace. One thread, epoll, one read and one write per event.
 *
 * It echoes unfragmented messages from a well-behaved client and answers nothing else: a measuring instrument, not a server.
 * Build: cc -O2 -o echo bench/servers/echo.c    Prints its URL.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_FD = 20000, BUFFER = 256 * 1024, MAX_EVENTS = 512 };

/* What a connection has sent of an unfinished frame or handshake. */
struct connection {
  int is_open, has_closed;
  size_t held;
  unsigned char *bytes;
};

static struct connection connections[MAX_FD];
static unsigned char input[BUFFER], output[BUFFER];

static uint32_t rotate(uint32_t value, int bits) { return (value << bits) | (value >> (32 - bits)); }

/* SHA-1 (FIPS 180-4) of at most 119 bytes: a key and the GUID of RFC 6455 need 60. */
static void sha1(const unsigned char *data, size_t length, unsigned char digest[20]) {
  unsigned char padded[128] = {0};
  size_t blocks = (length + 9 + 63) / 64;
  uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  memcpy(padded, data, length);
  padded[length] = 0x80;
  for (int i = 0; i < 8; i++) padded[blocks * 64 - 1 - i] = (unsigned char)((uint64_t)length * 8 >> (8 * i));
  for (size_t block = 0; block < blocks; block++) {
    uint32_t word[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++) {
      const unsigned char *p = padded + block * 64 + i * 4;
      word[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    }
    for (int i = 16; i < 80; i++) word[i] = rotate(word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
    for (int i = 0; i < 80; i++) {
      uint32_t mix = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                     : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                     : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                              : (b ^ c ^ d) + 0xca62c1d6;
      uint32_t next = rotate(a, 5) + mix + e + word[i];
      e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
  }
  for (int i = 0; i < 20; i++) digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const unsigned char digest[20], char text[29]) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 7; i++) {
    uint32_t group = (uint32_t)digest[i * 3] << 16 | (uint32_t)digest[i * 3 + 1] << 8 | (i < 6 ? digest[i * 3 + 2] : 0);
    for (int j = 0; j < 4; j++) text[i * 4 + j] = alphabet[group >> (18 - 6 * j) & 63];
  }
  text[27] = '=';
  text[28] = 0;
}

static void send_all(int fd, const unsigned char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(fd, bytes, length);
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

/* Answers the upgrade; 0 when the request is not complete. */
static size_t open_handshake(int fd, unsigned char *bytes, size_t length) {
  static const char name[] = "\r\nsec-websocket-key:";
  unsigned char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (end == NULL) return 0;
  *end = 0;
  char *key = strcasestr((char *)bytes, name), joined[64], accept[29], answer[256];
  unsigned char digest[20];
  if (key == NULL) exit(1);
  key += sizeof name - 1;
  while (*key == ' ') key++;
  memcpy(joined, key, 24);
  memcpy(joined + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 36);
  sha1((unsigned char *)joined, 60, digest);
  base64(digest, accept);
  int size = snprintf(answer, sizeof answer,
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Accept: %s\r\n\r\n",
                      accept);
  send_all(fd, (unsigned char *)answer, (size_t)size);
  return (size_t)(end - bytes) + 4;
}

/* Echoes every whole frame, in one write; gives the bytes it used. A close frame is echoed too. */
static size_t echo_frames(int fd, unsigned char *bytes, size_t length) {
  size_t used = 0, written = 0;
  while (length - used >= 6) {
    unsigned char *frame = bytes + used;
    size_t header = 2, size = frame[1] & 0x7f;
    if (size == 126) header = 4, size = (size_t)frame[2] << 8 | frame[3];
    else if (size == 127) {
      if (length - used < 14) break;
      header = 10, size = (size_t)frame[6] << 24 | (size_t)frame[7] << 16 | (size_t)frame[8] << 8 | frame[9];
    }
    if (header + 4 + size > length - used || written + header + size > sizeof output) break;
    unsigned char *mask = frame + header, *payload = mask + 4, *out = output + written;
    if ((frame[0] & 0x0f) == 8) connections[fd].has_closed = 1;
    memcpy(out, frame, header);
    out[1] &= 0x7f;
    for (size_t i = 0; i < size; i++) out[header + i] = payload[i] ^ mask[i & 3];
    written += header + size;
    used += header + 4 + size;
  }
  send_all(fd, output, written);
  return used;
}

static void end_connection(int fd) {
  free(connections[fd].bytes);
  memset(&connections[fd], 0, sizeof connections[fd]);
  close(fd);
}

static void receive(int fd) {
  struct connection *connection = &connections[fd];
  memcpy(input, connection->bytes, connection->held);
  ssize_t got = read(fd, input + connection->held, sizeof input - connection->held);
  if (got <= 0) {
    end_connection(fd);
    return;
  }
  size_t length = connection->held + (size_t)got, used = 0;
  if (!connection->is_open) {
    used = open_handshake(fd, input, length);
    connection->is_open = used > 0;
  }
  if (connection->is_open) used += echo_frames(fd, input + used, length - used);
  if (connection->has_closed) {
    end_connection(fd);
    return;
  }
  connection->held = length - used;
  if (connection->held == 0) return;
  connection->bytes = realloc(connection->bytes, connection->held);
  if (connection->bytes == NULL) exit(1);
  memcpy(connection->bytes, input + used, connection->held);
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), queue = epoll_create1(0);
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 1024) != 0) return 1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("ws://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);

  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[MAX_EVENTS];
  epoll_ctl(queue, EPOLL_CTL_ADD, listener, &event);
  for (;;) {
    int count = epoll_wait(queue, events, MAX_EVENTS, -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) {
        receive(fd);
        continue;
      }
      int accepted = accept(listener, NULL, NULL);
      if (accepted < 0 || accepted >= MAX_FD) continue;
      setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      event = (struct epoll_event){.events = EPOLLIN, .data.fd = accepted};
      epoll_ctl(queue, EPOLL_CTL_ADD, accepted, &event);
    }
  }
}

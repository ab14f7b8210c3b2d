/* One load generator for all servers: keep-alive HTTP/1.1 over many connections, one thread, epoll.
 *
 *   hammer ADDRESS PORT CLIENTS SECONDS GRACE RATE LIMIT REQUESTS SEQUENCE OUTPUT
 *
 * It is small because it shares the machine with the servers: what it costs, they lack. It knows
 * nothing of SPARQL. REQUESTS holds whole requests, each behind its length (uint32); SEQUENCE holds
 * the numbers (uint32) of the requests to send, taken in turn and around again. Each client sends
 * its next request when its last is answered (RATE 0), or when it is due, RATE a second over all
 * clients; a latency then counts from when the request was due. After SECONDS, or LIMIT requests
 * (0: no limit), none is begun, and what is under way has GRACE seconds to end.
 *
 * OUTPUT gets one struct record a request. A body is known by its lines: their number and the sum of
 * their FNV-1a hashes, so that rows may come in any order. One line of JSON on standard output says
 * what the generator itself used.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WHOLE, BROKEN_OFF, UNANSWERED, REFUSED };
enum { IDLE, SENDING, HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER };
enum { HEAD_MAX = 65536, READ_MAX = 262144 };

struct record {
  uint64_t start, latency, bytes, hash;
  uint32_t query, lines;
  uint16_t status, outcome, spare[2];
};

struct client {
  int fd, state, fresh, closing, until_close, retried, midline;
  uint32_t query, sent, head_used, line_used;
  uint64_t due, remaining, line_hash, retry_at;
  struct record seen;
  char head[HEAD_MAX], line[64];
};

static struct sockaddr_in address;
static int poller, under_way;
static char **request, buffer[READ_MAX];
static uint32_t *length, *sequence, sequence_length;
static uint64_t began, begun, retries, limit, stop_at;
static double rate;
static FILE *output;

static void die(const char *what) {
  fprintf(stderr, "hammer: %s: %s\n", what, strerror(errno));
  exit(1);
}

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void hang_up(struct client *c) {
  if (c->fd >= 0) close(c->fd);
  c->fd = -1;
}

static void dial(struct client *c) {
  int one = 1;
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0) die("socket");
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  connect(c->fd, (struct sockaddr *)&address, sizeof address); /* its failure shows in epoll */
  struct epoll_event want = {EPOLLIN | EPOLLOUT | EPOLLET | EPOLLRDHUP, {.ptr = c}};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &want)) die("epoll_ctl");
}

static void begin_body(struct client *c) {
  c->head_used = c->line_used = 0;
  c->midline = 0;
  c->line_hash = 14695981039346656037u;
  memset(&c->seen, 0, sizeof c->seen);
}

static void try_send(struct client *c);

static void finish(struct client *c, int outcome) {
  if (c->midline) { c->seen.lines++; c->seen.hash += c->line_hash; }
  c->seen.start = c->due - began;
  c->seen.latency = now() - c->due;
  c->seen.query = c->query;
  c->seen.outcome = (uint16_t)outcome;
  if (fwrite(&c->seen, sizeof c->seen, 1, output) != 1) die("writing the output");
  if (outcome != WHOLE || c->closing) hang_up(c);
  c->state = IDLE;
  under_way--;
  c->retry_at = outcome == REFUSED ? now() + 20000000u : 0;
}

static void next(struct client *c) {
  uint64_t t = now();
  if (t >= stop_at || (limit && begun >= limit) || t < c->retry_at) return;
  c->due = rate > 0 ? began + (uint64_t)((double)begun * 1e9 / rate) : t;
  if (c->due > t) return;
  c->query = sequence[begun++ % sequence_length];
  c->sent = 0;
  c->closing = c->until_close = c->retried = 0;
  begin_body(c);
  under_way++;
  c->state = SENDING;
  c->fresh = c->fd < 0;
  if (c->fresh) dial(c);
  else try_send(c);
}

static void lost(struct client *c) {
  int nothing_came = c->state == SENDING || (c->state == HEAD && c->head_used == 0);
  if (c->state == IDLE) { hang_up(c); return; }
  if (c->state == BODY && c->until_close) { c->closing = 1; finish(c, WHOLE); return; }
  if (nothing_came && !c->fresh && !c->retried) { /* RFC 9112, 9.3.1: the server had hung up */
    retries++;
    c->retried = 1;
    c->sent = 0;
    c->state = SENDING;
    hang_up(c);
    dial(c);
    return;
  }
  finish(c, c->state == SENDING && c->sent == 0 ? REFUSED : BROKEN_OFF);
}

static void try_send(struct client *c) {
  while (c->sent < length[c->query]) {
    ssize_t n = send(c->fd, request[c->query] + c->sent, length[c->query] - c->sent, MSG_NOSIGNAL);
    if (n < 0 && (errno == EAGAIN || errno == ENOTCONN || errno == EINPROGRESS)) return;
    if (n < 0) { lost(c); return; }
    c->sent += (uint32_t)n;
  }
  c->state = HEAD;
}

static void eat(struct client *c, const char *p, size_t n) { /* bytes of the body */
  uint64_t h = c->line_hash;
  c->seen.bytes += n;
  for (size_t i = 0; i < n; i++) {
    if (p[i] == '\n') {
      c->seen.lines++;
      c->seen.hash += h;
      h = 14695981039346656037u;
      c->midline = 0;
    } else if (p[i] != '\r') {
      h = (h ^ (unsigned char)p[i]) * 1099511628211u;
      c->midline = 1;
    }
  }
  c->line_hash = h;
}

static void read_head(struct client *c) { /* RFC 9112, 6.3: what delimits the body */
  int chunked = 0, sized = 0;
  c->seen.status = (uint16_t)atoi(c->head + 9);
  c->closing = c->head[7] == '0';
  for (char *line = strstr(c->head, "\r\n") + 2; *line != '\r'; line = strstr(line, "\r\n") + 2) {
    if (!strncasecmp(line, "content-length:", 15)) {
      c->remaining = strtoull(line + 15, NULL, 10);
      sized = 1;
    } else if (!strncasecmp(line, "transfer-encoding:", 18)) chunked = 1;
    else if (!strncasecmp(line, "connection:", 11)) {
      char *value = line + 11 + strspn(line + 11, " ");
      c->closing = !strncasecmp(value, "close", 5);
    }
  }
  c->until_close = !chunked && !sized && c->seen.status != 204 && c->seen.status != 304;
  c->state = chunked ? CHUNK_SIZE : BODY;
  if (c->until_close) c->remaining = UINT64_MAX;
  else if (!sized) c->remaining = 0;
}

static int line_ended(struct client *c, char byte) { /* gathers a chunk's size or a trailer */
  if (byte == '\n') { c->line[c->line_used] = 0; c->line_used = 0; return 1; }
  if (byte != '\r' && c->line_used < sizeof c->line - 1) c->line[c->line_used++] = byte;
  return 0;
}

static int take(struct client *c, const char *p, size_t n) { /* 1 when the response is whole */
  size_t i = 0;
  while (i < n) {
    if (c->state == HEAD) {
      if (c->head_used == HEAD_MAX - 1) return -1;
      c->head[c->head_used++] = p[i++];
      if (c->head_used >= 4 && !memcmp(c->head + c->head_used - 4, "\r\n\r\n", 4)) {
        c->head[c->head_used] = 0;
        if (c->head_used < 16 || memcmp(c->head, "HTTP/1.", 7)) return -1;
        read_head(c);
        if (c->state == BODY && c->remaining == 0) return 1;
      }
    } else if (c->state == BODY || c->state == CHUNK) {
      size_t some = n - i < c->remaining ? n - i : (size_t)c->remaining;
      eat(c, p + i, some);
      i += some;
      c->remaining -= some;
      if (c->remaining == 0) { if (c->state == BODY) return 1; c->state = CHUNK_END; }
    } else if (c->state == CHUNK_END) {
      if (line_ended(c, p[i++])) c->state = CHUNK_SIZE;
    } else if (c->state == CHUNK_SIZE) {
      if (!line_ended(c, p[i++])) continue;
      c->remaining = strtoull(c->line, NULL, 16);
      c->state = c->remaining ? CHUNK : TRAILER;
    } else { /* TRAILER: ends with an empty line */
      if (line_ended(c, p[i++]) && c->line[0] == 0) return 1;
    }
  }
  return 0;
}

static void receive(struct client *c) {
  for (;;) {
    ssize_t n = recv(c->fd, buffer, READ_MAX, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) { lost(c); return; }
    if (c->state == IDLE) { hang_up(c); return; } /* words that nobody asked for */
    if (c->state == SENDING) c->state = HEAD;
    int whole = take(c, buffer, (size_t)n);
    if (whole) { finish(c, whole == 1 ? WHOLE : BROKEN_OFF); return; }
  }
}

static void read_files(const char *requests, const char *numbers) {
  FILE *in = fopen(requests, "rb");
  uint32_t n, count = 0, room = 1024;
  if (!in) die(requests);
  request = calloc(room, sizeof *request);
  length = calloc(room, sizeof *length);
  while (fread(&n, sizeof n, 1, in) == 1) {
    if (count == room) {
      request = realloc(request, (room *= 2) * sizeof *request);
      length = realloc(length, room * sizeof *length);
    }
    request[count] = malloc(n);
    length[count] = n;
    if (fread(request[count++], 1, n, in) != n) die(requests);
  }
  fclose(in);
  if (!(in = fopen(numbers, "rb"))) die(numbers);
  fseek(in, 0, SEEK_END);
  sequence_length = (uint32_t)(ftell(in) / 4);
  rewind(in);
  sequence = malloc(4 * (size_t)sequence_length);
  if (fread(sequence, 4, sequence_length, in) != sequence_length) die(numbers);
  fclose(in);
  for (uint32_t i = 0; i < sequence_length; i++)
    if (sequence[i] >= count) { errno = ERANGE; die("a number without a request"); }
}

int main(int argc, char **argv) {
  errno = EINVAL;
  if (argc != 11 || inet_pton(AF_INET, argv[1], &address.sin_addr) != 1) die("ten arguments");
  int clients = atoi(argv[3]);
  double seconds = atof(argv[4]), grace = atof(argv[5]);
  rate = atof(argv[6]);
  limit = strtoull(argv[7], NULL, 10);
  address.sin_family = AF_INET;
  address.sin_port = htons((uint16_t)atoi(argv[2]));
  read_files(argv[8], argv[9]);
  if (!(output = fopen(argv[10], "wb"))) die(argv[10]);
  poller = epoll_create1(EPOLL_CLOEXEC);
  struct client *all = calloc((size_t)clients, sizeof *all);
  for (int i = 0; i < clients; i++) all[i].fd = -1;
  began = now();
  stop_at = began + (uint64_t)(seconds * 1e9);
  uint64_t end_at = stop_at + (uint64_t)(grace * 1e9);
  for (;;) {
    for (int i = 0; i < clients; i++)
      if (all[i].state == IDLE) next(&all[i]);
    uint64_t t = now();
    if (!under_way && (t >= stop_at || (limit && begun >= limit))) break;
    if (t >= end_at) break;
    struct epoll_event events[256];
    int n = epoll_wait(poller, events, 256, rate > 0 ? 1 : 20);
    for (int i = 0; i < n; i++) {
      struct client *c = events[i].data.ptr;
      if (c->fd >= 0 && c->state == SENDING && (events[i].events & EPOLLOUT)) try_send(c);
      if (c->fd >= 0 && (events[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR))) receive(c);
    }
  }
  for (int i = 0; i < clients; i++)
    if (all[i].state != IDLE) finish(&all[i], UNANSWERED);
  if (fclose(output)) die("closing the output");
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  printf("{\"elapsed\": %.6f, \"cpu\": %.6f, \"retries\": %llu}\n",
         (double)(now() - began) / 1e9,
         (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
             (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
         (unsigned long long)retries);
  return 0;
}

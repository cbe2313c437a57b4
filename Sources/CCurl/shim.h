#ifndef STRATLOGIC_CCURL_SHIM_H
#define STRATLOGIC_CCURL_SHIM_H

#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which is not imported.

typedef size_t (*sl_curl_block_call)(char *, size_t, size_t, void *);
typedef int (*sl_curl_seek_call)(void *, curl_off_t, int);
typedef int (*sl_curl_progress_call)(void *, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
typedef curl_socket_t (*sl_curl_socket_call)(void *, curlsocktype, struct curl_sockaddr *);

static inline CURLcode sl_curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode sl_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode sl_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode sl_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode sl_curl_set_block_call(CURL *handle, CURLoption option, sl_curl_block_call call) {
  return curl_easy_setopt(handle, option, call);
}
static inline CURLcode sl_curl_set_seek_call(CURL *handle, sl_curl_seek_call call) {
  return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, call);
}
static inline CURLcode sl_curl_set_socket_call(CURL *handle, sl_curl_socket_call call) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, call);
}
static inline CURLcode sl_curl_set_progress_call(CURL *handle, sl_curl_progress_call call) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, call);
}
static inline CURLcode sl_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

/// The status of the last answer; 0 where there was none.
static inline long sl_curl_status(CURL *handle) {
  long status = 0;
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

/// A socket that no program started by this process inherits.
static inline curl_socket_t sl_curl_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// Copies the bytes of an Internet address, 4 or 16, in the order of the network; gives their number, 0 for another family.
static inline size_t sl_curl_address(const struct curl_sockaddr *address, unsigned char bytes[16]) {
  if (address->family == AF_INET) {
    memcpy(bytes, &((const struct sockaddr_in *)&address->addr)->sin_addr, 4);
    return 4;
  }
  if (address->family == AF_INET6) {
    memcpy(bytes, &((const struct sockaddr_in6 *)&address->addr)->sin6_addr, 16);
    return 16;
  }
  return 0;
}

enum {
  SL_CURL_READ_ABORT = CURL_READFUNC_ABORT,
  SL_CURL_SEEK_DONE = CURL_SEEKFUNC_OK,
  SL_CURL_SEEK_FAILED = CURL_SEEKFUNC_FAIL,
  SL_CURL_BAD_SOCKET = CURL_SOCKET_BAD,
};

#endif

// What a run is measured against: the same requests in a bare libcurl loop, one after the other on
// one connection, with no more done to the answers than to count their bytes.
//
//     bare_curl_loop URL CONNECT_TO CA_FILE COUNT
#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>

namespace {

size_t count_bytes(char*, size_t size, size_t count, void* total) {
  *static_cast<size_t*>(total) += size * count;
  return size * count;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 5) return 2;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* easy = curl_easy_init();
  curl_slist* connect_to = curl_slist_append(nullptr, arguments[2]);
  size_t bytes = 0;
  curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
  curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
  curl_easy_setopt(easy, CURLOPT_CAINFO, arguments[3]);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &count_bytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes);
  const int requests = std::atoi(arguments[4]);
  for (int request = 0; request < requests; ++request) {
    long status = 0;
    if (curl_easy_perform(easy) != CURLE_OK) return 1;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) return 1;
  }
  curl_slist_free_all(connect_to);
  curl_easy_cleanup(easy);
  curl_global_cleanup();
  std::printf("%zu bytes\n", bytes);
  return 0;
}

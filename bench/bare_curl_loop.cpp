// What a run is measured against: the same requests in a bare libcurl loop, one after the other on
// one connection, with no more done to the answers than to count their bytes.
//
//     bare_curl_loop CONNECT_TO CA_FILE < LIST
//
// LIST has a line for each request: its method, GET or HEAD, a space and its URL.
#include <curl/curl.h>

#include <iostream>
#include <sstream>
#include <string>

namespace {

size_t count_bytes(char*, size_t size, size_t count, void* total) {
  *static_cast<size_t*>(total) += size * count;
  return size * count;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 3) return 2;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* easy = curl_easy_init();
  curl_slist* connect_to = nullptr;
  std::istringstream hosts(arguments[1]);
  for (std::string host; hosts >> host;) connect_to = curl_slist_append(connect_to, host.c_str());
  size_t bytes = 0;
  curl_easy_setopt(easy, CURLOPT_CONNECT_TO, connect_to);
  curl_easy_setopt(easy, CURLOPT_CAINFO, arguments[2]);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &count_bytes);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &bytes);
  for (std::string method, url; std::cin >> method >> url;) {
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, method == "HEAD" ? CURLOPT_NOBODY : CURLOPT_HTTPGET, 1L);
    if (curl_easy_perform(easy) != CURLE_OK) return 1;
  }
  curl_slist_free_all(connect_to);
  curl_easy_cleanup(easy);
  curl_global_cleanup();
  return bytes > 0 ? 0 : 1;
}

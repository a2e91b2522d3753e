// The server of the identity's document, over real HTTPS, asked by several clients at once.
#include "harness/identity/document_server.h"

#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

namespace s2sconform::test {
namespace {

struct Answer {
  long status = 0;
  std::string body;
};

std::size_t append(char* data, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

Answer ask(const std::string& url, const std::string& ca_file, unsigned port) {
  Answer answer;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  const std::string place = "partner.example:443:127.0.0.1:" + std::to_string(port);
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> connect(
      curl_slist_append(nullptr, place.c_str()), &curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_CAINFO, ca_file.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_CONNECT_TO, connect.get());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  if (curl_easy_perform(curl.get()) == CURLE_OK) {
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  }
  return answer;
}

TEST(DocumentServer, AnswersSeveralClientsAtOnceAndTellsOfEach) {
  const TemporaryFolder folder;
  const std::string key = (folder.path() / "key.pem").string();
  const std::string certificate = (folder.path() / "certificate.pem").string();
  const Finished made =
      run_program({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key,
                   "-out", certificate, "-days", "30", "-subj", "/CN=partner.example", "-addext",
                   "subjectAltName=DNS:partner.example"});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(curl_global_init(CURL_GLOBAL_DEFAULT), CURLE_OK);

  std::mutex mutex;
  std::vector<std::string> told;
  std::vector<Answer> answers(8);
  {
    auto server = DocumentServer::start({.address = "127.0.0.1",
                                         .port = 0,
                                         .certificate_pem = read_file(certificate),
                                         .key_pem = Secret(read_file(key)),
                                         .document = "{\"issuer\":\"x\"}"},
                                        [&](const std::string& line) {
                                          const std::lock_guard lock(mutex);
                                          told.push_back(line);
                                        });
    ASSERT_TRUE(server) << server.error();
    const unsigned port = server->port();
    std::vector<std::thread> clients;
    for (std::size_t number = 0; number < answers.size(); ++number) {
      clients.emplace_back([&, number] {
        const std::string path = number % 2 == 0 ? "/metadata/json/1" : "/other";
        answers[number] = ask("https://partner.example" + path, certificate, port);
      });
    }
    for (std::thread& client : clients) client.join();
  }  // the server has ended: nobody writes to `told`
  for (std::size_t number = 0; number < answers.size(); ++number) {
    EXPECT_EQ(answers[number].status, number % 2 == 0 ? 200 : 404);
    if (number % 2 == 0) {
      EXPECT_EQ(answers[number].body, "{\"issuer\":\"x\"}");
    }
  }
  EXPECT_EQ(std::count(told.begin(), told.end(), "127.0.0.1 GET /metadata/json/1 200"), 4);
  EXPECT_EQ(std::count(told.begin(), told.end(), "127.0.0.1 GET /other 404"), 4);
}

}  // namespace
}  // namespace s2sconform::test

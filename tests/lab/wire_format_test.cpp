#include "fixtures/http/wire_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace s2slab {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Response answer(Framing framing) {
  Response response = make_response(200, "text/plain", "hello");
  response.framing = framing;
  return response;
}

TEST(WireText, OfAnswerWithLength) {
  EXPECT_EQ(wire_text(answer(Framing::content_length), {}),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(WireText, OfAnswerToHeadHasLengthAndNoBody) {
  ConnectionState head;
  head.head = true;
  EXPECT_THAT(wire_text(answer(Framing::content_length), head),
              EndsWith("Content-Length: 5\r\n\r\n"));
  EXPECT_THAT(wire_text(answer(Framing::chunked), head),
              EndsWith("Transfer-Encoding: chunked\r\n\r\n"));
}

TEST(WireText, OfLongChunkedAnswerHasSeveralChunks) {
  Response response = make_response(200, "text/plain", std::string(1000, 'x'));
  response.framing = Framing::chunked;
  const std::string text = wire_text(response, {});
  EXPECT_THAT(text, HasSubstr("\r\n\r\n2bc\r\nxxx"));
  EXPECT_THAT(text, HasSubstr("xxx\r\n12c\r\nxxx"));
  EXPECT_THAT(text, EndsWith("xxx\r\n0\r\n\r\n"));
  EXPECT_THAT(text, Not(HasSubstr("Content-Length")));
}

TEST(WireText, ToOldClientIsNotChunked) {
  ConnectionState old_client;
  old_client.http_1_0 = true;
  EXPECT_THAT(wire_text(answer(Framing::chunked), old_client), HasSubstr("Content-Length: 5\r\n"));
}

TEST(WireText, OfCutOffAnswerAnnouncesMoreThanItSends) {
  EXPECT_THAT(wire_text(answer(Framing::cut_off), {}), EndsWith("Content-Length: 69\r\n\r\nhello"));
}

TEST(WireText, OfNotModifiedHasNeitherLengthNorBody) {
  Response response = answer(Framing::chunked);
  response.status = 304;
  EXPECT_EQ(wire_text(response, {}),
            "HTTP/1.1 304 Not Modified\r\nContent-Type: text/plain\r\n\r\n");
}

TEST(WireText, SaysWhenTheConnectionCloses) {
  ConnectionState last;
  last.keep_alive = false;
  EXPECT_THAT(wire_text(answer(Framing::content_length), last),
              HasSubstr("\r\nConnection: close\r\n"));
}

TEST(HttpDate, IsAnImfFixdate) { EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT"); }

}  // namespace
}  // namespace s2slab

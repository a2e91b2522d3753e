#include "harness/ews/answers.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/ews/namespaces.h"
#include "harness/xml/xml_answer.h"

namespace s2sconform::ews {
namespace {

// An envelope with the prefixes soap, msg, typ of the test's own.
std::string in_envelope(const std::string& body, const std::string& header = "") {
  return "<x:Envelope xmlns:x=\"" + std::string(soap) + "\" xmlns:msg=\"" + std::string(messages) +
         "\" xmlns:typ=\"" + std::string(types) + "\" xmlns:err=\"" + std::string(errors) +
         "\"><x:Header>" + header + "</x:Header><x:Body>" + body + "</x:Body></x:Envelope>";
}

std::string created(const std::string& response_class, const std::string& code) {
  return in_envelope(
      "<msg:CreateItemResponse><msg:ResponseMessages><msg:CreateItemResponseMessage "
      "ResponseClass=\"" +
      response_class + "\"><msg:MessageText>文</msg:MessageText><msg:ResponseCode>" + code +
      "</msg:ResponseCode><msg:Items><typ:Message><typ:ItemId Id=\"AA==\" "
      "ChangeKey=\"BB==\"/></typ:Message></msg:Items>"
      "</msg:CreateItemResponseMessage></msg:ResponseMessages>"
      "</msg:CreateItemResponse>");
}

TEST(EwsAnswers, AreReadByNamespaceWhateverThePrefix) {
  const auto answer = read_answer(created("Success", "NoError"));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->succeeded());
  EXPECT_EQ(answer->name, "CreateItemResponse");
  ASSERT_EQ(answer->items().size(), 1u);
  EXPECT_EQ(answer->items().front().id.id, "AA==");
  EXPECT_EQ(answer->items().front().id.change_key, "BB==");
  EXPECT_EQ(answer->messages.front().text, "文");
}

TEST(EwsAnswers, ANameInAnotherNamespaceIsNotTheirs) {
  std::string text = created("Success", "NoError");
  text.replace(text.find(messages), messages.size(), "urn:another");
  const auto answer = read_answer(text);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->messages.empty());
  EXPECT_FALSE(answer->succeeded());
}

TEST(EwsAnswers, SuccessWithAnErrorCodeIsNone) {
  EXPECT_FALSE(read_answer(created("Success", "ErrorItemNotFound"))->succeeded());
  EXPECT_FALSE(read_answer(created("Error", "NoError"))->succeeded());
  EXPECT_EQ(read_answer(created("Error", "ErrorItemNotFound"))->code(), "ErrorItemNotFound");
}

TEST(EwsAnswers, AnAnswerWithoutMessagesIsNoSuccess) {
  const auto answer = read_answer(in_envelope("<msg:GetItemResponse/>"));
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->succeeded());
  EXPECT_EQ(answer->code(), "");
}

TEST(EwsAnswers, FaultsAreReadByTheirDetailOrTheirFaultcode) {
  const auto by_detail = read_answer(in_envelope(
      "<x:Fault><faultcode>a:ErrorX</faultcode><faultstring>no</faultstring><detail>"
      "<err:ResponseCode>ErrorNonExistentMailbox</err:ResponseCode></detail></x:Fault>"));
  ASSERT_TRUE(by_detail && by_detail->fault);
  EXPECT_EQ(by_detail->code(), "ErrorNonExistentMailbox");
  EXPECT_EQ(by_detail->fault->text, "no");
  EXPECT_FALSE(by_detail->succeeded());
  const auto by_code = read_answer(
      in_envelope("<x:Fault><faultcode>typ:ErrorServerBusy</faultcode><detail><typ:MessageXml>"
                  "<typ:Value Name=\"BackOffMilliseconds\">250</typ:Value></typ:MessageXml>"
                  "</detail></x:Fault>"));
  ASSERT_TRUE(by_code && by_code->fault);
  EXPECT_EQ(by_code->code(), "ErrorServerBusy");
  EXPECT_EQ(by_code->back_off, std::chrono::milliseconds(250));
}

TEST(EwsAnswers, ABackOffThatIsNoNumberIsNone) {
  for (const char* value : {"", "-1", "soon", "99999999999999999999", "5s"}) {
    const auto answer = read_answer(
        in_envelope("<x:Fault><faultcode>typ:ErrorServerBusy</faultcode><detail><typ:MessageXml>"
                    "<typ:Value Name=\"BackOffMilliseconds\">" +
                    std::string(value) + "</typ:Value></typ:MessageXml></detail></x:Fault>"));
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->back_off) << value;
  }
}

TEST(EwsAnswers, TheServersVersionIsPutTogether) {
  const auto answer =
      read_answer(in_envelope("<msg:GetItemResponse/>",
                              "<typ:ServerVersionInfo MajorVersion=\"15\" MinorVersion=\"2\" "
                              "MajorBuildNumber=\"1118\" MinorBuildNumber=\"7\"/>"));
  EXPECT_EQ(answer->server_version, "15.2.1118.7");
  EXPECT_FALSE(read_answer(in_envelope("<msg:GetItemResponse/>"))->has_server_version);
}

TEST(EwsAnswers, WhatIsNoEnvelopeIsNone) {
  for (const char* text : {"", "<html/>", "<Envelope/>", "{\"a\":1}",
                           "<x:Envelope xmlns:x=\"urn:x\"/>", "<!DOCTYPE x><x/>"}) {
    EXPECT_FALSE(read_answer(text)) << text;
  }
  EXPECT_FALSE(read_answer("<x:Envelope xmlns:x=\"" + std::string(soap) + "\"/>")) << "no body";
}

// What is written is read back by the reader of answers' own parser, unchanged.
TEST(EwsRequests, TextGoesThroughUnchanged) {
  const std::string text = "<&>\"' ]]> \xF0\x9F\x98\x80 \xE6\x96\x87";
  const Operation create =
      create_item({"conversationhistory", "a&b@x.example", {}}, {"IPM.Note", text, text, "run"});
  const auto parsed = XmlAnswer::parse(envelope({"Exchange2013", {}}, create.body));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->text_of("Subject"), text);
  EXPECT_EQ(parsed->text_of("Body"), parsed->root().child(soap, "Body").text())
      << "the first Body is SOAP's";
  const XmlElement message = parsed->root()
                                 .child(soap, "Body")
                                 .child(messages, "CreateItem")
                                 .child(messages, "Items")
                                 .child(types, "Message");
  EXPECT_EQ(message.child(types, "Body").text(), text);
  EXPECT_EQ(parsed->text_of("EmailAddress"), "a&b@x.example");
}

TEST(EwsRequests, ElementsStandInTheOrderOfTheSchema) {
  const auto names = [](const Operation& operation, std::initializer_list<const char*> path) {
    const auto parsed = XmlAnswer::parse(envelope({"Exchange2013", {}}, operation.body));
    XmlElement at = parsed->root().child(soap, "Body").children().front();
    for (const char* name : path) at = at.child(name);
    std::string all;
    for (const XmlElement& child : at.children()) all += std::string(child.name()) + " ";
    return all;
  };
  const Folder folder{"inbox", {}, {}};
  EXPECT_EQ(names(create_item(folder, {"IPM.Note", "s", "b", "r"}), {"Items", "Message"}),
            "ItemClass Subject Body ExtendedProperty ");
  EXPECT_EQ(names(create_item(folder, {"IPM.Note", "s", "b", "r"}), {}),
            "SavedItemFolderId Items ");
  EXPECT_EQ(names(find_items({folder}, "s"), {}),
            "ItemShape IndexedPageItemView Restriction ParentFolderIds ");
  EXPECT_EQ(names(get_items({{"AA==", {}}}), {"ItemShape"}),
            "BaseShape BodyType AdditionalProperties ");
}

}  // namespace
}  // namespace s2sconform::ews

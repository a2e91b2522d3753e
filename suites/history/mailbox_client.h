// Asks one target's web services for mailboxes, in the names of several callers. Everything that is
// sent waits where the server is busy, and everything that is written is noted first.
#pragma once

#include <functional>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/ews/answers.h"
#include "harness/ews/requests.h"
#include "harness/suite/suite.h"
#include "suites/token/token_factory.h"

namespace s2sconform::history {

// In whose name a request is made.
struct Caller {
  std::string token;
  std::string anchor_mailbox;  // of X-AnchorMailbox
  std::string impersonation;   // content of ExchangeImpersonation; empty: none
};

struct Reply {
  const Exchange* exchange = nullptr;
  std::optional<ews::Answer> answer;  // none: it is no SOAP

  bool succeeded() const { return answer && answer->succeeded(); }
};

// Whether the server wants to be left alone: ErrorServerBusy, or status 503.
bool is_busy(const Exchange& exchange, const std::optional<ews::Answer>& answer);

// What differs from an ordinary request.
struct CallOptions {
  std::string soap_action;     // empty: the operation's
  std::string server_version;  // empty: the product's
  bool own_connection = false;
};

// What is asked again is recorded under a label of its own: "<label>.again-1", … where an answer is
// waited for, and "….after-busy-1", … where the server was busy. last_attempt is the label of the
// last that was recorded.
std::string last_attempt(const Evidence& evidence, const std::string& label);

// What an item's subject begins with in all of a run.
std::string run_subject(const WrittenItems& written);

// An item that was asked to be written.
struct Written {
  std::string subject;
  Reply reply;
  std::optional<ews::ItemId> id;  // none: the answer gives none
};

class MailboxClient {
 public:
  explicit MailboxClient(ProbeContext& context);

  ProbeContext& context() { return context_; }
  // What the targets file lacks for anything to be asked; empty when it lacks nothing.
  const std::string& obstacle() const { return obstacle_; }

  // Whether probes write: the folder was asked for and found. Where it was not, because the token
  // is not accepted, say, nothing is written.
  bool may_write() const { return has_folder_ && context_.written(); }
  void note_folder(bool is_found) { has_folder_ = is_found; }

  // The web services, to which all requests go.
  const std::string& ews_url() const { return ews_url_; }
  void set_ews_url(std::string url) { ews_url_ = std::move(url); }

  const TestUser& user() const { return *context_.target().user; }
  const std::optional<TestUser>& other_user() const { return context_.target().other_user; }
  ews::Folder folder(std::string mailbox = "") const;  // the product's, of its mailbox

  // The application in the user's name, and as itself. The token is for the host of `url`.
  Caller as_user(const TestUser& user, const std::string& url);
  Caller as_user() { return as_user(user(), ews_url_); }
  Caller as_itself(const std::string& url);

  Task<Reply> call(std::string label, Caller caller, ews::Operation operation);
  Task<Reply> call(std::string label, Caller caller, ews::Operation operation, CallOptions options);
  // An envelope as it is, or what is none.
  Task<Reply> post(std::string label, Caller caller, std::string body, CallOptions options);

  // Notes an item and returns its subject, which ends with `purpose`; empty when it could not be
  // noted: nothing may be written then.
  std::string note_item(std::string_view purpose);
  // What a noted item is made of.
  ews::ItemContent item_content(std::string subject, std::string body) const;
  // Notes and creates one.
  Task<Written> write(std::string label, Caller caller, ews::Folder folder, std::string purpose,
                      std::string body);

  // Searches until `is_enough` of the number of items found, or the target's settle deadline.
  Task<Reply> find_until(std::string label, Caller caller, std::vector<ews::Folder> folders,
                         std::string subject, bool (*is_enough)(std::size_t found));
  // Reads until it succeeds, likewise.
  Task<Reply> get_until(std::string label, Caller caller, ews::ItemId id, CallOptions options);

  // Whether an item may be there that was not deleted: one of an answer that did not come or gave
  // no id, or one whose deletion went wrong.
  bool may_have_left_items() const { return unanswered_write_ || !living_.empty(); }

 private:
  void note_created(const Reply& reply);
  void note_deleted(const ews::Operation& operation, const Reply& reply);
  token::TokenFactory& factory_for(const std::string& url);
  // Asks again, with growing pauses, until `is_enough` or the target's settle deadline.
  Task<Reply> ask_until(std::string label, Caller caller, ews::Operation operation,
                        CallOptions options, std::function<bool(const Reply&)> is_enough);

  ProbeContext& context_;
  std::string obstacle_;
  std::string ews_url_;
  std::list<std::pair<std::string, token::TokenFactory>> factories_;  // by host
  bool has_folder_ = false;
  bool unanswered_write_ = false;
  std::set<std::string> living_;  // ids of items that were created and not yet deleted for good
};

// The client of a target, made once.
MailboxClient& client_of(ProbeContext& context);

}  // namespace s2sconform::history

// Finds the web services of a user's mailbox by Autodiscover: SOAP, and POX where that gives
// nothing. Redirects, by address and by URL, are followed ten times at most, over https, to hosts
// that the target names. facts 6.4 and 6.5.
//
// Labels of the exchanges: "history.autodiscover.soap" and "….pox", those of redirects with ".1",
// ".2", … behind; what was busy is asked again, with ".after-busy" behind.
#pragma once

#include <string>

#include "suites/history/mailbox_client.h"

namespace s2sconform::history {

struct Discovery {
  std::string ews_url;    // empty: none was found
  std::string problem;    // why not, or what was odd about it
  std::string objection;  // a redirect that is not followed, and why
};

// A request to Autodiscover, without credentials.
Request autodiscover_request(std::string label, std::string url, std::string body);

// By the SOAP service alone, or by the POX service alone. Both belong to the product's description;
// a product that has not the service gives a problem.
Task<Discovery> discover_by_soap(MailboxClient& client);
Task<Discovery> discover_by_pox(MailboxClient& client);

// Sets the client's ews_url: the targets file's, or what Autodiscover finds, or else that of the
// product's description. Facts that it records:
//
//   history.autodiscover.found      the URL that Autodiscover gave
//   history.autodiscover.problem    why it gave none
//   history.autodiscover.objection  to a redirect
//   history.autodiscover.url-objection  to the URL, which is not used then
Task<> find_service(MailboxClient& client);

}  // namespace s2sconform::history

#include "suites/all_suites.h"

#include "suites/history/history_suite.h"
#include "suites/metadata/metadata_suite.h"
#include "suites/partners/partners_suite.h"
#include "suites/token/token_suite.h"
#include "suites/token_server/token_server_suite.h"
#include "suites/transport/transport_suite.h"
#include "suites/trust/trust_suite.h"

namespace s2sconform {

std::vector<Suite> all_suites() {
  return {transport::suite(), metadata::suite(), token::suite(),       trust::suite(),
          history::suite(),   partners::suite(), token_server::suite()};
}

}  // namespace s2sconform

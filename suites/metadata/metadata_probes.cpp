#include "suites/metadata/metadata_probes.h"

#include "suites/protected_resource.h"

namespace s2sconform::metadata {
namespace {

std::string document_url(const ProbeContext& context) {
  return context.base_url("metadata") + std::string(context.product().metadata_path);
}

}  // namespace

Request get_document(const ProbeContext& context, std::string label) {
  Request request;
  request.label = std::move(label);
  request.url = document_url(context);
  request.headers = {{"Accept", "application/json"}};
  return request;
}

namespace {

Task<> probe_document(ProbeContext& context) {
  co_await context.send_once(get_document(context, first_get_label));
}

Task<> probe_again(ProbeContext& context) {
  co_await context.send(get_document(context, "metadata.get-again"));
}

Task<> probe_head(ProbeContext& context) {
  Request request = get_document(context, "metadata.head");
  request.method = "HEAD";
  request.follow_redirects = false;
  co_await context.send(std::move(request));
}

Task<> probe_conditional(ProbeContext& context) {
  Request request = get_document(context, "metadata.conditional");
  request.headers.push_back({"If-None-Match", "\"s2sconform-names-no-document\""});
  const Exchange* answer = co_await context.send(std::move(request));
  const std::string* tag =
      answer->complete() ? find_header(answer->response->headers, "ETag") : nullptr;
  if (!tag) co_return;
  Request matching = get_document(context, "metadata.conditional-match");
  matching.headers.push_back({"If-None-Match", *tag});
  co_await context.send(std::move(matching));
}

Task<> probe_nodes(ProbeContext& context) {
  std::size_t index = 0;
  for (const std::string& node : context.target().nodes) {
    Request request = get_document(context, node_label(index++));
    request.node = node;
    co_await context.send(std::move(request));
  }
}

Task<> probe_root_certificate(ProbeContext& context) {
  const std::string_view path = context.product().root_certificate_path;
  if (path.empty()) co_return;
  Request request;
  request.label = "metadata.root-certificate";
  request.url = context.base_url("metadata") + std::string(path);
  co_await context.send(std::move(request));
}

}  // namespace

std::string node_label(std::size_t index) { return "metadata.node." + std::to_string(index); }

std::vector<Probe> probes() {
  return {{"document", &probe_document},
          {"again", &probe_again},
          {"head", &probe_head},
          {"conditional", &probe_conditional},
          {"nodes", &probe_nodes},
          {"challenge", &probe_without_token},
          {"root-certificate", &probe_root_certificate}};
}

}  // namespace s2sconform::metadata

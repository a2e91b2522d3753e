#include "harness/commands/evidence_folder.h"

#include "harness/base/bounded_file.h"
#include "harness/base/sha256.h"
#include "harness/evidence/har.h"

namespace s2sconform {
namespace {

std::string file_name(const std::string& target) { return target + ".har"; }

}  // namespace

Expected<EvidenceFolder> EvidenceFolder::open(const OutputFolder& output) {
  Expected<OutputFolder> folder = OutputFolder::open(output.path() / "har");
  if (!folder) return Unexpected(folder.error());
  return EvidenceFolder(std::move(*folder));
}

std::string EvidenceFolder::name_of(const std::string& target) {
  return "har/" + file_name(target);
}

Expected<StoredEvidence> EvidenceFolder::store(const std::string& target,
                                               const Evidence& evidence) const {
  const auto written = folder_.write(file_name(target), [&](std::ostream& out) {
    write_har(target, evidence, S2SCONFORM_VERSION, out);
  });
  if (!written) return Unexpected(written.error());
  return StoredEvidence{written->bytes, written->sha256};
}

Expected<Evidence> EvidenceFolder::load(const std::string& target) const {
  const std::filesystem::path file = folder_.path() / file_name(target);
  const auto text = read_bounded_file(file, largest_archive);
  if (!text) {
    return Unexpected(ConfigurationError{file.string(), text.error().text, "run again"});
  }
  return read_har(*text, file);
}

bool EvidenceFolder::holds(const TargetProbed& probed) const {
  const std::optional<HashedFile> file = hash_file(folder_.path() / file_name(probed.target));
  return file && file->bytes <= largest_archive && file->sha256 == probed.har_sha256;
}

Evidence EvidenceFolder::load_for_report(const std::string& target) const {
  return load(target).value_or(Evidence());
}

}  // namespace s2sconform

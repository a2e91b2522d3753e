// The evidence of a run, in its output folder: an archive of each target.
#pragma once

#include <cstddef>
#include <string>

#include "harness/run/run.h"
#include "reports/output_folder.h"

namespace s2sconform {

inline constexpr std::size_t largest_archive = 1024 * 1024 * 1024;  // bytes

class EvidenceFolder : public EvidenceStore {
 public:
  // "har", made if it is missing.
  static Expected<EvidenceFolder> open(const OutputFolder& output);
  // "har/<target>.har", in the output folder.
  static std::string name_of(const std::string& target);

  Expected<StoredEvidence> store(const std::string& target,
                                 const Evidence& evidence) const override;
  Expected<Evidence> load(const std::string& target) const override;
  bool holds(const TargetProbed& probed) const override;

  // The evidence of a target, or none where it cannot be read: for a report.
  Evidence load_for_report(const std::string& target) const;

  const OutputFolder& folder() const { return folder_; }

 private:
  explicit EvidenceFolder(OutputFolder folder) : folder_(std::move(folder)) {}

  OutputFolder folder_;
};

}  // namespace s2sconform

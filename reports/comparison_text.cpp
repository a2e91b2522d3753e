#include "reports/comparison_text.h"

#include "reports/comparison_reports.h"
#include "reports/result_sentence.h"

namespace s2sconform {

std::string plural_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::regression:
    case ChangeKind::new_warning:
    case ChangeKind::repair:
      return std::string(to_string(kind)) + "s";
    default:
      return std::string(to_string(kind));
  }
}

std::string outcomes_of(const VerdictChange& change) {
  if (!change.before || !change.after) return std::string(to_string(change.verdict().outcome));
  return std::string(to_string(change.before->view().outcome)) + " → " +
         std::string(to_string(change.after->view().outcome));
}

std::string values_of(const BehaviourChange& change) {
  if (change.before.empty()) return "“" + change.after + "” is new";
  if (change.after.empty()) return "“" + change.before + "” is gone";
  return "“" + change.before + "” before, “" + change.after + "” now";
}

std::string exchanges_of(const BehaviourChange& change) {
  std::string text = "in " + change.exchanges.front();
  if (change.exchanges.size() > 1) {
    text += " and " + counted(change.exchanges.size() - 1, "more exchange", "more exchanges");
  }
  return text;
}

std::string comparison_sentence(const Comparison& comparison) {
  std::string text;
  for (const ChangeKind kind : change_kinds) {
    const std::size_t count = comparison.count(kind);
    if (count == 0 && kind != ChangeKind::regression) continue;
    text += (text.empty() ? "" : ", ") +
            (count == 0 ? std::string("no regression")
                        : counted(count, std::string(to_string(kind)), plural_of(kind)));
  }
  text += "; " + std::to_string(comparison.unchanged) + " unchanged";
  if (!comparison.behaviour_not_compared.empty()) {
    text += "; behaviour not compared: " + comparison.behaviour_not_compared;
  } else if (comparison.behaviour.empty()) {
    text += "; no change of behaviour";
  } else {
    text += "; behaviour changed in " + counted(comparison.behaviour.size(), "way", "ways");
  }
  return text;
}

}  // namespace s2sconform

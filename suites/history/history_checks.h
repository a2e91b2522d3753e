// The checks of the history suite; history_suite.cpp and the files beside it describe each
// requirement by its sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/suite/suite.h"

namespace s2sconform::history {

// --- autodiscover_checks.cpp ---
void check_autodiscover_finds(Subject& subject);
void check_autodiscover_redirects(Subject& subject);
void check_autodiscover_url(Subject& subject);
void check_autodiscover_challenge(Subject& subject);
void check_autodiscover_unknown_user(Subject& subject);
void check_autodiscover_two_users(Subject& subject);
void check_autodiscover_unknown_setting(Subject& subject);
void check_pox_answers(Subject& subject);
void check_pox_malformed(Subject& subject);

// --- item_checks.cpp: one item, from its folder to its end ---
void check_folder(Subject& subject);
void check_folder_by_address(Subject& subject);
void check_create(Subject& subject);
void check_create_id(Subject& subject);
void check_id_length(Subject& subject);
void check_item_exists(Subject& subject);
void check_parent_folder(Subject& subject);
void check_no_other_folder(Subject& subject);
void check_no_other_mailbox(Subject& subject);
void check_class(Subject& subject);
void check_subject(Subject& subject);
void check_body(Subject& subject);
void check_run_property(Subject& subject);
void check_creation_time(Subject& subject);
void check_found_once(Subject& subject);
void check_seen_apart(Subject& subject);
void check_other_user_s_item(Subject& subject);
void check_delete(Subject& subject);
void check_gone_by_id(Subject& subject);
void check_gone_by_search(Subject& subject);
void check_gone_for_good(Subject& subject);
void check_delete_again(Subject& subject);
void check_nothing_left(Subject& subject);

// --- variant_checks.cpp: other ways to write and to delete ---
void check_moved(Subject& subject);
void check_softly(Subject& subject);
void check_inbox(Subject& subject);
void check_archive(Subject& subject);
void check_text(Subject& subject);
void check_large(Subject& subject);
void check_concurrent(Subject& subject);
void check_delete_spares_others(Subject& subject);
void check_order(Subject& subject);
void check_impersonated(Subject& subject);

// --- refusal_checks.cpp ---
// The write of that name is refused with one of those codes (none: with whatever error), and no
// item of it is found.
Check write_refused(std::string name, std::vector<std::string_view> codes);
// The request of that name is answered with one of those codes.
Check answered_with(std::string name, std::vector<std::string_view> codes);
void check_malformed_xml(Subject& subject);
void check_unknown_operation(Subject& subject);
void check_wrong_action(Subject& subject);
void check_oversized(Subject& subject);

// --- envelope_checks.cpp: about all answers of the web services ---
void check_content_type(Subject& subject);
void check_server_version(Subject& subject);
void check_request_id(Subject& subject);
void check_class_agrees_with_code(Subject& subject);
void check_fault_status(Subject& subject);
void check_busy_says_how_long(Subject& subject);

}  // namespace s2sconform::history

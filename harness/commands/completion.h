// What can stand at a place of a command line: asked by the completion scripts of shells, and
// answered from the command line's own structure.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace s2sconform {

// The scripts, which ask "s2sconform complete -- WORD…". Compiled in.
extern const char* const bash_completion;
extern const char* const zsh_completion;
extern const char* const fish_completion;

struct Candidates {
  struct Word {
    std::string text;
    std::string description;  // may be empty
  };
  std::vector<Word> words;
  bool files = false;    // any file
  bool folders = false;  // any folder
};

// What the last of `words`, which may be empty, can be completed to. `words` follow the program's
// name. Never fails: what cannot be read (a targets file, a plugin) has no names.
Candidates complete(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace s2sconform

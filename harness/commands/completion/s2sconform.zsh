#compdef s2sconform
# Completes s2sconform in zsh. What can stand where is asked of the program.
_s2sconform() {
  local -a lines
  lines=(${(f)"$(${words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
  (( ${lines[(Ie):files]} )) && _files
  (( ${lines[(Ie):folders]} )) && _files -/
  lines=(${lines:#:*})
  (( ${#lines} )) && compadd -- ${lines%%$'\t'*}
}
if [[ $funcstack[1] == _s2sconform ]]; then
  _s2sconform "$@"
else
  compdef _s2sconform s2sconform
fi

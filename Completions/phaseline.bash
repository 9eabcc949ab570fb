# Completion for bash: what the prompt would offer, names from the workspace among it.
_phaseline() {
  mapfile -t COMPREPLY < <("${COMP_WORDS[0]/#\~/$HOME}" ---complete line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  [ -n "${COMPREPLY[0]}" ] || COMPREPLY=()
}
# -o filenames: bash then quotes blanks and apostrophes as it does in names of files.
complete -o filenames -o default -F _phaseline phaseline

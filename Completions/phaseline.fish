# Completion for fish: what the prompt would offer, names from the workspace among it.
function __phaseline_words
    set -l words (commandline -opc)
    set -l unfinished (commandline -ct | string trim --left --chars '"\'' | string replace --all '\\' '')
    $words[1] ---complete words $words[2..-1] "$unfinished" 2>/dev/null
end
complete --command phaseline --no-files --arguments '(__phaseline_words)'

# Completes s2sconform in fish. What can stand where is asked of the program.
function __s2sconform_candidates
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] complete -- $words[2..] 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c s2sconform -f -a '(__s2sconform_candidates)'

# Stands in for ipvsadm and the table of IPVS, since not every kernel has it. As the real one, it goes on after a failure
# and exits with the status of the last command.
function put(line) {
    name = substr(line, 4)
    sub(/ -[sgim] .*/, "", name)
    if (!(name in lines)) names[++count] = name
    lines[name] = line
}

function change(line,    i) {
    print line >> "/run/vs/log"
    verb = substr(line, 2, 1)
    name = substr(line, 4)
    sub(/ -[sgim] .*/, "", name)
    status = (verb ~ /[Aa]/) == (name in lines)
    if (line ~ /^--set/) {
        for (i = 2; i <= 4; i++) if ($i == 0) $i = timeouts[i - 1]
        print $2, $3, $4 > (table ".timeouts")
        status = 0
    } else if (status) print "ipvsadm: refused:", line > "/dev/stderr"
    else if (tolower(verb) != "d") put((verb ~ /[AE]/ ? "-A" : "-a") substr(line, 3))
    else for (i in lines) if (i == name || index(i, name " -r ") == 1) delete lines[i]
}

function print_to(file,    i) {
    for (i = 1; i <= count; i++) if (names[i] in lines) print lines[names[i]] > file
}

BEGIN {
    table = "/run/vs/table"
    if ((getline < (table ".timeouts")) < 1) $0 = "900 120 300"
    split($0, timeouts)
    while ((getline < table) > 0) put($0)
    close(table)
    if (ARGV[1] == "-Sn") print_to("/dev/stdout")
    else if (ARGV[1] == "-Ln") print "Timeout (tcp tcpfin udp):", timeouts[1], timeouts[2], timeouts[3]
    else {
        while ((getline < "/dev/stdin") > 0) change($0)
        printf "" > table
        print_to(table)
    }
    exit status
}

# Stops everything: nothing is left.

for name in "${!installed[@]}"; do service "$name" stop; done
check 'stop on all leaves every namespace as it was' as_before

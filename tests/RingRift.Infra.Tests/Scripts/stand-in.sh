#!/usr/bin/env bash
# In place of a program that a script calls: notes the call and answers as the test says. Tests link it under the program's name.
program=${0##*/}
call=$program
for argument in "$@"; do
    case $argument in
        '' | *[[:space:]]*) call+=" '$argument'" ;;
        *) call+=" $argument" ;;
    esac
done
case "$program $*" in
    'az deployment sub create '*) call+=$'\n'$(env | grep '^RINGRIFT_' | sort | sed 's/^/\t/') ;;
    *' --config - '* | *'@- '* | *' --password-stdin') call+=$'\n'$(sed 's/^/\t/') ;;
esac
# At once: programs of a pipe run side by side.
printf '%s\n' "$call" >>"$STAND_IN_CALLS"

last=${*: -1}
case $program in
    dotnet) mkdir -p "$last" ;;
    ssh-keygen) echo 'ssh-rsa MADE' >"$last.pub" ;;
esac

while IFS=$'\t' read -r pattern code answer; do
    # shellcheck disable=SC2053 # a pattern
    if [[ "$program $*" == $pattern ]]; then
        [ -z "$answer" ] || printf '%s\n' "$answer"
        exit "$code"
    fi
done <"$STAND_IN_ANSWERS"

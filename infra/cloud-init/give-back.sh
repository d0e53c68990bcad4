#!/usr/bin/env bash
# Runs when the worker has ended. A worker that is done, or that would fail again, needs no machine: the machine deletes itself.
set -euo pipefail
# shellcheck source=/dev/null
. /etc/ringrift/machine.env

# A machine that is stopping already is not given back: the platform or a person wants it so.
if [ "$(systemctl is-system-running || true)" = stopping ]; then
    exit 0
fi

# Exit codes are those of docs/worker.md; after any other systemd starts it again.
case "${EXIT_CODE:-}:${EXIT_STATUS:-}" in
    exited:0 | exited:2 | exited:3 | exited:4) ;;
    *) exit 0 ;;
esac

metadata() {
    curl --fail --silent --show-error --noproxy '*' --retry 5 --retry-all-errors --header 'Metadata: true' "http://169.254.169.254/metadata/$1"
}

name=$(metadata 'instance/compute/name?api-version=2021-02-01&format=text')

# A machine that the platform restarts or moves comes back, and its unit starts the worker again: making a new one would take longer.
if metadata 'scheduledevents?api-version=2020-07-01' | jq --exit-status --arg name "$name" '
    any(.Events[]?; (.EventType | IN("Reboot", "Redeploy")) and any(.Resources[]?; ascii_downcase == ($name | ascii_downcase)))' >/dev/null; then
    exit 0
fi

metadata "identity/oauth2/token?api-version=2018-02-01&client_id=$CLIENT_ID&resource=$RESOURCE_MANAGER" \
    | jq --exit-status --raw-output '"header = \"Authorization: Bearer \(.access_token)\""' \
    | curl --fail --silent --show-error --retry 5 --request POST --header 'Content-Type: application/json' --data "{\"instanceIds\":[\"$name\"]}" --config - \
        "${RESOURCE_MANAGER%/}$SCALE_SET/delete?api-version=2024-07-01"

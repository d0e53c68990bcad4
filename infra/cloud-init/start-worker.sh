#!/usr/bin/env bash
# Logs in to the registry with the machine's identity and runs the worker in the foreground.
set -euo pipefail
# shellcheck source=/dev/null
. /etc/ringrift/machine.env

metadata() {
    curl --fail --silent --show-error --noproxy '*' --retry 10 --retry-all-errors --header 'Metadata: true' "http://169.254.169.254/metadata/$1"
}

# Secrets go through standard input: arguments of a process can be read by everybody on the machine.
if ! docker image inspect "$IMAGE" >/dev/null 2>&1; then
    metadata "identity/oauth2/token?api-version=2018-02-01&client_id=$CLIENT_ID&resource=$RESOURCE_MANAGER" \
        | jq --exit-status --raw-output --join-output .access_token \
        | curl --fail --silent --show-error --retry 5 --data-urlencode grant_type=access_token --data-urlencode "service=$REGISTRY" \
            --data-urlencode access_token@- "https://$REGISTRY/oauth2/exchange" \
        | jq --exit-status --raw-output .refresh_token \
        | docker login "$REGISTRY" --username 00000000-0000-0000-0000-000000000000 --password-stdin
    docker pull --quiet "$IMAGE"
    docker logout "$REGISTRY"
fi

# The image's user is 1000 and writes to these two places only.
install -d -o 1000 -g 1000 /var/lib/ringrift/tmp /var/lib/ringrift/home
docker rm --force ringrift-worker >/dev/null 2>&1 || true
exec docker run --rm --name ringrift-worker --gpus all --network host --read-only \
    --volume /var/lib/ringrift/tmp:/tmp --volume /var/lib/ringrift/home:/var/lib/ringrift \
    --cap-drop ALL --security-opt no-new-privileges --stop-timeout 25 --env-file /etc/ringrift/worker.env "$IMAGE"

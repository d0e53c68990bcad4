#!/usr/bin/env bash
# Asks for five minutes whether the worker lives, and kills one that never answers; its unit starts it again. A worker that hangs over a job stays protected
# from scale-in, and the platform repairs no protected machine.
set -euo pipefail

for _ in {1..10}; do
    # One that does not run is its unit's business.
    running=$(docker inspect --format '{{.State.Running}}' ringrift-worker 2>/dev/null || true)
    if [ "$running" != true ] || curl --fail --silent --output /dev/null --noproxy '*' --max-time 5 http://127.0.0.1:8081/health/live; then
        exit 0
    fi
    sleep 30
done
echo "the worker hangs: it is killed"
docker kill ringrift-worker

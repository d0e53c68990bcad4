#!/usr/bin/env bash
# Deploys an environment in two phases; docs/deployment.md tells what each does and needs.
#   infra/deploy.sh dev              infrastructure, the worker's image, the functions' code
#   infra/deploy.sh dev endpoints    the subscriptions that call functions
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    echo "usage: infra/deploy.sh ENVIRONMENT [endpoints]" >&2
    echo "  ENVIRONMENT is one of: $(basename -s .bicepparam infra/environments/*.bicepparam | tr '\n' ' ')" >&2
    exit 2
}

need() {
    for program in "$@"; do
        command -v "$program" >/dev/null || { echo "'$program' must be installed" >&2; exit 2; }
    done
}

[ $# -ge 1 ] && [ $# -le 2 ] && [ "${2:-endpoints}" = endpoints ] || usage
environment=$1
parameters=infra/environments/$environment.bicepparam
[ -f "$parameters" ] || { echo "'$environment' must have a file $parameters" >&2; usage; }
group=rg-ringrift-$environment

if [ "${2:-}" = endpoints ]; then
    need az
    az deployment group create --name ringrift-endpoints --resource-group "$group" --template-file infra/endpoints.bicep \
        --parameters environmentName="$environment" --output none
    echo "functions are called now; start a run with POST /api/runs/CONFIG"
    exit 0
fi

need az dotnet git zip ssh-keygen
: "${RINGRIFT_LOCATION:?the region, for example westeurope}"
: "${RINGRIFT_ALERT_EMAIL:?the address that alerts are sent to}"
: "${SDK_DIGEST:?the digest of mcr.microsoft.com/dotnet/sdk:10.0, as sha256:... (docs/worker.md)}"
: "${CUDA_DIGEST:?the digest of the CUDA image, as sha256:... (docs/worker.md)}"
export RINGRIFT_ALERT_EMAIL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "${RINGRIFT_SSH_PUBLIC_KEY:-}" ]; then
    # Nobody needs to get in: the private half is thrown away.
    ssh-keygen -q -t ed25519 -N '' -C ringrift -f "$work/key"
    RINGRIFT_SSH_PUBLIC_KEY=$(cat "$work/key.pub")
fi
export RINGRIFT_SSH_PUBLIC_KEY

# A deployment sets the capacity of the scale sets: keep what the scaler has set.
machines() {
    az vmss show --resource-group "$group" --name "vmss-ringrift-$environment-$1" --query sku.capacity --output tsv 2>/dev/null || echo 0
}
RINGRIFT_SELFPLAY_MACHINES=$(machines selfplay)
RINGRIFT_TRAINING_MACHINES=$(machines training)
export RINGRIFT_SELFPLAY_MACHINES RINGRIFT_TRAINING_MACHINES

deploy() {
    az deployment sub create --name "ringrift-$environment" --location "$RINGRIFT_LOCATION" --parameters "$parameters" \
        --query "properties.outputs.$1.value" --output tsv
}

# The image needs a registry, and scale sets need the image: the first time everything else comes before them.
image=ringrift-worker:$(git rev-parse HEAD)
registry=$(az acr list --resource-group "$group" --query '[0].name' --output tsv 2>/dev/null || true)
if [ -z "$registry" ]; then
    registry=$(RINGRIFT_WORKER_DIGEST='' deploy registryName)
fi
az acr build --registry "$registry" --image "$image" --file gpu-worker/Dockerfile \
    --build-arg "SDK_DIGEST=$SDK_DIGEST" --build-arg "CUDA_DIGEST=$CUDA_DIGEST" --output none .
RINGRIFT_WORKER_DIGEST=$(az acr repository show --name "$registry" --image "$image" --query digest --output tsv)
export RINGRIFT_WORKER_DIGEST
app=$(deploy functionAppName)

dotnet publish functions -c Release -p:FunctionsRuntime=isolated -o "$work/functions"
(cd "$work/functions" && zip -q -r ../functions.zip .)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/functions.zip" --output none
echo "deployed; when the functions are listed, run: infra/deploy.sh $environment endpoints"

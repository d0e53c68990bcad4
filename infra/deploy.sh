#!/usr/bin/env bash
# Deploys an environment in two phases; docs/deployment.md tells what each does and needs.
#   infra/deploy.sh dev              infrastructure, the worker's image, the functions' code
#   infra/deploy.sh dev endpoints    the subscriptions that call functions
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
    echo "$1" >&2
    exit 2
}

usage() {
    fail "usage: infra/deploy.sh ENVIRONMENT [endpoints]
  ENVIRONMENT is one of: $(basename -s .bicepparam infra/environments/*.bicepparam | tr '\n' ' ')"
}

need() {
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "'$program' must be installed"
    done
}

digest() {
    [[ $2 =~ ^sha256:[0-9a-f]{64}$ ]] || fail "$1 '$2' must be sha256: and 64 hexadecimal digits (docs/worker.md)"
}

case "$#:${2:-endpoints}" in
    1:endpoints | 2:endpoints) ;;
    *) usage ;;
esac
environment=$1
parameters=infra/environments/$environment.bicepparam
# It is part of names that allow no other characters and are short.
if ! [[ $environment =~ ^[a-z0-9]{2,8}$ && -f $parameters ]]; then
    echo "'$environment' must be 2 to 8 lower-case letters or digits and have a file $parameters" >&2
    usage
fi
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
digest SDK_DIGEST "$SDK_DIGEST"
digest CUDA_DIGEST "$CUDA_DIGEST"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Before anything is changed: code that does not compile should leave nothing half done.
# For the plan's own system only: the native libraries of five systems are four times the size.
dotnet publish functions -c Release -r linux-x64 --self-contained false -p:FunctionsRuntime=isolated -o "$work/functions"
(cd "$work/functions" && zip -q -r ../functions.zip .)

# What there is already. A question that fails ends the script: taken for "nothing", its answer would stop machines at work.
registry=''
key=''
start=''
RINGRIFT_SELFPLAY_MACHINES=''
RINGRIFT_TRAINING_MACHINES=''
machines() {
    az vmss list --resource-group "$group" --query "[?name=='vmss-ringrift-$environment-$1'].sku.capacity | [0]" --output tsv
}
exists=$(az group exists --name "$group")
if [ "$exists" = true ]; then
    registry=$(az acr list --resource-group "$group" --query '[0].name' --output tsv)
    key=$(az vmss list --resource-group "$group" \
        --query '[].virtualMachineProfile.osProfile.linuxConfiguration.ssh.publicKeys[].keyData | [0]' --output tsv)
    start=$(az rest --method get \
        --url "/subscriptions/{subscriptionId}/resourceGroups/$group/providers/Microsoft.Consumption/budgets?api-version=2023-11-01" \
        --query "value[?name=='budget-ringrift-$environment'].properties.timePeriod.startDate | [0]" --output tsv)
    RINGRIFT_SELFPLAY_MACHINES=$(machines selfplay)
    RINGRIFT_TRAINING_MACHINES=$(machines training)
fi

# A deployment sets the capacity of the scale sets: it keeps what the scaler has set.
export RINGRIFT_SELFPLAY_MACHINES="${RINGRIFT_SELFPLAY_MACHINES:-0}" RINGRIFT_TRAINING_MACHINES="${RINGRIFT_TRAINING_MACHINES:-0}"
# A budget cannot begin in a past month, nor begin anew.
RINGRIFT_BUDGET_START=$(date -u +%Y-%m-01)
[ -z "$start" ] || RINGRIFT_BUDGET_START=${start:0:10}
RINGRIFT_SSH_PUBLIC_KEY=${RINGRIFT_SSH_PUBLIC_KEY:-$key}
if [ -z "$RINGRIFT_SSH_PUBLIC_KEY" ]; then
    # Nobody needs to get in: the private half is thrown away.
    ssh-keygen -q -t rsa -b 3072 -N '' -C ringrift -f "$work/key"
    RINGRIFT_SSH_PUBLIC_KEY=$(cat "$work/key.pub")
fi
export RINGRIFT_ALERT_EMAIL RINGRIFT_BUDGET_START RINGRIFT_SSH_PUBLIC_KEY

deploy() {
    az deployment sub create --name "ringrift-$environment" --location "$RINGRIFT_LOCATION" --parameters "$parameters" \
        --query "properties.outputs.$1.value" --output tsv
}

# The image needs a registry, and scale sets need the image: the first time everything else comes before them.
image=ringrift-worker:$(git describe --always --abbrev=40 --dirty --exclude='*')
if [ -z "$registry" ]; then
    registry=$(RINGRIFT_WORKER_DIGEST='' deploy registryName)
fi
az acr build --registry "$registry" --image "$image" --file gpu-worker/Dockerfile --timeout 7200 \
    --build-arg "SDK_DIGEST=$SDK_DIGEST" --build-arg "CUDA_DIGEST=$CUDA_DIGEST" --output none .
RINGRIFT_WORKER_DIGEST=$(az acr repository show --name "$registry" --image "$image" --query digest --output tsv)
digest "the image $image has digest" "$RINGRIFT_WORKER_DIGEST"
export RINGRIFT_WORKER_DIGEST
app=$(deploy functionAppName)

az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/functions.zip" --output none
echo "deployed; when 'az functionapp function list --resource-group $group --name $app --output table' lists the functions, run: infra/deploy.sh $environment endpoints"

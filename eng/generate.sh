#!/bin/sh
# Renews everything that follows from the event catalogue: code, docs/events.md, the subscriptions and queues that Bicep deploys, the list of
# functions that both builds are held to, and docs/settings.md.
set -eu
cd "$(dirname "$0")/.."
dotnet run --project eng/catalogue
dotnet run --project eng/infra -- generate
dotnet run --project eng/metadata -- approve
dotnet run --project eng/settings -- generate

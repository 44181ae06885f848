#!/usr/bin/env bash
# usage: npm run test:crd [-- --count N --seed N --crds FOLDER]
# Builds the checker (needs Go; the first build takes some minutes) and compares our validation and the facts
# with what the API server's own packages do. FOLDER holds the files named in scripts/imports/sources.ts.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cache="${CDK8S_CALICO_CACHE:-$root/.cache}/crd"
mkdir -p "$cache"
(cd "$root/test/crd" && CGO_ENABLED=0 go build -p 2 -trimpath -o "$cache/crd" .)
cd "$root"
exec npx tsx --conditions=cdk8s-calico-source test/crd/compare.ts "$cache/crd" "$@"

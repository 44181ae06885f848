#!/usr/bin/env bash
# usage: npm run test:crd [-- CRD-FOLDER [OBJECTS]]
# Builds the checker (needs Go; the first build takes some minutes) and compares what the facts say with what the
# API server's own packages do. CRD-FOLDER holds the files named in scripts/imports/sources.ts.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cache="${CDK8S_CALICO_CACHE:-$root/.cache}/crd"
mkdir -p "$cache"
(cd "$root/test/crd" && CGO_ENABLED=0 go build -p 2 -trimpath -o "$cache/crd" .)
cd "$root"
exec npx tsx --conditions=cdk8s-calico-source test/crd/compare.ts "$cache/crd" "${1:-$root/../shared/crds}" "${2:-20000}"

#!/usr/bin/env bash
# usage: run.sh [SUITE…] [--count N] [--seed N]
# Compares this package live with Calico's own Go code. Without a name, every suite runs (suites/*.ts).
# Needs Go; the first build downloads about 500 MB of modules and takes some minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

suites=()
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --count|--seed) [ $# -gt 1 ] || { echo "$1 needs a number" >&2; exit 1; }; options+=("$1" "$2"); shift 2 ;;
    -*) echo "unknown option $1; usage: run.sh [SUITE…] [--count N] [--seed N]" >&2; exit 1 ;;
    *) suites+=("$1"); shift ;;
  esac
done
if [ ${#suites[@]} -eq 0 ]; then
  for file in "$here"/suites/*.ts; do suites+=("$(basename "$file" .ts)"); done
fi
for suite in "${suites[@]}"; do
  [ -f "$here/suites/$suite.ts" ] || { echo "no suite $suite in test/oracle/suites" >&2; exit 1; }
done
command -v go >/dev/null || { echo "the oracle is a Go program: install Go ($(grep '^go ' "$here/go.mod") or newer)" >&2; exit 1; }

# The program's name is what it is built from.
key=$(cat "$here"/go.mod "$here"/go.sum "$here"/*.go | sha256sum | cut -c1-16)
export CALICO_ORACLE="$root/.cache/oracle/$key"
if [ ! -x "$CALICO_ORACLE" ]; then
  echo "building the oracle (once)"
  mkdir -p "$(dirname "$CALICO_ORACLE")"
  (cd "$here" && CGO_ENABLED=0 nice go build -p 2 -trimpath -o "$CALICO_ORACLE.new" . && mv "$CALICO_ORACLE.new" "$CALICO_ORACLE")
fi

status=0
for suite in "${suites[@]}"; do
  (cd "$root" && npx tsx --conditions=cdk8s-calico-source "$here/suites/$suite.ts" ${options[@]+"${options[@]}"}) || status=$?
done
exit "$status"

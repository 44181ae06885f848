#!/usr/bin/env bash
# usage: run.sh [python|java|go|dotnet…]
# Builds the package for other languages and runs one small app in each: its YAML has to be the TypeScript app's, byte for byte.
# For .NET the code is generated and looked at; nothing is compiled. A language without its tools is skipped, but CI needs Python.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ $# -gt 0 ] || set -- python java go dotnet
for language in "$@"; do
  case $language in
    python|java|go|dotnet) ;;
    *) echo "unknown language $language; usage: run.sh [python|java|go|dotnet…]" >&2; exit 1 ;;
  esac
done
export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20

mkdir -p "$root/.cache"
work=$(mktemp -d "$root/.cache/languages-XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$root"
npx projen compile >"$work/compile.log" 2>&1 || { cat "$work/compile.log"; exit 1; }
chmod +x lib/src/cli/main.js
mkdir "$work/typescript"
(cd "$work/typescript" && CDK8S_OUTDIR="$work/typescript/out" "$root/node_modules/.bin/tsx" --conditions=cdk8s-calico-source "$here/typescript/main.ts")

build() { npx jsii-pacmak --target "$1" --outdir "$work/built" . ${2:+--no-npmignore "$2"}; }

python() {
  build python
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet "$work"/built/python/*.whl
  CDK8S_OUTDIR="$work/python" "$work/venv/bin/python" "$here/python/main.py"
}

java() {
  build java
  rm -rf "$root/.cache/maven/io/github/cdk8s-calico" # the version stays the same, the content doesn't
  cp -R "$here/java" "$work/java-app"
  local version
  version=$(node -p "require('./package.json').version")
  (cd "$work/java-app" && CDK8S_OUTDIR="$work/java" mvn --batch-mode --quiet -Dmaven.repo.local="$root/.cache/maven" -Dbuilt="file://$work/built/java" \
    -Dcalico.version="$version" compile org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.mainClass=Main)
}

# cdk8s for Go is not served by the module proxy: it is generated beside ours.
go_() {
  build go node_modules/cdk8s
  cp -R "$here/go" "$work/go-app"
  (cd "$work/go-app" && go mod init consumer &&
    go mod edit -replace "github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2=$work/built/go/cdk8s" \
      -replace "github.com/cdk8s-calico/cdk8s-calico-go/cdk8scalico=$work/built/go/cdk8scalico" &&
    go mod tidy && CDK8S_OUTDIR="$work/go" nice go run -p 2 .)
}

dotnet() {
  npx jsii-pacmak --code-only --target dotnet --outdir "$work/built" .
  local class
  for class in Tier GlobalNetworkPolicy Rule Peer Selector DenyByDefault; do
    grep -rqs "class $class " "$work/built/dotnet" --include="$class.cs" || { echo "dotnet: no class $class in the generated code"; return 1; }
  done
}

missing() {
  local tool tools
  case $1 in python) tools=python3 ;; java) tools='java mvn' ;; go) tools=go ;; dotnet) tools= ;; esac
  for tool in $tools; do command -v "$tool" >/dev/null || { echo "$tool"; return; }; done
}

status=0
for language in "$@"; do
  tool=$(missing "$language")
  if [ -n "$tool" ]; then
    echo "$language: SKIPPED, $tool is not installed"
    if [ "$language" = python ] && [ -n "${CI:-}" ]; then status=1; fi
    continue
  fi
  started=$SECONDS
  run=$language
  [ "$language" != go ] || run=go_
  # A function tested by `if` would go on after a failure: it runs in a shell of its own.
  set +e
  (set -e; "$run") >"$work/$language.log" 2>&1
  code=$?
  set -e
  took=$((SECONDS - started))
  if [ "$code" != 0 ]; then
    echo "$language: FAILED after $took s"; tail -n 40 "$work/$language.log"; status=1
  elif [ "$language" = dotnet ]; then
    echo "dotnet: code generated, the app's classes are there ($took s; not compiled)"
  elif diff -r "$work/typescript/out" "$work/$language"; then
    echo "$language: same YAML as TypeScript, $(cat "$work/typescript/out"/* | wc -c) bytes ($took s)"
  else
    echo "$language: the YAML differs from TypeScript's (above)"; status=1
  fi
done
exit "$status"

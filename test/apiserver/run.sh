#!/usr/bin/env bash
# usage: npm run test:apiserver [-- --crds FOLDER]
# Starts a real etcd and kube-apiserver with Calico's CRDs and admission policies and applies every example to it.
# Needs Go, openssl, and Debian's etcd-server on the PATH or a Debian machine to unpack it on. The first build of
# kube-apiserver takes 11 minutes on two cores; the binaries stay in the cache folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cache="${CDK8S_CALICO_CACHE:-$root/.cache}/apiserver"
mkdir -p "$cache"
(cd "$root/test/apiserver" && CGO_ENABLED=0 go build -p 2 -trimpath \
  -ldflags '-s -w -X k8s.io/component-base/version.gitVersion=v1.36.4' -o "$cache/kube-apiserver" .)
etcd=$(command -v etcd || true)
if [ -z "$etcd" ]; then
  etcd="$cache/etcd/usr/bin/etcd"
  if [ ! -x "$etcd" ]; then
    # Unpacked, not installed: the package would start a service.
    (cd "$cache" && { apt-get download etcd-server || { apt-get update && apt-get download etcd-server; }; } && dpkg -x etcd-server_*.deb etcd)
  fi
fi
cd "$root"
exec npx tsx --conditions=cdk8s-calico-source test/apiserver/compare.ts --apiserver "$cache/kube-apiserver" --etcd "$etcd" "$@"

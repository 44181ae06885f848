#!/usr/bin/env bash
# usage: npm run test:browser [-- --screenshots FOLDER]
# Opens what `matrix --format html` and `--format mermaid` write in a headless Chromium. Takes the browser of the machine, or installs
# Debian's; puppeteer-core and mermaid go to .cache/browser.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
packages="puppeteer-core@24.43.1 mermaid@11.17.2"

find_browser() { for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v "$name" && return; done; return 1; }

if ! browser=${CHROME_PATH:-$(find_browser)}; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "installing Chromium (once)"
    log=$(mktemp)
    (apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core) >"$log" 2>&1 \
      || { tail -n 20 "$log" >&2; rm "$log"; echo "Chromium could not be installed (above)" >&2; exit 1; }
    rm "$log"
    browser=$(find_browser)
  else
    echo "no browser: install Chromium or Chrome, or name one in CHROME_PATH" >&2
    exit 1
  fi
fi

tools="$root/.cache/browser/$(echo "$packages" | sha256sum | cut -c1-16)"
if [ ! -d "$tools/node_modules/mermaid" ]; then
  echo "installing $packages (once)"
  mkdir -p "$tools"
  # shellcheck disable=SC2086
  npm install --prefix "$tools" --no-audit --no-fund --no-save --loglevel=error $packages
fi

cd "$root"
exec env BROWSER_TOOLS="$tools" CHROME_PATH="$browser" npx tsx --conditions=cdk8s-calico-source test/browser/page.ts "$@"

#!/usr/bin/env bash
# Checks the public contract: buf lint, no breaking change, and a recorded baseline.
#
# protos/.baseline/contract.json is the contract as it was last recorded. A change that breaks it fails here. A change
# that only adds to it must be recorded in the same commit, so that from then on it is guarded too:
#
#   build/check-protos.sh            check (what CI runs)
#   build/check-protos.sh --record   check, then record additions
set -euo pipefail
cd "$(dirname "$0")/.."

baseline=protos/.baseline/contract.json
buf=build/buf/node_modules/.bin/buf
record=false
case "${1:-}" in
  '') ;;
  --record) record=true ;;
  *) echo "usage: build/check-protos.sh [--record]" >&2; exit 2 ;;
esac

if [ ! -x "$buf" ]; then
  # buf's binary is inside its package: no install script has to run. Not `npm ci`, which insists on the binaries of
  # every operating system although they are optional; `install` keeps to the lock file's versions and checksums too.
  npm install --no-save --prefix build/buf --ignore-scripts --no-audit --no-fund --loglevel=error
fi

"$buf" lint
current=$(mktemp --suffix=.json)
trap 'rm -f "$current"' EXIT
"$buf" build --exclude-source-info -o "$current"

if [ -f "$baseline" ]; then
  "$buf" breaking --against "$baseline"
elif ! $record; then
  echo "protos: $baseline is missing" >&2
  exit 1
fi

# One key a line, so that a review sees what was added.
node -e '
const fs = require("fs");
const sorted = (v) => Array.isArray(v) ? v.map(sorted)
  : v && typeof v === "object" ? Object.fromEntries(Object.keys(v).sort().map((k) => [k, sorted(v[k])])) : v;
fs.writeFileSync(process.argv[1], JSON.stringify(sorted(JSON.parse(fs.readFileSync(process.argv[1], "utf8"))), null, 1) + "\n");
' "$current"

if $record; then
  mkdir -p "$(dirname "$baseline")"
  cp "$current" "$baseline"
  echo "protos: recorded in $baseline"
elif ! cmp -s "$current" "$baseline"; then
  echo "protos: the contract has compatible changes that are not recorded; run build/check-protos.sh --record and commit $baseline" >&2
  exit 1
else
  echo "protos: lint clean, nothing broken, baseline up to date"
fi

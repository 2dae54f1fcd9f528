#!/usr/bin/env bash
# Brings what tests use beyond the .NET SDK: Node with npm (foreign gRPC clients, contract check), Debian's Prometheus
# (scrape test), PostgreSQL (the store's second implementation; tests start instances of their own) and strace (faults at
# system calls). What is there already is left alone. Without the right to install, it says what is missing and goes on:
# the tests concerned report themselves as skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
tools=$PWD/artifacts/tools

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
  else return 1
  fi
}

updated=false
update_lists() {
  $updated || as_root apt-get update -qq || return 1
  updated=true
}

if ! command -v apt-get >/dev/null; then
  echo "no apt-get: install nodejs, npm, prometheus, postgresql, strace and libfaketime yourself for the tests that use them"
  exit 0
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  if update_lists && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm; then
    echo "installed nodejs and npm"
  else
    echo "nodejs and npm are missing and cannot be installed here"
  fi
fi

if ! command -v strace >/dev/null; then
  if update_lists && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace; then
    echo "installed strace"
  else
    echo "strace is missing and cannot be installed here"
  fi
fi

if ! ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1; then
  if update_lists && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libfaketime; then
    echo "installed libfaketime"
  else
    echo "libfaketime is missing and cannot be installed here"
  fi
fi

# Without a main cluster: the package would make one and start it as a service.
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  if update_lists \
    && as_root install -d /etc/postgresql-common/createcluster.d \
    && echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.d/no-main-cluster.conf >/dev/null \
    && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; then
    echo "installed postgresql"
  else
    echo "postgresql is missing and cannot be installed here"
  fi
fi

# Prometheus is only unpacked, not installed: its package would start a service.
if ! command -v promtool >/dev/null && [ ! -x "$tools/bin/promtool" ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  if (cd "$folder" && { apt-get download -qq prometheus || { update_lists && apt-get download -qq prometheus; }; } && dpkg -x prometheus_*.deb .); then
    mkdir -p "$tools/bin"
    cp "$folder"/usr/bin/prometheus "$folder"/usr/bin/promtool "$tools/bin/"
    echo "unpacked prometheus and promtool"
  else
    echo "prometheus is missing and cannot be fetched here"
  fi
fi
exit 0

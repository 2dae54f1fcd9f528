#!/usr/bin/env bash
# Checks everything: installs what is missing, checks the public contract and the format, builds with warnings as
# errors and runs every test. Last line: "N passed, N failed" (and ", N skipped" when a test's input is not there).
#
#   ./test.sh              everything
#   ./test.sh Domain       only the test projects whose name contains "Domain"; no other check
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
only=${1:-}
results=$PWD/TestResults
started=$(date +%s)
broken=0

say() { printf '%4ds  %s\n' "$(($(date +%s) - started))" "$*"; }

# Runs a stage; its output is shown only when it fails.
stage() {
  local title=$1 log="$results/$2.log"
  shift 2
  if "$@" </dev/null >"$log" 2>&1; then
    say "ok      $title"
  else
    say "FAILED  $title"
    tail -n 60 "$log" | sed 's/^/        /'
    broken=$((broken + 1))
    return 1
  fi
}

# Runs one test project; called in parallel. A second word is the store for those of its tests that hold for any.
run_project() {
  local project=$1 store=${2:-} name log filter=()
  name=$(basename "$project" .csproj)
  if [ -n "$store" ]; then
    name=$name.$store
    filter=(--filter Store=Any)
    export MEGAREGION_FAULTS_STORE=$store
  fi
  log=$results/$name.log
  local from
  from=$(date +%s)
  if timeout -k 10 900 dotnet test "$project" -c Release --no-build -v q "${filter[@]}" \
      --logger "trx;LogFileName=$name.trx" --results-directory "$results" </dev/null >"$log" 2>&1; then
    say "ok      $name ($(($(date +%s) - from)) s)"
  else
    say "FAILED  $name"
    grep -vE '^\s*$|^Test run for|^A total of' "$log" | head -n 120 | sed 's/^/        /'
  fi
  [ -f "$results/$name.trx" ] || touch "$results/$name.missing"
}

# Sum of one counter over all result files.
count() {
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' \
    | awk '{ sum += $1 } END { print sum + 0 }'
}

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET 10 SDK is missing. Install it (command: dotnet) and run this again." >&2
  exit 3
fi
rm -rf "$results"
mkdir -p "$results"

if [ -z "$only" ]; then
  stage "tools" tools build/install-tools.sh
  if command -v npm >/dev/null; then
    stage "contract (buf lint, buf breaking)" protos build/check-protos.sh
    for lock in $(git ls-files '*package-lock.json' | grep -v '^build/buf/'); do
      folder=$(dirname "$lock")
      stage "npm ci $folder" "npm-${folder//\//-}" npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
    done
  else
    say "no npm: the contract check and the tests with Node clients are left out"
  fi
fi

stage "build (warnings are errors)" build dotnet build MegaRegion.sln -c Release -v q -clp:NoSummary || { echo "0 passed, $broken failed"; exit 1; }
if [ -z "$only" ]; then
  stage "format" format dotnet format MegaRegion.sln --verify-no-changes --no-restore -v q
fi

export -f run_project say
export results started
# The host's PATH goes on to the tests: they look for node, prometheus and promtool there.
export PATH=$PWD/artifacts/tools/bin:$PATH
{
  if compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then
    echo tests/MegaRegion.Faults.Tests/MegaRegion.Faults.Tests.csproj postgres
  fi
  printf '%s\n' tests/*/*.Tests.csproj tests/*/*.Conformance.csproj | grep -v '\*'
} | grep -F -- "$only" | xargs -r -L 1 -P 2 bash -c 'run_project "$@"' run

passed=$(count passed)
failed=$(($(count failed) + $(find "$results" -name '*.missing' | wc -l) + broken))
skipped=$(count notExecuted)
total=$(count total)
executed=$(count executed)
skipped=$((total - executed > skipped ? total - executed : skipped))
[ "$skipped" -eq 0 ] && tail="" || tail=", $skipped skipped"
if [ "$skipped" -gt 0 ]; then
  say "skipped:"
  grep -ho 'testName="[^"]*"[^>]*outcome="NotExecuted"' "$results"/*.trx | sed -E 's/testName="([^"]*)".*/          \1/'
fi
if [ "$passed" -eq 0 ]; then
  echo "test.sh: no test ran." >&2
  failed=$((failed > 0 ? failed : 1))
fi
say "done"
echo "$passed passed, $failed failed$tail"
[ "$failed" -eq 0 ]

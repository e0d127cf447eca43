#!/usr/bin/env bash
# What a new user types after `git clone`, in this tree: `make run`, then Rasa's own words. Each must do its work, not only end well.
# tools/first_steps.sh [--long]      --long: also what trains (rasa train, rasa train nlu, cross-validation)
set -uo pipefail
cd "$(dirname "$0")/.."
long=${1:-}
log=var/first_steps
rasa=.venv/bin/rasa
port=${PORT:-5005}
mkdir -p "$log"
failed=0

# step NAME PATTERN COMMAND…: the command ends well and says what the pattern finds.
step() {
    local name=$1 pattern=$2 file began=$SECONDS
    file="$log/${name//[^a-z]/_}.log"
    shift 2
    if "$@" > "$file" 2>&1 && grep -qE "$pattern" "$file"; then
        printf 'ok      %4d s  %s\n' $((SECONDS - began)) "$name"
    else
        printf 'FAILED  %4d s  %s: see %s\n' $((SECONDS - began)) "$name" "$file"
        failed=$((failed + 1))
    fi
}

# until_said PID FILE PATTERN
until_said() {
    for _ in $(seq 600); do
        grep -qE "$3" "$2" 2>/dev/null && return 0
        kill -0 "$1" 2>/dev/null || return 1
        sleep 1
    done
    return 1
}

# served PATTERN STOP COMMAND…: a server that says it runs, is asked by the function `ask`, and is stopped.
served() {
    local pattern=$1 pid status=1
    shift
    setsid "$@" > "$log/served.log" 2>&1 &
    pid=$!
    if until_said "$pid" "$log/served.log" "$pattern"; then ask && status=0; fi
    kill -INT -- "-$pid" 2>/dev/null
    wait "$pid" 2>/dev/null
    cat "$log/served.log"
    return $status
}

talk() { printf '%s\n' "$@" /stop; }
shell_of() { talk "Apa itu KPO?" | timeout 180 "$rasa" shell "$@"; }
ask_rest() {
    curl -sf -X POST "localhost:$port/webhooks/rest/webhook" -H 'Content-Type: application/json' \
        -d '{"sender": "first-steps", "message": "apa itu KPO?"}'
}

ask() { ask_rest; }
step "make run" "Knowledge Process Outsourcing" served "chat at http" make run
step "rasa shell" "Knowledge Process Outsourcing" shell_of
step "rasa shell nlu" "ask_definition" shell_of nlu
ask() { curl -s -o /dev/null -w '%{http_code}\n' localhost:5055/health; }
step "rasa run actions" "^200" served "running on|Starting" "$rasa" run actions
ask() { curl -sf "localhost:$port/status"; }
step "rasa run --enable-api" "model_file" served "server is up" "$rasa" run --enable-api --port "$port"
step "rasa data validate --fail-on-warnings" "validat" "$rasa" data validate --fail-on-warnings
step "rasa data split nlu" "" "$rasa" data split nlu
step "rasa visualize" "" timeout 300 "$rasa" visualize
step "rasa test core" "[1-9][0-9]* / [1-9]" "$rasa" test core --fail-on-prediction-errors
step "rasa test nlu" "[Ii]ntent" "$rasa" test nlu
step "rasa test" "[1-9][0-9]* / [1-9]" "$rasa" test
step "python -m facts check" "in order" .venv/bin/python -m facts check
if [ "$long" = --long ]; then
    step "rasa train" "saved at" "$rasa" train
    step "rasa train nlu" "saved at" "$rasa" train nlu --fixed-model-name nlu-only
    step "rasa test nlu --cross-validation" "[Ii]ntent" "$rasa" test nlu --cross-validation --folds 2
fi
rm -rf train_test_split graph.html
echo "$failed failed"
exit "$failed"

#!/usr/bin/env bash
# What a new user types after `git clone`: `make run`, Rasa's own words, the commands of README.md. Each must do its work, not only end well.
# tools/first_steps.sh [--fresh] [--long] [PATTERN]
#   --fresh   in a clone of the last commit, with a new HOME and no caches; else in this tree
#   --long    also what trains: rasa train, rasa train nlu, rasa test nlu --cross-validation
#   PATTERN   only the steps whose names it finds
# The seconds of each step are in var/first_steps/times.
set -uo pipefail
cd "$(dirname "$0")/.."

fresh='' long='' only=''
for argument; do
    case $argument in
        --fresh) fresh=yes ;;
        --long) long=--long ;;
        *) only=$argument ;;
    esac
done

if [[ $fresh ]]; then
    bare=$(mktemp -d)
    trap 'rm -rf "$bare"' EXIT
    mkdir -p var/first_steps "$bare/home"
    git clone --quiet --local --no-hardlinks . "$bare/clone"
    # Python, Node and what every system has; how the network is reached; no settings, no caches.
    network=$(env | grep -iE '^(https?_proxy|no_proxy|ssl_cert_file|pip_cert|node_extra_ca_certs)=' || true)
    mapfile -t kept <<< "${network:-LANG=C.UTF-8}"
    interpreter=$(python3 -c 'import sys; print(sys.executable)')
    path="$(dirname "$interpreter"):$(dirname "$(command -v node)"):/usr/local/bin:/usr/bin:/bin"
    env -i HOME="$bare/home" PATH="$path" PORT="${PORT:-5005}" "${kept[@]}" "$bare/clone/tools/first_steps.sh" $long ${only:+"$only"}
    status=$?
    cp -r "$bare/clone/var/." var/first_steps/
    exit "$status"
fi

log=$PWD/var/first_steps
rasa=$PWD/.venv/bin/rasa
python=$PWD/.venv/bin/python
port=${PORT:-5005}
export PORT=$port
failed=0 tried=0
mkdir -p "$log"

# step NAME PATTERN COMMAND…: the command ends well and says what the pattern finds; nobody is shown a traceback, or what libraries warn of.
step() {
    local name=$1 pattern=$2 file began=$SECONDS told=ok
    file="$log/${name//[^a-z]/_}.log"
    shift 2
    [[ $name =~ $only ]] || return 0
    tried=$((tried + 1))
    if ! "$@" > "$file" 2>&1 || ! grep -qE "$pattern" "$file" || grep -qE 'Traceback|[a-z]Warning:' "$file"; then
        told="FAILED (see $file)"
        failed=$((failed + 1))
    fi
    printf '%4d s  %s: %s\n' $((SECONDS - began)) "$name" "$told" | tee -a "$log/times"
}

# until_said PID FILE PATTERN
until_said() {
    for _ in $(seq 2400); do
        grep -qE "$3" "$2" 2>/dev/null && return 0
        kill -0 "$1" 2>/dev/null || return 1
        sleep 0.5
    done
    return 1
}

until_gone() {
    for _ in $(seq 60); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.5
    done
    return 1
}

# served PATTERN ASK COMMAND…: a server that says it runs, answers when it is asked, and ends with Ctrl-C.
served() {
    local pattern=$1 asked=$2 pid status=1 began=$SECONDS
    shift 2
    # A shell lets what it starts in the background ignore Ctrl-C.
    setsid env --default-signal=INT "$@" > "$log/served.log" 2>&1 &
    pid=$!
    if until_said "$pid" "$log/served.log" "$pattern"; then
        "$asked" && status=0
        echo "the first answer came after $((SECONDS - began)) s"
    fi
    kill -INT -- "-$pid" 2>/dev/null
    until_gone "$pid" || { echo "Ctrl-C did not end it"; status=1; kill -KILL -- "-$pid"; }
    wait "$pid" 2>/dev/null
    cat "$log/served.log"
    return $status
}

# typed PATTERN TEXT COMMAND…: a command that wants a terminal says the pattern, and is typed a text.
typed() {
    local pattern=$1 text=$2 keys="$log/keys" said="$log/typed.log" pid status=1
    shift 2
    rm -f "$keys" && mkfifo "$keys"
    # Where hanging up is ignored, as below nohup, what was started would not end with its terminal.
    setsid env --default-signal=INT,HUP script --quiet --flush --return --command "$*" /dev/null < "$keys" > "$said" 2>&1 &
    pid=$!
    exec 9> "$keys"
    if until_said "$pid" "$said" "$pattern"; then
        printf '%s\r' "$text" >&9
        sleep 20
        status=0
    fi
    kill -TERM -- "-$pid" 2>/dev/null
    exec 9>&-
    wait "$pid" 2>/dev/null
    tr -d '\000\033' < "$said"
    return $status
}

talk() { printf '%s\n' "Apa itu KPO?" /stop | timeout 180 "$rasa" "$@"; }
activated() { bash -c '. .venv/bin/activate && "$@"' activated "$@"; }
rest() {
    curl -sf -X POST "localhost:$port/webhooks/rest/webhook" -H 'Content-Type: application/json' \
        -d '{"sender": "me", "message": "apa itu KPO?"}'
}
page() { grep -q '<script' <<< "$(curl -sfL "localhost:$port/")" && grep -q KPO <<< "$(curl -sfL "localhost:$port/facts")" && ready && rest; }
ready() { "$python" -m operation.ready "http://localhost:$port"; }
status() { curl -sf "localhost:$port/status"; }
actions() { curl -sf --retry 20 --retry-delay 1 --retry-connrefused -o /dev/null -w 'health %{http_code}\n' localhost:5055/health; }
split() { "$rasa" data split nlu && grep -c '^    - ' train_test_split/*.yml; }
visualize() { timeout 300 "$rasa" visualize; grep -c '<html' graph.html; }
new_model() { "$python" -m facts new trial && grep -c . data/facts/models/trial.yml && rm data/facts/models/trial.yml; }
without_tokens() { ! make slack; }
copied() { rm -rf "$log/copy" && "$python" -m operation.backup make "$log/copy" && ls "$log/copy"; }

step "make run" "Knowledge Process Outsourcing" served "chat at http" page make run
step "make run, again" "Knowledge Process Outsourcing" served "chat at http" rest make run
step "make dev" "Knowledge Process Outsourcing" served "chat at http" rest make dev
step "rasa shell" "Knowledge Process Outsourcing" talk shell
step "rasa shell nlu" "ask_definition" talk shell nlu
step "rasa interactive" "ask_definition" typed "Your input" "Apa itu KPO?" "$rasa" interactive --skip-visualization
step "rasa run actions" "health 200" served "up and running" actions "$rasa" run actions
step "rasa run --enable-api" "model_file" served "server is up" status "$rasa" run --enable-api --port "$port"
step "rasa data validate --fail-on-warnings" "validat" "$rasa" data validate --fail-on-warnings
step "rasa data split nlu" "test_data.*:[1-9]" split
step "rasa visualize" "^[1-9]" visualize
step "rasa test core" "[1-9][0-9]* / [1-9]" "$rasa" test core --fail-on-prediction-errors
step "rasa test nlu, .venv activated" "[Ii]ntent" activated rasa test nlu
step "rasa test" "[1-9][0-9]* / [1-9]" "$rasa" test
step "facts check" "in order" "$python" -m facts check
step "facts show kpo.driver" "kpo.yml:[0-9]" "$python" -m facts show kpo.driver
step "facts diff" "No answer differs" "$python" -m facts diff
step "facts new" "^[1-9]" new_model
step "make slack, without its tokens" "SLACK_" without_tokens
step "channels.feedback" "disliked|question" "$python" -m channels.feedback
step "operation.keep declined" "question" "$python" -m operation.keep declined
step "operation.keep forget" "Nothing of them is left" "$python" -m operation.keep forget me
step "operation.backup make" "^conversations" copied
if [[ $long ]]; then
    step "rasa train" "saved at" "$rasa" train
    step "rasa train nlu" "saved at" "$rasa" train nlu --fixed-model-name nlu-only
    step "rasa test nlu --cross-validation" "[Ii]ntent" "$rasa" test nlu --cross-validation --folds 2
fi
rm -rf train_test_split graph.html
echo "$failed of $tried failed"
exit "$((failed > 0 || tried == 0))"

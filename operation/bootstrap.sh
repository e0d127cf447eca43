#!/bin/sh
# Installs the locked dependencies into .venv, for the best Python that is to be found.
# Prints one line and fails where something is missing. PYTHON_VERSION=3.10 asks for that version.
set -eu
cd "$(dirname "$0")/.."

. operation/says.sh

uv_version=0.13.9
tools=.tools
what="The dependencies"
log=var/install.log

said=$(mkdir -p var "$tools" 2>&1) || fail "$(reason "$what" "$log" "$said")"

find_any_python() {
    for name in python3.11 python3.10 python3 python; do
        if command -v "$name" >/dev/null 2>&1; then command -v "$name"; return; fi
    done
    for path in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python3; do
        if [ -x "$path" ]; then printf '%s\n' "$path"; return; fi
    done
}

find_uv() {
    if command -v uv >/dev/null 2>&1; then command -v uv; return; fi
    if [ -x "$tools/bin/uv" ]; then printf '%s\n' "$tools/bin/uv"; return; fi
    python=$(find_any_python)
    [ -n "$python" ] || fail "No Python was found: install Python 3.11 (for instance 'apt-get install python3 python3-pip')."
    said=$("$python" -m pip install --quiet --disable-pip-version-check --retries 1 --target "$tools" "uv==$uv_version" 2>&1) || {
        case "$said" in *"No module named pip"*) said="pip is missing: install it ('apt-get install python3-pip'), or uv itself" ;; esac
        fail "$(reason "uv, which installs all else," "$log" "$said")"
    }
    printf '%s\n' "$tools/bin/uv"
}

# The versions that Rasa runs on, the better one first: that of the environment, on the PATH, under pyenv, kept or fetched by uv.
# The interpreter itself, not a shim before it: uv would take that for another Python, and make the environment anew each time.
find_python() {
    for version in ${PYTHON_VERSION:-3.11 3.10}; do
        for path in "$PWD/.venv/bin/python" "$(command -v "python$version" || true)" \
            "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
            if [ -n "$path" ] && [ -x "$path" ] &&
                "$path" -c "import sys; sys.exit(1) if '%d.%d' % sys.version_info[:2] != '$version' else print(sys.executable)" 2>/dev/null; then
                return
            fi
        done
        if "$uv" python find --no-project "$version" >/dev/null 2>&1; then "$uv" python find --no-project "$version"; return; fi
    done
    for version in ${PYTHON_VERSION:-3.11 3.10}; do
        if "$uv" python install --quiet "$version" >/dev/null 2>&1; then "$uv" python find --no-project "$version"; return; fi
    done
}

# Draws how many of so many packages are there.
show_progress() {
    trap 'exit 0' TERM INT
    had=$(ls -d .venv/lib/python*/site-packages/*.dist-info 2>/dev/null | wc -l)
    while sleep 1; do
        now=$(($(ls -d .venv/lib/python*/site-packages/*.dist-info 2>/dev/null | wc -l) - had))
        printf '\r  %s of %s installed ' "$now" "$1" >&2
    done
}
watching=
stop_watching() { [ -z "$watching" ] || { kill "$watching" 2>/dev/null || true; printf '\n' >&2; watching=; }; }
trap 'stop_watching; say "Stopped: the next run goes on from here."; exit 130' INT TERM

uv=$(find_uv)
python=$(find_python)
[ -n "$python" ] || fail "Neither Python 3.11 nor 3.10 was found or could be fetched: install one of them (for instance 'apt-get install python3.11')."
# What an installation that was broken off, or a Python that is gone, has left: nothing can be put into it.
if [ -e .venv ] || [ -L .venv ]; then
    .venv/bin/python -c "" 2>/dev/null || { say "The environment in .venv is broken: it is made anew."; rm -rf .venv; }
fi
# What was being installed when it was broken off looks installed to uv: of it the last thing is missing that an installation writes.
for package in .venv/lib/python*/site-packages/*.dist-info; do
    if [ -d "$package" ] && [ ! -f "$package/INSTALLER" ]; then rm -rf "$package"; fi
done
# What is missing, so that a person sees how far it is: uv's own list of hundreds of names would hide what matters.
wanted=$("$uv" sync --dry-run --locked --python "$python" "$@" 2>&1 | sed -n 's/^Would install \([0-9]*\) packages\{0,1\}.*/\1/p')
if [ "${wanted:-0}" -gt 3 ]; then
    say "Installing $wanted packages for $("$python" --version) (about a minute) ..."
    if [ -t 2 ]; then show_progress "$wanted" & watching=$!; fi
fi
# What is used is compiled when it is used first: all of it takes three times as long as the rest of the installation.
# PYTHONDONTWRITEBYTECODE would leave every start of Rasa to compile for 18 s.
compiled=--no-compile-bytecode
[ -z "${PYTHONDONTWRITEBYTECODE:-}" ] || compiled=--compile-bytecode
said=$(env -u PYTHONDONTWRITEBYTECODE "$uv" sync --quiet --locked $compiled --python "$python" "$@" 2>&1) || {
    stop_watching
    fail "$(reason "$what" "$log" "$said")"
}
stop_watching
# `rasa` of this environment is the project's: Rasa's own commands, on the project's tests and in one terminal.
cat > .venv/bin/rasa <<END || fail "$(reason "$what" "$log" "No space left on device")"
#!/bin/sh
PYTHONPATH="$PWD" exec "$PWD/.venv/bin/python" -W ignore -m operation.command "\$@"
END

#!/bin/sh
# Installs the locked dependencies into .venv, compiled, for the best Python that is to be found.
# Prints one line and fails where something is missing. PYTHON_VERSION=3.10 asks for that version.
set -eu
cd "$(dirname "$0")/.."

uv_version=0.13.9
tools=.tools

say() { printf '%s\n' "$1" >&2; }
fail() { say "$1"; exit 1; }

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
    "$python" -m pip install --quiet --disable-pip-version-check --target "$tools" "uv==$uv_version" 2>/dev/null ||
        fail "uv could not be installed with $python: install pip ('apt-get install python3-pip') or uv itself."
    printf '%s\n' "$tools/bin/uv"
}

# The versions that Rasa runs on, the better one first: on the PATH, under pyenv, kept by uv, or fetched by uv.
find_python() {
    for version in ${PYTHON_VERSION:-3.11 3.10}; do
        for path in "$(command -v "python$version" || true)" \
            "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
            if [ -n "$path" ] && [ -x "$path" ] && "$path" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null; then
                printf '%s\n' "$path"; return
            fi
        done
        if "$uv" python find --no-project "$version" >/dev/null 2>&1; then "$uv" python find --no-project "$version"; return; fi
    done
    for version in ${PYTHON_VERSION:-3.11 3.10}; do
        if "$uv" python install --quiet "$version" >/dev/null 2>&1; then "$uv" python find --no-project "$version"; return; fi
    done
}

uv=$(find_uv)
python=$(find_python)
[ -n "$python" ] || fail "Neither Python 3.11 nor 3.10 was found or could be fetched: install one of them (for instance 'apt-get install python3.11')."
# PYTHONDONTWRITEBYTECODE would leave every start of Rasa to compile for 18 s.
env -u PYTHONDONTWRITEBYTECODE "$uv" sync --quiet --locked --compile-bytecode --python "$python" "$@" ||
    fail "The dependencies could not be installed: see the lines above."
# `rasa` of this environment is the project's: Rasa's own commands, on the project's tests and in one terminal.
cat > .venv/bin/rasa <<END
#!/bin/sh
PYTHONPATH="$PWD" exec "$PWD/.venv/bin/python" -W ignore -m operation.command "\$@"
END
# What a running bot writes: conversations, logs, what tests and tools measured.
mkdir -p var

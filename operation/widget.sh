#!/bin/sh
# Builds the chat page into web/dist; prints one line and fails where something is missing.
set -eu
cd "$(dirname "$0")/.."
. operation/says.sh

oldest=20
trap 'say "Stopped: the next run goes on from here."; exit 130' INT TERM
{ command -v node && command -v npm; } >/dev/null || fail "Node.js was not found: install Node.js $oldest or newer, with npm, then run it again."
node -e "process.exit(parseInt(process.versions.node) < $oldest ? 1 : 0)" ||
    fail "Node.js $(node --version) is too old: install Node.js $oldest or newer, then run it again."
say "Building the chat page ..."
cd web
said=$(npm ci --no-audit --no-fund --fetch-retries 1 2>&1) || { cd ..; fail "$(reason "The packages of the chat page" var/npm.log "$said")"; }
said=$(npm run --silent build -- --log-level=error 2>&1) || { cd ..; fail "$(printf '%s\n' "$said" | tail -n 20; reason "The chat page" var/npm.log "$said")"; }

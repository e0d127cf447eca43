# Sourced by the scripts that install: what went wrong, in one sentence with the way out.
mkdir -p var 2>/dev/null || true

say() { printf '%s\n' "$1" >&2; }
fail() { say "$1"; exit 1; }

# reason WHAT LOG TEXT: the sentence on what a tool said; all of it is put into the log, if there is room.
reason() {
    { printf '%s\n' "$3" > "$2"; } 2>/dev/null || true
    if printf '%s' "$3" | grep -qiE "no space left|disk quota|ENOSPC"; then way="the disk is full: free some space"
    elif printf '%s' "$3" | grep -qiE "permission denied|EACCES|read-only file system"; then way="this folder may not be written to: clone it elsewhere, or give yourself the right"
    elif printf '%s' "$3" | grep -qiE "error sending request|dns error|failed to (fetch|download)|network|timed? ?out|connect|ENOTFOUND|EAI_AGAIN|ETIMEDOUT"; then
        way="the package index cannot be reached: connect to the network, or name its proxy in HTTPS_PROXY"
    else way="$(printf '%s\n' "$3" | grep . | tail -n 1)"; fi
    printf '%s could not be installed: %s, then run it again (all of it: %s).' "$1" "$way" "$2"
}

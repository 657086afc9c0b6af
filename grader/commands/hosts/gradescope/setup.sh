#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder from this package.
#
# AUTOGRADER_ROOT replaces /autograder. GRADER_PYTHON names an interpreter (3.11 or newer) in which everything in
# requirements.txt is already installed, as in an image of your own; without it, an environment is created here.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
source="$root/source"

fits() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in python3.13 python3.12 python3.11 python3; do
        if fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

if [ -n "${GRADER_PYTHON:-}" ]; then
    python="$GRADER_PYTHON"
else
    if ! base="$(find_python)"; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update
        apt-get install -y --no-install-recommends python3.11 python3.11-venv ||
            apt-get install -y --no-install-recommends python3 python3-venv
        base="$(find_python)" || { echo "Python 3.11 or newer cannot be installed here: choose a newer base image." >&2; exit 1; }
    fi
    "$base" -m venv "$root/environment"
    python="$root/environment/bin/python"
    "$python" -m pip install --no-cache-dir --disable-pip-version-check -r "$source/requirements.txt"
fi
printf '%s\n' "$python" >"$source/interpreter"

# Only the grader may read the expected results, and what random cases follow from.
mkdir -p "$root/recordings"
chmod -R go-rwx "$source/course" "$source/key" "$root/recordings"
chmod +x "$source/run_autograder"

# A first run on an empty submission: it shows that the grader works here, and stores the reference results for later.
trial="$(mktemp -d)"
mkdir "$trial/submission"
status=0
AUTOGRADER_TRIAL="$trial" "$source/run_autograder" || status=$?
rm -rf "$trial"
case "$status" in
    0) echo "The grader is ready." ;;
    2) echo "The trial run was refused: see above. Unless this is fixed, no submission can be graded." >&2 ;;
    *) echo "The trial run failed with status $status: see above." >&2; exit "$status" ;;
esac

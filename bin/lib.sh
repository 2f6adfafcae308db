# Shared by the scripts beside it; sourced from the top of the checkout.
log=var/log/setup.log
python=.venv/bin/python

say() { printf 're-visits: %s\n' "$*" >&2; }

# quietly COMMAND...: run it with its output in the log alone.
quietly() { { printf '\n$ %s\n' "$*"; "$@"; } >>"$log" 2>&1 </dev/null; }

is_root() { [ "$(id -u)" = 0 ]; }

# The wheel of pip that Debian keeps for virtual environments; it runs without being installed.
pip_wheel() { find /usr/share/python-wheels var/system/pip -name 'pip-*.whl' 2>/dev/null | head -n 1; }

# install_packages ARGUMENT...: locked packages with uv if it is there, else with whatever pip can be had.
install_packages() {
    if command -v uv >/dev/null; then
        quietly uv pip install --python "$python" --compile-bytecode --require-hashes "$@"
    elif "$python" -m pip --version >/dev/null 2>&1; then
        quietly "$python" -m pip install --disable-pip-version-check --require-hashes "$@"
    else
        [ -n "$(pip_wheel)" ] || bin/system-packages pip python3-pip-whl || return 1
        quietly "$python" "$(pip_wheel)/pip" install --disable-pip-version-check --require-hashes "$@"
    fi
}

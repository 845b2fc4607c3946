#!/usr/bin/env bash
# Makes this checkout ready: Python packages, npm packages, system libraries, compiled messages.
# Needs only Python 3.11 or newer. Each step leaves a stamp in .venv and is skipped while nothing changed.
#   config/setup.sh            what `make demo` and `make check` need
#   config/setup.sh --browser  and a Chromium, for the browser tests
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
VENV=.venv
STAMPS=$VENV/.stamps
APT_UPDATED=no

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

# A step is done when its stamp holds the checksum of the files it follows from.
checksum() { cat "$@" | cksum; }
is_done() { [ -f "$STAMPS/$1" ] && [ "$(cat "$STAMPS/$1")" = "$2" ]; }
mark_done() { mkdir -p "$STAMPS" && printf '%s' "$2" > "$STAMPS/$1"; }

# --- system packages -------------------------------------------------------------------------------------------------
apt_prefix() {  # prints how apt may be called here; fails when it may not
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" = 0 ]; then echo ""; elif sudo -n true 2>/dev/null; then echo "sudo"; else return 1; fi
}

apt_install() {  # apt_install PACKAGE...: fails when apt is absent, not allowed or without luck
  local prefix
  prefix=$(apt_prefix) || return 1
  say "apt-get install $*"
  if [ "$APT_UPDATED" = no ]; then
    $prefix apt-get update -qq </dev/null || true
    APT_UPDATED=yes
  fi
  $prefix env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

install_line() {  # the line a person may run for these Debian packages, on this kind of machine
  if [ "$(uname)" = Darwin ]; then echo "brew install pango gettext"; else echo "sudo apt-get install $*"; fi
}

# --- Python ----------------------------------------------------------------------------------------------------------
find_python() {
  local candidate
  for candidate in python3.11 python3.12 python3.13 python3.14 python3 python; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
  return 1
}

make_venv() {
  local python version
  if [ -x "$VENV/bin/python" ] && "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then return; fi
  python=$(find_python) || stop "Python 3.11 or newer is needed: $(install_line python3 python3-venv)"
  say "Python: $("$python" --version), environment in $VENV"
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  rm -rf "$VENV"
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    apt_install "python$version-venv" || stop "Python has no venv module: $(install_line "python$version-venv")"
  fi
  "$python" -m venv "$VENV"
}

install_python_packages() {
  local sum
  sum=$(checksum requirements/dev.txt)
  if is_done python "$sum"; then return; fi
  make_venv
  say "Python packages: requirements/dev.txt"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
  # The certificates of the machine, so that it works behind an inspecting proxy too; pip's index, when one is set.
  export UV_SYSTEM_CERTS=true
  if [ -n "${PIP_INDEX_URL:-}" ]; then export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"; fi
  "$VENV/bin/uv" pip sync --quiet --python "$VENV/bin/python" --require-hashes requirements/dev.txt ||
    "$VENV/bin/python" -m pip install --quiet --no-deps --require-hashes -r requirements/dev.txt
  mark_done python "$sum"
}

# --- npm -------------------------------------------------------------------------------------------------------------
install_node_packages() {
  local sum
  sum=$(checksum package-lock.json package.json)
  if [ -d node_modules ] && is_done node "$sum"; then return; fi
  say "npm packages: package-lock.json"
  if [ -L node_modules ]; then rm node_modules; fi  # a link to another checkout, which npm would empty
  PATH="$PWD/$VENV/bin:$PATH" NODE_OPTIONS="${NODE_OPTIONS:-} --use-system-ca" \
    "$VENV/bin/npm" ci --ignore-scripts --no-progress --loglevel=error </dev/null
  mark_done node "$sum"
}

# --- WeasyPrint's libraries and gettext ------------------------------------------------------------------------------
SYSTEM_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core gettext"

has_system_libraries() {
  command -v msgfmt >/dev/null 2>&1 && command -v xgettext >/dev/null 2>&1 &&
    "$VENV/bin/python" -W ignore -c 'import weasyprint' >/dev/null 2>&1
}

install_system_libraries() {
  if is_done system "$SYSTEM_PACKAGES"; then return; fi
  if ! has_system_libraries; then
    # shellcheck disable=SC2086 # a list of packages
    if [ "$(uname)" = Darwin ] && command -v brew >/dev/null 2>&1; then
      brew install pango gettext || true
    else
      apt_install $SYSTEM_PACKAGES || true
    fi
    has_system_libraries || stop "System libraries for PDF and translations are missing. Run this once, then try again:
  $(install_line $SYSTEM_PACKAGES)"
  fi
  mark_done system "$SYSTEM_PACKAGES"
}

# --- messages --------------------------------------------------------------------------------------------------------
compile_messages() {
  local catalogue compiled
  for catalogue in locale/*/LC_MESSAGES/*.po; do
    [ -f "$catalogue" ] || continue
    compiled="${catalogue%.po}.mo"
    if [ ! -f "$compiled" ] || [ "$catalogue" -nt "$compiled" ]; then
      msgfmt --check-format -o "$compiled" "$catalogue"
    fi
  done
}

# --- Chromium --------------------------------------------------------------------------------------------------------
find_browser() {
  command -v chromium || command -v chromium-browser || command -v google-chrome || return 1
}

install_browser() {
  if find_browser >/dev/null 2>&1 || is_done browser playwright; then return; fi
  say "Chromium, for the browser tests"
  apt_install chromium fonts-dejavu-core || true
  if find_browser >/dev/null 2>&1; then return; fi
  NODE_OPTIONS="${NODE_OPTIONS:-} --use-system-ca" "$VENV/bin/playwright" install chromium </dev/null ||
    stop "The browser tests need Chromium. Run this once, then try again:
  $(install_line chromium)"
  mark_done browser playwright
}

install_python_packages
install_node_packages
install_system_libraries
compile_messages
if [ "${1:-}" = --browser ]; then install_browser; fi

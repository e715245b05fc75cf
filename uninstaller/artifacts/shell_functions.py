"""The shell functions that a runbook's script needs, and no others: unused code in a script is a riddle."""

from collections.abc import Iterator

from uninstaller.artifacts.shell import quote_word
from uninstaller.plan.runbook import Command, Ref, Runbook, Where

_ALWAYS = r"""
STEP=0
exec 3<&0 </dev/null

say() { printf '%s\n' "$*" >&2; }

begin() {
  STEP=$1
  say "== $1. $2"
}

# Says how to go on, and how to go back, where a step fails.
leave() {
  local status=$?
  [ "$status" -eq 0 ] && return
  say "stopped in step $STEP with status $status"
  if [ "${DIRECTION:-}" = back ]; then
    say "go on, when it is mended: bash $0 back $STEP"
    return
  fi
  say "go on, when it is mended: bash $0 $STEP"
  say "go back:                  bash $0 back $STEP"
}
trap leave EXIT
"""

_ON = r"""
# Runs a command on a host: its words arrive there as they are here.
on() {
  local host=$1
  shift
  if [ "$host" = localhost ]; then "$@"; else ssh -- "$host" "$(printf '%q ' "$@")"; fi
}
"""

_PRINTS = r"""
# Runs a command, which must print this and nothing else.
prints() {
  local wanted=$1 printed
  shift
  printed=$("$@")
  if [ "$printed" != "$wanted" ]; then
    say "printed '$printed' and not '$wanted': $*"
    return 1
  fi
}
"""

_BACKUP = r"""
# Nothing is destroyed without a backup.
need_backup() {
  if [ ! -s "$1" ]; then
    say "there is no backup $1"
    return 1
  fi
}
"""

_BY_HAND = r"""
# Waits until a person has done what no command can do.
by_hand() {
  local answer=''
  say "$1"
  printf 'Is it done? [y/N] ' >&2
  read -r answer <&3 || true
  [ "$answer" = y ]
}
"""

_USE_WEB = r"""
# Makes a web server of the list the one that commands run on.
use_web() {
  IFS='|' read -r HOST CODE HEALTH <<< "$1"
%(root)s  say "-- $HOST $CODE"
}
"""

_USE_SITE = r"""
# The name of a site's backup.
use_site() {
  NAME=${URL//[!A-Za-z0-9.-]/_}
  say "-- $URL"
}
"""

_UPDATE_PHP = r"""
# Runs update.php of Drupal 7 as a browser without JavaScript does. Either $update_free_access is TRUE in
# settings.php, or ADMIN and ADMIN_PASSWORD (a file) log in user 1.
update_php() {
  local url=$1 jar page next count=0 field fields=()
  jar=$(mktemp)
  if [ -n "${ADMIN:-}" ]; then log_in "$url" "$jar"; fi
  page=$(fetch "$jar" "$url/update.php?op=info&continue=1")
  next=$(sed -n 's/.*\(op=selection[^"]*\)".*/\1/p' <<< "$page" | sed 's/&amp;/\&/g; s/$/\&continue=1/')
  if [ -z "$next" ]; then
    say "$url/update.php does not let us in: set \$update_free_access, or ADMIN and ADMIN_PASSWORD"
    return 1
  fi
  page=$(fetch "$jar" "$url/update.php?$next")
  if [[ $page != *'name="start['* ]]; then
    say 'no update is pending'
    rm -f -- "$jar"
    return
  fi
  while IFS= read -r field; do fields+=(--data-urlencode "$field"); done < <(form_fields <<< "$page")
  page=$(fetch "$jar" "${fields[@]}" --data-urlencode 'op=Apply pending updates' "$url/update.php?$next")
  while [ "$count" -lt 10000 ]; do
    next=$(sed -n 's/.*http-equiv="Refresh"[^>]*URL=\([^"]*\)".*/\1/p' <<< "$page" | sed 's/&amp;/\&/g')
    if [ -z "$next" ]; then break; fi
    count=$((count + 1))
    page=$(fetch "$jar" "$next")
  done
  rm -f -- "$jar"
  if [[ $page == *'class="failure"'* || $page == *'aborted prematurely'* || $page != *'Updates were attempted'* ]]; then
    say 'an update failed, or update.php did not end:'
    sed -n 's/<[^>]*>/ /g; /[Ff]ailed\|aborted\|error/p' <<< "$page" >&2
    return 1
  fi
}

fetch() {
  local jar=$1
  shift
  curl --silent --show-error --fail --location --cookie "$jar" --cookie-jar "$jar" "$@"
}

# The fields of a form as name=value, a line each.
form_fields() {
  { grep -o '<input[^>]*type="hidden"[^>]*>' || true; } | sed -n 's/.* name="\([^"]*\)".* value="\([^"]*\)".*/\1=\2/p'
}

log_in() {
  local page field fields=()
  page=$(fetch "$2" "$1/user/login")
  while IFS= read -r field; do fields+=(--data-urlencode "$field"); done \
    < <(form_fields <<< "$page" | grep -e '^form_id=user_login$' -e '^form_build_id=')
  fetch "$2" --output /dev/null "${fields[@]}" --data-urlencode "name=$ADMIN" \
    --data-urlencode "pass@$ADMIN_PASSWORD" --data-urlencode 'op=Log in' "$1/user/login"
}
"""


def write_functions(runbook: Runbook) -> Iterator[str]:
    commands = _commands(runbook)
    places = {step.where for step in runbook.steps}
    parts = (
        (_ALWAYS, True),
        (_ON, any(_is_far(runbook))),
        (_PRINTS, any(one.prints is not None for one in commands)),
        (_BY_HAND, any(step.by_hand and not step.commands for step in runbook.steps)),
        (_USE_WEB.replace("%(root)s", _root(runbook)), bool(places & {Where.EACH, Where.FIRST, Where.OTHERS})),
        (_USE_SITE, Where.SITES in places),
        (_UPDATE_PHP, any(one.is_script for one in commands)),
        (_BACKUP, any(step.needs for step in runbook.steps)),
    )
    for text, is_needed in parts:
        if is_needed:
            yield from text.rstrip().splitlines()


def _is_far(runbook: Runbook) -> Iterator[bool]:
    for step in runbook.steps:
        for one in (*step.commands, *step.check, *step.undo):
            yield step.where is not Where.HERE and not one.is_here


def _root(runbook: Runbook) -> str:
    """Sets the docroot of a web server, where a command needs it."""
    is_used = any(part == Ref("ROOT") for one in _commands(runbook) for word in one.all_words for part in word)
    root = quote_word((Ref("CODE"), f"/{runbook.docroot}" if runbook.docroot else ""))
    return f"  ROOT={root}\n" if is_used else ""


def _commands(runbook: Runbook) -> list[Command]:
    return [one for step in runbook.steps for one in (*step.commands, *step.check, *step.undo)]

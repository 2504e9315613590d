# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# The agent under dash, without a host: systemd, its journal and curl are scripts of a few lines,
# and the service "runs" the content of the file that was current when it was started. A test
# sources this file first, instead of fleet.sh.
#
#   package 1.0.0 [CONTENT [COMMAND]]
#                                makes a release; CONTENT is well (by default), unwell or crash, and
#                                COMMAND is run in its folder
#   debian 1.0.0 [DESCRIPTION]   makes it as a .deb of that name, for format=deb
#   ask VERB [KEY=VALUE ...]     asks the agent; $said is what it says, $code how it ends
#   asks CODE PIECE VERB ...     the same, and holds both
#   fresh VERSION ...            a host that has nothing but these releases, one after the other
#   on_restart 'COMMAND'         what happens when the service is next restarted
#   installed='NAME ROOT'        the agent is asked as if it was installed for a key; '-' without words
#   key=FILE                     releases are signed by it
#   document=FILE                the deploy.json that is sent and signed with them
#   answer=FILE                  what is sent to "want", in place of the whole package
#
# In a mount namespace of its own $root is a file system of 4 MiB, to be filled.

if [[ ${SHIPIT_STUBS_OUTER-} != "$PPID" ]]; then
  _flags=(--mount)
  ((EUID == 0)) || _flags+=(--user --map-root-user)
  if ! unshare "${_flags[@]}" true 2>/dev/null; then
    echo "skipped: no namespaces can be made here"
    exit 77
  fi
  SHIPIT_STUBS_OUTER=$$ exec unshare "${_flags[@]}" --propagation private \
    bash -c 'export SHIPIT_STUBS_OUTER=$$; bash "$@"; exit $?' stubs "$0" "$@"
fi

# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

readonly root=$scratch/opt etc=$scratch/etc trust=$scratch/trust units=$scratch/units
said='' code=0 installed='' key='' document='' answer=''
mkdir -p "$root" "$etc" "$trust" "$units" "$scratch/bin"
mount -t tmpfs -o size=4M,mode=755 tmpfs "$root"
at_end "umount '$root'"
cat "$SHIPIT_SOURCE"/packaging/deploy/agent-*.sh |
  sed "s|/run/systemd/system|$units|; s|/etc/systemd/system|$etc|; s|/etc/tmpfiles.d|$etc/tmpfiles.d|g; s|/etc/shipit|$trust|; s|PATH=/usr|PATH=$scratch/bin:/usr|" >"$scratch/agent"

# _stub NAME: its text on stdin
_stub() {
  { printf '#!/bin/dash\nroot=%s units=%s\n' "$root" "$units" && cat; } >"$scratch/bin/$1"
  chmod +x "$scratch/bin/$1"
}
_stub systemctl <<'END'
echo "$*" >>"$units/said"
for unit; do :; done
# A unit that lies here is run, with what is set in it for the program; or has ended as "$units/ends" says.
run_here() (
  value() { sed -n "s/^$1=//p" "$units/$unit"; }
  cp "$units/$unit" "$units/ran"
  [ ! -f "$units/ends" ] || exit 1
  set -a
  eval "$(value Environment | sed -n 's/^\(SHIPIT_[A-Z_]*\)=\(.*\)/\1="\2"/p')"
  cd "$(value WorkingDirectory)" && eval "$(value ExecStart)" >>"$(value StandardOutput | cut -d : -f 2)" 2>&1
  echo $? >"$units/status"
  exit "$(cat "$units/status")"
)
[ "$1 $unit" != 'start shipit-till-hook.service' ] || { run_here && exit || exit 1; }
case $1-$unit in
  *start-*.socket) : >"$units/$unit.open" && exit ;;
  is-active-*.socket | --quiet-*.socket) test -f "$units/$unit.open" && exit || exit 1 ;;
esac
case $1 in
  restart | start)
    cat "$root/current/bin/till" >"$units/runs" 2>/dev/null || exit 1
    echo $(($(cat "$units/pid" 2>/dev/null || echo 100) + 1)) >"$units/pid"
    if [ -f "$units/event" ]; then
      mv "$units/event" "$units/now"
      . "$units/now" || :
    fi
    ;;
  stop | disable) case " $* " in *' stop '* | *' --now '*) rm -f "$units/runs" "$units/pid" ;; esac ;;
  show)
    case "$*" in
      *NRestarts*)
        grep -q crash "$units/runs" 2>/dev/null && echo NRestarts=1 || echo NRestarts=0
        echo ActiveState=active
        ;;
      *MainPID*) cat "$units/pid" 2>/dev/null || echo 0 ;;
      *FragmentPath*) cat "$units/$unit.place" 2>/dev/null || echo ;;
      *Result*hook.service) cat "$units/ends" 2>/dev/null || echo exit-code ;;
      *Result*) cat "$units/result" 2>/dev/null || echo exit-code ;;
      *ExecMainStatus*) cat "$units/status" ;;
      *ActiveState*) cat "$units/state" 2>/dev/null || echo inactive ;;
    esac
    ;;
  is-active) [ -f "$units/runs" ] ;;
esac
END
_stub journalctl </dev/null
_stub systemd-tmpfiles </dev/null
_stub systemd-sysusers <<'END'
! grep -q broken "$1"
END
_stub dpkg <<'END'
[ "$1" = --configure ] || exec /usr/bin/dpkg "$@"
END
_stub apt-get <<'END'
for deb; do :; done
echo "$*" >>"$units/apt"
echo "$(dpkg-deb --field "$deb" Version) well" >"$units/runs"
echo $(($(cat "$units/pid" 2>/dev/null || echo 100) + 1)) >"$units/pid"
END
_stub curl <<'END'
for url; do :; done
case $url in */other) printf 'HTTP/1.1 404 Gone\r\n\r\n' && exit ;; esac
[ -f "$units/runs" ] || exit 7
if grep -q unwell "$units/runs"; then code=503; else code=200; fi
printf 'HTTP/1.1 %s Said\r\nServer: till\r\n\r\n' "$code"
cat "$units/runs"
END

package() {
  local folder=$scratch/made/till
  rm -rf "$folder"
  mkdir -p "$folder/bin" "$folder/lib/systemd/system"
  echo "$1 ${2-well}" >"$folder/bin/till"
  printf '[Service]\nExecStart=/opt/till/current/bin/till\n' >"$folder/lib/systemd/system/till.service"
  (cd "$folder" && eval "${3-}")
  tar --create --zstd --directory "$scratch/made" --file "$scratch/$1.tar.zst" till
}

debian() {
  local folder=$scratch/made/debian
  command -v dpkg-deb >/dev/null || skip "there is no dpkg-deb"
  rm -rf "$folder"
  mkdir -p "$folder/DEBIAN" "$folder/lib/systemd/system"
  printf '%s\n' 'Package: till' "Version: $1" 'Architecture: all' 'Maintainer: A <a@example.org>' \
    "Description: ${2-till}" >"$folder/DEBIAN/control"
  echo '[Service]' >"$folder/lib/systemd/system/till.service"
  dpkg-deb --root-owner-group --build "$folder" "$scratch/$1.tar.zst" >/dev/null
}

on_restart() { echo "$1" >"$units/event"; }
# For on_restart: as if the power went.
# shellcheck disable=SC2034,SC2016 # for the tests, and for the stub
readonly die='kill -KILL $(sed "s/.*process //" "$root/.shipit/holder")'

# KEY=VALUE is a line of the request; VERSION names the package that is sent.
ask() {
  local verb=$1 version='' file='' pair sums=$scratch/SHA256SUMS words=(sent)
  [[ $verb != deploy ]] || version=${2:?} file=$scratch/$2.tar.zst
  [[ -z $version ]] || shift
  rm -f "$sums" "$sums.sig"
  if [[ -n $key && -n $version ]]; then
    (cd "$scratch" && sha256sum "$version.tar.zst" ${document:+"${document##*/}"}) >"$sums"
    { printf 'shipit release 1\nname: till\nversion: %s\n\n' "$version" && cat "$sums"; } |
      ssh-keygen -q -Y sign -n shipit -f "$key" >"$sums.sig" 2>/dev/null
  fi
  {
    if [[ -n $installed ]]; then
      echo 'shipit-agent 1 0'
      read -r -a words <<<"${installed/#-/}"
    fi
    printf '%s\n' "verb $verb" 'name till' "root $root" 'who somebody@laptop'
    if [[ -n $version ]]; then
      printf '%s\n' "version $version" 'environment staging' 'format archive' "file $version.tar.zst" \
        "size $(stat -c %s "$file")" "sha256 $(sha256sum <"$file" | cut -c 1-64)" 'unit till.service' \
        'url http://127.0.0.1:8020/healthz' 'interval 0' 'retries 2' 'stable 0'
    fi
    for pair in "${@:2}"; do printf '%s\n' "${pair/=/ }"; done
    [[ ! -f $sums ]] || printf '%s\n' "sums $(stat -c %s "$sums")" "signature $(stat -c %s "$sums.sig")"
    [[ -z $document ]] || echo "document $(stat -c %s "$document")"
    echo end
    [[ ! -f $sums ]] || cat "$sums" "$sums.sig" ${document:+"$document"}
    if [[ -n $answer ]]; then cat "$answer"; elif [[ -n $file ]]; then echo whole && cat "$file"; fi
  } >"$scratch/request"
  code=0
  said=$(dash "$scratch/agent" "${words[@]}" <"$scratch/request" 2>&1) || code=$?
}

asks() {
  ask "${@:3}"
  [[ $code == "$1" ]] || fail "'${*:3}' was to end with $1, not $code: $said"
  expect_contains "$said" "$2"
}

# expect_current RELEASE [CONTENT]
expect_current() {
  expect_eq "$(readlink "$root/current" || true)" "releases/$1"
  expect_eq "$(cat "$units/runs" 2>/dev/null || true)" "${1%~*} ${2-well}"
}
# expect_results 'RELEASE RESULT,...': what list says of them, in its order
expect_results() {
  ask list
  expect_eq "$(sed -n 's/^release \([^ ]*\) [^ ]* \([^ ]*\) .*/\1 \2/p' <<<"$said" | paste -s -d ,)" "$1"
}

fresh() {
  find "$root" "$units" "$etc" -mindepth 1 -delete
  local version
  for version; do asks 0 "step $version runs" deploy "$version"; done
}

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# The host's half of `shipit deploy`: a script to be read by whoever owns the host.
#
# It is sent ahead of the release through the one ssh connection, and leaves nothing of itself on
# the host. For a key that may do nothing else, install it and name it in authorized_keys:
#   restrict,command="/usr/local/lib/shipit/agent.sh NAME" ssh-ed25519 AAAA…
# NAME is the one project that the key deploys; a ROOT other than /opt/NAME goes after it.
#
# Standard input
#   shipit-agent 1 BYTES        and so many bytes, this script as gzip makes it; the installed one
#                               skips them
#   KEY VALUE                   one a line, the keys of take_request() below, until the line "end"
#   the bytes of SHA256SUMS, its signature, deploy.json, and a list; as long as was said
#   whole                       after "want": and the bytes of the package
#   part BYTES BYTES            or so many bytes of steps, and of what is new, in place of it
# Standard output: a word and a text in each line
#   step, note                  what is done; for people
#   wait                        what is waited for, while it is; may come each second
#   log                         a line of the unit's journal, or of the hook
#   error, help                 why it was refused or failed, and what can be done
#   field                       NAME VALUE: of status; of deploy and rollback "from", which release
#                               ran before, "release", which one is tried, and "hook done"; of
#                               foresee "target"
#   release                     of list, blanks between its columns
#   have                        a piece of the list that came with the package before, in base64
#   want                        part or whole: what may be sent now
#   end                         the exit code, at the very end
# Exit code
#   0 done   64 this request can't be understood   65 the package is not what it should be
#   70 failed, and the release before runs again   71 failed, and the release before doesn't run
#   72 failed, and there is none to go back to     73 it runs, but the load balancer doesn't know
#   74 the release's hook failed, nothing was switched
#   75 somebody else deploys                       78 the host isn't fit
#
# On the host, in /opt/NAME
#   current -> releases/VERSION
#   releases/VERSION            an unpacked archive; or package.deb, which apt has installed
#   failed/VERSION              the last one that failed, to be looked at
#   failed/VERSION.replaced/    what was put right last in the current one, as it was before
#   shared/                     files of this host, linked into each release: its secrets
#   shared/assets/              files with a digest, of all releases here, by the paths of their URLs
#   .shipit/journal             what was done; a line is never changed. Between tabs:
#                               when, result, version, release, sha256, from, who, format
#   .shipit/records/VERSION     what the request said, for the way back
#   .shipit/base                the package that came last, and its list: the next needs less
#   .shipit/hook.log            what the last hook said
#   .shipit/lock                held (flock) while something is done
#   .shipit/incoming.*          what arrives just now; without a lock of its own it is left over
#
# Once the package is here it runs to its end, whether or not the client still listens. What a host
# left unfinished that died meanwhile is undone by the next request.
# shellcheck disable=SC2034,SC2154 # the parts share their variables
set -u

say() { printf '%s %s\n' "$1" "$2" 2>/dev/null || :; }

# die CODE MESSAGE [HELP]
die() {
  say error "$2"
  [ $# -lt 3 ] || say help "$3"
  exit "$1"
}

# lack MESSAGE [HELP]: what is missing here is told all at once, by refuse_lacks
lacks='' lacks_help=''
lack() {
  if [ -n "$lacks" ]; then say note "$1${2:+ ($2)}"; else lacks=$1 lacks_help=${2-}; fi
}
refuse_lacks() { [ -z "$lacks" ] || die 78 "$lacks" "$lacks_help"; }

now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# ---- the request ------------------------------------------------------------------------------

is_word() { case $1 in '' | [.-]* | *[!A-Za-z0-9+._~@:-]*) return 1 ;; esac; }
is_digest() { case $1 in *[!0-9a-f]*) return 1 ;; esac && [ ${#1} -eq 64 ]; }
is_number() { case $1 in '' | 0?* | *[!0-9]* | ??????????????????*) return 1 ;; esac; }
is_path() { case /$1/ in *//* | */../* | */./* | *[!A-Za-z0-9+._~@/-]*) return 1 ;; esac; }
is_relation() { case $1 in '' | [!A-Za-z0-9]* | *[!A-Za-z0-9+.:~\(\)\<=\>\|\ -]*) return 1 ;; esac; }
is_argument() { case $1 in '' | *[!A-Za-z0-9+,./:=@_~\ -]*) return 1 ;; esac; }
is_url() { case $1 in *[!!-~]* | *[\"\'\\\<\>\`]*) return 1 ;; http://?* | https://?*) ;; *) return 1 ;; esac; }

take_request() {
  verb='' root='' name='' version='' who='' environment='' format='' file='' size='' sha256='' unpacked='' to=''
  units='' secrets='' assets='' url='' answer=5 interval=1 retries=30 stable=1 keep=5 sums='' signature='' upload=3600
  content='' document='' list='' needs='' over='' hook='' arguments='' limit=300 certificates=''
  while IFS= read -r line; do
    key=${line%% *} value=${line#* }
    case $key in
      end) break ;;
      verb | name | version | who | environment | format | file | to | over) is_word "$value" ;;
      size | unpacked | answer | interval | retries | stable | keep | sums | signature | upload | document | list | limit) is_number "$value" ;;
      sha256 | content) is_digest "$value" ;;
      unit) is_word "$value" && units="$units $value" && continue ;;
      secret) is_path "$value" && [ "${value#etc/}" != "$value" ] && secrets="$secrets $value" && continue ;;
      needs) is_relation "$value" && needs="$needs${needs:+
}$value" && continue ;;
      hook) is_path "$value" ;;
      argument) is_argument "$value" && arguments="$arguments${arguments:+
}$value" && continue ;;
      assets) is_path "$value" && assets="$assets $value" && continue ;;
      certificate) [ "${value#/}" != "$value" ] && is_path "${value#/}" && certificates="$certificates $value" && continue ;;
      url) is_url "$value" && url="$url $value" && continue ;;
      root) [ "${value#/}" != "$value" ] && is_path "${value#/}" ;;
      *) die 64 "this agent knows no '$key'" "install the agent that comes with the shipit you deploy with" ;;
    esac || die 64 "the request has no '$key' that this agent takes"
    eval "$key=\$value"
  done
  [ "${key-}" = end ] || die 64 "the request ended too early"
  if [ -z "$name" ] || [ -z "$who" ]; then die 64 "the request doesn't say what it is about"; fi
  root=${root:-/opt/$name}
  state=$root/.shipit
}

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2034,SC2154 # the parts share their variables
# ---- only what is missing travels -------------------------------------------------------------

# Whoever deploys is told what the package that came last was made of, and sends what is new, and
# the steps that lead from the one to the other. What comes of that has to have the digest that
# deploy.json says; else the whole package is asked for.

receive_content() {
  want=whole
  ! can_take_part || { base64 --wrap=320 "$state/base/list" | sed 's/^/have /' && want=part; }
  ask_for $want || return 1
  if [ "$answer_word" = part ]; then
    is_number "$steps" && is_number "$fresh" && receive "$steps" "$inbox/steps" &&
      receive "$fresh" "$inbox/fresh" || return 1
    take_over
    if put_together; then
      [ "$format" = deb ] || rm -f "$inbox/package" # was only reserved
      return 0
    fi
    exec 9>&-
    say note "what is here already doesn't fit: all of $file is needed"
    rm -f "$inbox/old" "$inbox/new" "$made"
    ask_for whole || return 1
  fi
  receive_whole
}

# There has to be room for the content before, the new one, and the release.
can_take_part() {
  [ -n "$content" ] && [ -s "$state/base/list" ] && [ -s "$state/base/$format" ] &&
    command -v base64 >/dev/null && command -v zstd >/dev/null &&
    [ "$(free_space)" -ge $(((size * 2 + unpacked * 3) / 1024 + 1024)) ]
}

ask_for() {
  say want "$1"
  refusal=65 why='the upload ended too early'
  # read takes no byte too many, and waits for ever.
  # shellcheck disable=SC2016 # for the other sh
  answer_line=$(timeout "$upload" sh -c 'IFS= read -r line && printf "%s\n" "$line"' 8>&-) || return 1
  read -r answer_word steps fresh <<END
$answer_line
END
  why="it was to come as '$1', and not as '$answer_word'"
  case $answer_word in whole | "$1") ;; *) return 1 ;; esac
}

put_together() {
  if [ "$format" = deb ]; then
    old=$state/base/deb made=$inbox/package content=$sha256
  else
    old=$inbox/old made=$inbox/tar
    zstd --quiet --decompress --stdout "$state/base/archive" >"$old" || return 1
  fi
  zstd --quiet --decompress --stdout "$inbox/fresh" >"$inbox/new" || return 1
  take_steps <"$inbox/steps" 3<"$inbox/new" >"$made" || return 1
  rm -f "$inbox/old" "$inbox/new"
  [ "$(sha256sum <"$made")" = "$content  -" ]
}

take_steps() {
  while read -r place count offset; do
    is_number "$count" || return 1
    case $place in
      new) head -c "$count" <&3 || return 1 ;;
      old)
        is_number "$offset" || return 1
        dd if="$old" bs=64K iflag=skip_bytes,count_bytes skip="$offset" count="$count" status=none || return 1
        ;;
      *) return 1 ;;
    esac
  done
}

# It needn't be well to be a base: what is deployed next mends it.
keep_base() {
  rm -rf "$state/base" "$state/base.new"
  if [ "${list:-0}" -gt 0 ] && mkdir "$state/base.new" && mv "$inbox/list" "$state/base.new/list" &&
    keep_package "$state/base.new/$format" && mv -T "$state/base.new" "$state/base"; then :; else
    rm -rf "$state/base.new"
  fi
}
keep_package() {
  if [ "$format" = deb ]; then
    ln "$root/releases/$release/package.deb" "$1"
  elif [ -f "$inbox/tar" ]; then
    zstd --quiet -3 "$inbox/tar" -o "$1"
  else
    mv "$inbox/package" "$1"
  fi
}

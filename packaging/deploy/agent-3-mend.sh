# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154 # the parts share their variables
# ---- what became of a release that is here ----------------------------------------------------

# entries_of FOLDER: kind, mode and target, or digest; then "//" and the path, each up to a NUL
entries_of() (
  cd "$1" || exit
  find . -mindepth 1 -printf '%y %m %l//%P\0'
  find . -type f -printf './/%P\0' | xargs -0 -r sha256sum --zero --
)

# mend FOLDER: the current release, by the same one in FOLDER. The service goes on meanwhile, so each
# file is put right by rename(2), and what lies there besides is left alone. A file's second name in
# shared/assets is as damaged as the file: it is taken away, to be made again.
mend() {
  there=$root/releases/$release
  entries_of "$1" | sort --zero-terminated >"$inbox/whole" &&
    entries_of "$there" | sort --zero-terminated >"$inbox/found" &&
    comm --zero-terminated -23 "$inbox/whole" "$inbox/found" | sed --null-data 's|.*//||' |
    sort --zero-terminated --unique >"$inbox/damaged" || return 1
  if [ -s "$inbox/damaged" ]; then
    say note "put right in $release, changed or gone here: $(tr '\000' ' ' <"$inbox/damaged" | cut -c 1-200)"
    # shellcheck disable=SC2016 # for the other sh
    xargs -0 sh -c 'from=$1 to=$2 assets=$3 && shift 3
      for path; do
        new=$from/$path old=$to/$path
        if [ -d "$new" ] && [ ! -L "$new" ]; then
          if [ ! -d "$old" ] || [ -L "$old" ]; then rm -f "$old" && mkdir "$old"; fi &&
            chmod --reference "$new" "$old" || exit 255
        else
          if [ -d "$old" ] && [ ! -L "$old" ]; then rm -rf "$old"; fi
          [ ! -f "$old" ] || [ ! -d "$assets" ] || find "$assets" -samefile "$old" -delete
          mv -fT "$new" "$old" || exit 255
        fi
      done' sh "$1" "$there" "$root/shared/assets" <"$inbox/damaged" || return 1
    find "$there" -type d -exec sync {} +
  fi
  rm -rf "$1"
}

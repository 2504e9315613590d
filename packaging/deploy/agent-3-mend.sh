# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154 # the parts share their variables
# ---- what became of a release that is here ----------------------------------------------------

# entries_of FOLDER FILE: into FILE kind, mode and target, or digest; then "//" and the path, each up
# to a NUL. 1 if something can't be read, which isn't there then.
entries_of() (
  cd "$1" || exit
  code=0
  find . -printf '%y %m %l//%P\0' >"$2.parts" || code=1
  find . -type f -printf './/%P\0' >"$2.names" || code=1
  xargs -0 -r sha256sum --zero -- <"$2.names" >>"$2.parts" || code=1
  sort --zero-terminated "$2.parts" >"$2" || code=1
  exit $code
) 2>/dev/null

# Into $inbox/damaged the paths at which the current release is not as FOLDER has it.
find_damage() {
  entries_of "$1" "$inbox/whole" || return 1
  entries_of "$there" "$inbox/found" || : # is damaged
  comm --zero-terminated -23 "$inbox/whole" "$inbox/found" >"$inbox/missing" &&
    sed --null-data 's|.*//||; s|^$|.|' "$inbox/missing" >"$inbox/paths" &&
    sort --zero-terminated --unique "$inbox/paths" >"$inbox/damaged"
}

# A folder that is where the release has none, with what nobody wants to lose.
folder_in_the_way() {
  # shellcheck disable=SC2016 # for the other sh
  xargs -0 sh -c 'from=$1 to=$2 && shift 2
    for path; do
      if [ ! -d "$to/$path" ] || [ -L "$to/$path" ]; then continue; fi
      if [ -d "$from/$path" ] && [ ! -L "$from/$path" ]; then continue; fi
      [ -z "$(ls -A "$to/$path")" ] || printf "%s\n" "$to/$path"
    done' sh "$1" "$there" <"$inbox/damaged" | head -n 1
}

# mend FOLDER: the current release, by the same one in FOLDER. The service goes on meanwhile, so each
# file is put right by rename(2), and what lies there besides is left alone; what it replaces is kept.
# A file's second name in shared/assets is as damaged as the file: it is taken away, to be made again.
mend() {
  there=$root/releases/$release replaced=$root/failed/$release.replaced
  find_damage "$1" || return 1
  if [ -s "$inbox/damaged" ]; then
    way=$(folder_in_the_way "$1")
    if [ -n "$way" ]; then
      rm -rf "$1"
      die 78 "'$way' is a folder with something in it, where $release has none" "move it away; nothing was changed"
    fi
    say note "put right in $release, changed or gone here: $(tr '\000\n' '  ' <"$inbox/damaged" | cut -c 1-200)"
    put_right "$1" || return 1
    [ ! -d "$replaced" ] || say note "what lay there before is in '$replaced' now"
    find "$there" -type d -exec sync {} +
  fi
  rm -rf "$1"
}

put_right() {
  rm -rf "$root"/failed/*.replaced
  # shellcheck disable=SC2016 # for the other sh
  xargs -0 sh -c 'from=$1 to=$2 assets=$3 replaced=$4 && shift 4
    for path; do
      new=$from/$path old=$to/$path kept=$replaced/$path
      if [ -L "$old" ] || { [ -e "$old" ] && [ ! -d "$old" ]; }; then
        mkdir -p -m 700 "$replaced" && mkdir -p "${kept%/*}" || exit 255
        ln -P "$old" "$kept" 2>/dev/null || cp -a "$old" "$kept" || exit 255
      fi
      if [ -d "$new" ] && [ ! -L "$new" ]; then
        if [ ! -d "$old" ] || [ -L "$old" ]; then rm -f "$old" && mkdir "$old"; fi &&
          chmod --reference "$new" "$old" || exit 255
      else
        if [ -d "$old" ] && [ ! -L "$old" ]; then rmdir "$old" || exit 255; fi
        [ ! -f "$old" ] || [ ! -d "$assets" ] || find "$assets" -samefile "$old" -delete
        mv -fT "$new" "$old" || exit 255
      fi
    done' sh "$1" "$there" "$root/shared/assets" "$replaced" <"$inbox/damaged"
}

# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is the sourcing script's
# Trees of real files below /usr, for benchmarks to package.

# gather FOLDER BYTES FILES: copies the files named on stdin until so much or so many are together
gather() {
  local left=$2 count=$3 file size
  while IFS= read -r -d '' file; do
    ((left > 0 && count > 0)) || continue
    size=$(stat --format %s "$file")
    cp --parents "$file" "$1"
    left=$((left - size)) count=$((count - 1))
  done
}

# tree NAME BYTES TEXTS: real files
tree() {
  local folder=$scratch/$1 have
  mkdir "$folder"
  find /usr/include /usr/share /usr/lib/python3* -type f -size +4k -size -64k -print0 2>/dev/null |
    LC_ALL=C sort -z | gather "$folder" "$2" "$3"
  have=$(du -s --apparent-size --block-size=1 "$folder" | cut -f1)
  find /usr/bin /usr/lib -type f -size +1M -size -12M -print0 2>/dev/null |
    LC_ALL=C sort -z | gather "$folder" $(($2 - have)) 100000
  printf '%s: %s files, %s MB\n' "$1" "$(find "$folder" -type f | wc -l)" \
    "$(($(du -s --apparent-size --block-size=1 "$folder" | cut -f1) / 1000000))"
}

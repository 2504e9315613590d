# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# Sourced after assert.sh by the tests of shipit bump: a bare remote with two clones, 'ours' and
# 'theirs', at the released version v1.0.0 and one commit after it. Sets $remote, $ours, $theirs.

readonly shipit=$SHIPIT_PREFIX/bin/shipit
remote='' ours='' theirs=''

# new_clones NAME [TAG]: everything below $scratch/NAME
new_clones() {
  remote=$scratch/$1/remote.git ours=$scratch/$1/ours theirs=$scratch/$1/theirs
  git init --quiet --bare --initial-branch=main "$remote"
  git clone --quiet "$remote" "$ours" 2>/dev/null
  echo 1.0.0 >"$ours/VERSION"
  echo code >"$ours/code"
  git -C "$ours" add --all
  git -C "$ours" commit --quiet --message 'First'
  git -C "$ours" tag --annotate --message 'Release 1.0.0' "${2-v1.0.0}"
  commit_in "$ours" 'fix: a hole'
  git -C "$ours" push --quiet origin main "${2-v1.0.0}"
  git clone --quiet "$remote" "$theirs"
}

# commit_in CLONE SUBJECT
commit_in() {
  echo "$2" >>"$1/code"
  git -C "$1" commit --quiet --all --message "$2"
}

# bump_in CLONE ARGUMENT ...
bump_in() { (cd "$1" && "$shipit" bump "${@:2}" </dev/null); }

# digest FOLDER: of every name, mode, size, time, link and byte in it. The times of folders are left
# out: a temporary file, made and gone, changes them.
digest() {
  (
    cd "$1" || exit
    find . -type d -printf '%p %m\n' -o -printf '%p %m %s %T@ %l\n' | LC_ALL=C sort
    find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum
}

# hook REPOSITORY-FOLDER NAME: the script on the standard input becomes that hook
hook() {
  mkdir -p "$1/hooks"
  cat >"$1/hooks/$2"
  chmod +x "$1/hooks/$2"
}

# expect_refusal PIECE ARGUMENT-OF-BUMP ...: in $ours, with exit code 1, and nothing has changed,
# neither here nor in the remote
expect_refusal() {
  local before there code=0 said
  before=$(digest "$ours") there=$(git -C "$remote" for-each-ref)
  said=$(bump_in "$ours" "${@:2}" 2>&1) || code=$?
  expect_eq "$code" 1
  expect_contains "$said" "$1"
  expect_eq "$(digest "$ours")" "$before"
  [[ ${others_push-} ]] || expect_eq "$(git -C "$remote" for-each-ref)" "$there"
}

# expect_released VERSION TAG: $ours and $remote agree on it, and $ours is clean
expect_released() {
  expect_eq "$(git -C "$ours" rev-parse main)" "$(git -C "$remote" rev-parse main)"
  expect_eq "$(git -C "$ours" rev-parse origin/main)" "$(git -C "$remote" rev-parse main)"
  expect_eq "$(git -C "$ours" rev-parse "refs/tags/$2")" "$(git -C "$remote" rev-parse "refs/tags/$2")"
  expect_eq "$(git -C "$remote" cat-file -t "refs/tags/$2")" tag
  expect_eq "$(git -C "$ours" describe --exact-match)" "$2"
  expect_eq "$(git -C "$ours" status --porcelain)" ""
  expect_eq "$(git -C "$ours" fsck --strict --no-dangling 2>&1)" ""
  expect_eq "$(cd "$ours" && "$shipit" version)" "$1"
}

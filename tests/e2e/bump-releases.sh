#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# shipit bump that gets through: what is on the remote and in the clone after it.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/releases.sh
. "${BASH_SOURCE[0]%/*}/../support/releases.sh"

# ---- a commit and a tag -------------------------------------------------------------------------

new_clones usual
mkdir "$ours/web"
printf '{\n\t"private" : true,\n\t"engines": {"version": "9"}, "version" :"1.0.0"\n}\n' >"$ours/web/package.json"
printf 'cmake_minimum_required(VERSION 3.25)\nproject(x VERSION 1.0.0)\n' >"$ours/CMakeLists.txt"
chmod +x "$ours/web/package.json"
git -C "$ours" add --all
commit_in "$ours" 'feat(web)!: a page'
touch "$ours/VERSION" # not an edit
files=(--file VERSION --file web/package.json --file CMakeLists.txt)
plan=$(bump_in "$ours" minor "${files[@]}" --dry-run)
expect_contains "$plan" "1.0.0 to 1.1.0
  write   VERSION: 1.0.0 to 1.1.0
  write   web/package.json: 1.0.0 to 1.1.0
  write   CMakeLists.txt: 1.0.0 to 1.1.0
  commit  'Release 1.1.0' on main
  tag     v1.1.0 on that commit
  push    branch main and tag v1.1.0 to origin ($remote), both or neither
changes since v1.0.0:
  Breaking changes:
  - web: a page

  Fixes:
  - a hole"
expect_contains "$(bump_in "$ours" minor "${files[@]}" --dry-run --json)" '"outcome": "planned"'
bump_in "$ours" minor "${files[@]}" --yes >"$scratch/said"
expect_eq "$(<"$scratch/said")" "$plan
released v1.1.0"
expect_released 1.1.0 v1.1.0
expect_eq "$(<"$ours/VERSION")" 1.1.0
expect_eq "$(<"$ours/web/package.json")" \
  "$(printf '{\n\t"private" : true,\n\t"engines": {"version": "9"}, "version" :"1.1.0"\n}')"
expect_contains "$(<"$ours/CMakeLists.txt")" 'project(x VERSION 1.1.0)'
[[ -x $ours/web/package.json ]] || fail "package.json has lost its mode"
expect_eq "$(git -C "$remote" log -1 --format=%s main)" 'Release 1.1.0'
expect_eq "$(git -C "$remote" tag --list --format='%(contents)' v1.1.0)" "Release 1.1.0

Breaking changes:
- web: a page

Fixes:
- a hole"
expect_eq "$(find "$ours/.git" -name '*shipit*')" ""

# From a folder of it; a pre-release, another, and the release on the same commit.
commit_in "$ours" 'One'
(cd "$ours/web" && "$shipit" bump patch --pre rc --file VERSION --yes >/dev/null)
expect_released 1.1.1-rc.1 v1.1.1-rc.1
commit_in "$ours" 'Two'
bump_in "$ours" patch --pre rc --file VERSION --yes >/dev/null
expect_released 1.1.1-rc.2 v1.1.1-rc.2
bump_in "$ours" patch --yes >/dev/null
expect_released 1.1.1 v1.1.1
expect_eq "$(git -C "$ours" rev-parse 'v1.1.1^{}')" "$(git -C "$ours" rev-parse 'v1.1.1-rc.2^{}')"
expect_eq "$(git -C "$ours" tag --list --format='%(contents)' v1.1.1)" "Release 1.1.1

- Two
- One"

# ---- other clones -------------------------------------------------------------------------------

# Unpushed commits go along with a tag that needs no commit; the style of the tags is kept.
new_clones bare-style 1.0.0
commit_in "$ours" 'Unpushed'
bump_in "$ours" patch --yes >/dev/null
expect_released 1.0.1 1.0.1
expect_eq "$(git -C "$remote" log -1 --format=%s main)" Unpushed

new_clones tag-only
hook "$remote" update <<'END'
#!/bin/sh
case $1 in refs/heads/*) exit 1 ;; esac
END
bump_in "$ours" patch --tag-only --file VERSION --yes >/dev/null # a protected branch doesn't mind
expect_released 1.0.1 v1.0.1
expect_eq "$(<"$ours/VERSION")" 1.0.0
bump_in "$ours" patch --allow-unchanged --yes >/dev/null
expect_eq "$(git -C "$remote" rev-parse 'v1.0.2^{}')" "$(git -C "$ours" rev-parse main)"

new_clones worktree
git -C "$ours" worktree add --quiet "$scratch/worktree/side" -b side
git -C "$scratch/worktree/side" push --quiet --set-upstream origin side:release 2>/dev/null
(cd "$scratch/worktree/side" && "$shipit" bump patch --file VERSION --yes >/dev/null)
expect_eq "$(git -C "$remote" rev-parse release)" "$(git -C "$ours" rev-parse side)"
expect_eq "$(git -C "$ours" rev-parse origin/release)" "$(git -C "$ours" rev-parse side)"
expect_eq "$(git -C "$scratch/worktree/side" status --porcelain)" ""

new_clones partial
git -C "$remote" config uploadpack.allowFilter true
rm -rf "$ours"
git clone --quiet --filter=blob:none "file://$remote" "$ours"
bump_in "$ours" patch --file VERSION --yes >/dev/null
expect_released 1.0.1 v1.0.1

new_clones first
git -C "$ours" tag --delete v1.0.0 >/dev/null
git -C "$ours" push --quiet origin :v1.0.0
expect_contains "$(bump_in "$ours" patch --yes)" '0.1.0, the first release: no version tag yet'
expect_released 0.1.0 0.1.0

new_clones prefixed
bump_in "$ours" 2.0 --tag-prefix web/v --yes >/dev/null
expect_eq "$(git -C "$remote" tag --list 'web/*')" web/v2.0.0

mkdir "$scratch/odd :\"name"
new_clones 'odd :"name/ä'
bump_in "$ours" patch --file VERSION --yes >/dev/null
expect_released 1.0.1 v1.0.1

git init --quiet --bare --initial-branch=main --object-format=sha256 "$scratch/sha256.git"
git init --quiet --initial-branch=main --object-format=sha256 "$scratch/sha256"
git -C "$scratch/sha256" remote add origin "$scratch/sha256.git"
remote=$scratch/sha256.git ours=$scratch/sha256
echo 0.0.1 >"$ours/VERSION"
git -C "$ours" add VERSION
git -C "$ours" commit --quiet --message First
bump_in "$ours" major --file VERSION --yes >/dev/null
git -C "$ours" fetch --quiet
expect_released 1.0.0 1.0.0

# ---- signatures ---------------------------------------------------------------------------------

# sign_with_ssh CLONE
sign_with_ssh() {
  ssh-keygen -q -t ed25519 -N '' -f "$scratch/key"
  echo "case@example.org $(<"$scratch/key.pub")" >"$scratch/signers"
  git -C "$1" config gpg.format ssh
  git -C "$1" config user.signingKey "$scratch/key"
  git -C "$1" config gpg.ssh.allowedSignersFile "$scratch/signers"
}

new_clones signed
sign_with_ssh "$ours"
expect_contains "$(bump_in "$ours" patch --file VERSION --sign --yes)" 'tag     v1.0.1 on that commit, signed'
expect_released 1.0.1 v1.0.1
git -C "$ours" verify-tag v1.0.1 2>/dev/null || fail "the tag is not signed"
git -C "$ours" verify-commit main 2>/dev/null || fail "the commit is not signed"
commit_in "$ours" more
git -C "$ours" config tag.gpgSign true
bump_in "$ours" patch --file VERSION --yes >/dev/null
git -C "$ours" verify-tag v1.0.2 2>/dev/null || fail "tag.gpgSign is not respected"
expect_lacks "$(git -C "$ours" cat-file commit main)" gpgsig
commit_in "$ours" 'even more'
git -C "$ours" config commit.gpgSign true
bump_in "$ours" patch --file VERSION --yes >/dev/null
git -C "$ours" verify-commit main 2>/dev/null || fail "commit.gpgSign is not respected"

# ---- a person is asked --------------------------------------------------------------------------

new_clones asked
on_terminal() { (cd "$ours" && "$SHIPIT_SOURCE/tests/support/terminal.py" "$1" "$shipit" bump patch); }
before=$(digest "$ours")
for answer in '' n no what; do
  code=0
  said=$(on_terminal "$answer") || code=$?
  expect_eq "$code" 1
  expect_contains "$said" 'nothing was released'
  expect_eq "$(digest "$ours")" "$before"
done
said=$(on_terminal y)
expect_contains "$said" '1.0.0 to 1.0.1'
expect_contains "$said" 'release v1.0.1? [y/N] y
released v1.0.1'
expect_released 1.0.1 v1.0.1

# ---- a race, and a run that is killed -----------------------------------------------------------

new_clones retry
commit_in "$theirs" 'feat: theirs'
git -C "$theirs" tag --annotate --message theirs v1.0.1
echo 1.0.1 >"$theirs/VERSION"
hook "$ours/.git" pre-push <<END
#!/bin/sh
unset \$(git rev-parse --local-env-vars)
git -C '$theirs' push --quiet origin main v1.0.1
git -C '$theirs' commit --quiet --all --message 'after it'
git -C '$theirs' push --quiet origin main
rm "\$0"
END
bump_in "$ours" patch --file code --yes --retry 2 >"$scratch/said" 2>&1 && fail "code has no version"
expect_contains "$(<"$scratch/said")" "no line of 'code'"
bump_in "$ours" patch --yes --file VERSION --retry 2 >"$scratch/said" 2>&1 || fail "$(<"$scratch/said")"
expect_contains "$(<"$scratch/said")" "somebody else was faster: 'origin' has changed since it was asked; trying again"
expect_released 1.0.2 v1.0.2
expect_eq "$(git -C "$remote" log --format=%s main)" "Release 1.0.2
after it
feat: theirs
fix: a hole
First"

# The answer to a push is lost: what the remote holds is what counts.
new_clones lost-answer
mkdir "$scratch/bin"
cat >"$scratch/bin/git" <<END
#!/bin/sh
'$(command -v git)' "\$@" || exit
case "\$*" in *'push --porcelain'*) echo "fatal: the remote end hung up unexpectedly" >&2; exit 128 ;; esac
END
chmod +x "$scratch/bin/git"
PATH=$scratch/bin:$PATH bump_in "$ours" patch --file VERSION --yes >/dev/null
expect_released 1.0.1 v1.0.1

# Somebody works in the clone while the push is on its way: the release is out, their work is kept.
# left_behind REASON: with the hook pre-push on the standard input
left_behind() {
  local code=0
  hook "$ours/.git" pre-push
  bump_in "$ours" patch --file VERSION --yes --json >"$scratch/json" 2>"$scratch/said" || code=$?
  rm "$ours/.git/hooks/pre-push"
  expect_eq "$code" 1
  expect_contains "$(<"$scratch/said")" "v1.0.1 is released, but this clone could not follow
  note: $1"
  expect_contains "$(<"$scratch/said")" 'help: git pull --tags origin main'
  expect_contains "$(<"$scratch/json")" '"outcome": "released"'
  expect_eq "$(git -C "$remote" log -1 --format=%s v1.0.1)" 'Release 1.0.1'
}

new_clones edited-meanwhile
left_behind 'git cannot bring the files to the release' <<'END'
#!/bin/sh
echo mine >VERSION
END
expect_eq "$(<"$ours/VERSION")" mine
git -C "$ours" checkout --quiet VERSION
git -C "$ours" pull --quiet --tags origin main
expect_released 1.0.1 v1.0.1

new_clones moved-meanwhile
left_behind 'the branch was moved meanwhile' <<'END'
#!/bin/sh
unset $(git rev-parse --local-env-vars)
git commit --quiet --allow-empty --message mine
END
git -C "$ours" pull --quiet --rebase --tags origin main
expect_eq "$(git -C "$ours" log --format=%s -2)" "mine
Release 1.0.1"

new_clones killed
hook "$remote" post-update <<END
#!/bin/sh
kill -9 \$(cat '$scratch/pid')
END
before=$(digest "$ours")
mkfifo "$scratch/alive" # open as long as a process of the run is
(cd "$ours" && exec "$shipit" bump patch --file VERSION --yes >/dev/null 2>&1 </dev/null 9>"$scratch/alive") &
echo $! >"$scratch/pid"
cat "$scratch/alive"
{ wait $! && fail "it was to be killed"; } 2>/dev/null
find "$ours/.git/objects" -name 'tmp_objdir-*' | grep -q . || fail "nothing was left to clean"
git -C "$ours" prune --expire now
expect_eq "$(digest "$ours")" "$before"
git -C "$ours" pull --quiet --tags origin main
git -C "$ours" fetch --quiet
expect_released 1.0.1 v1.0.1

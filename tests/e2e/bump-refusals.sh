#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# shipit bump against real remotes: whatever stops a release, the clone is as it was, byte for byte,
# and the remote has neither the commit nor the tag.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/releases.sh
. "${BASH_SOURCE[0]%/*}/../support/releases.sh"

release=(patch --file VERSION --yes)

# others_release STAGE WHAT ...: the others push WHAT (main, v1.0.1) before our push begins (by
# PRE_TAG), or when it has seen the remote's refs (by pre-push)
others_release() {
  commit_in "$theirs" 'feat: theirs'
  git -C "$theirs" tag --annotate --message theirs v1.0.1
  cat >"$scratch/race.sh" <<END
#!/bin/sh
unset \$(git rev-parse --local-env-vars)
git -C '$theirs' push --quiet origin ${*:2}
END
  local pre_tag='[]'
  [[ $1 == during ]] && hook "$ours/.git" pre-push <"$scratch/race.sh"
  [[ $1 == before ]] && pre_tag="[\"sh\", \"$scratch/race.sh\"]"
  cat >"$scratch/release.json" <<END
{"source": "$ours", "tagPrefix": "", "remote": "", "branches": [], "files": ["VERSION"],
 "preTag": $pre_tag, "postPush": [], "sign": false, "tagOnly": false}
END
}

# ---- what the clone is like ---------------------------------------------------------------------

new_clones dirty
echo edited >>"$ours/code"
expect_refusal "'code' differs from the commit" "${release[@]}"

new_clones detached
git -C "$ours" switch --quiet --detach
expect_refusal 'HEAD is detached: there is no branch to release from' "${release[@]}"

new_clones merge
git -C "$ours" switch --quiet --create side
commit_in "$ours" side
git -C "$ours" switch --quiet main
git -C "$ours" merge --quiet --no-ff --no-commit side 2>/dev/null
expect_refusal 'a merge is in progress' "${release[@]}"

new_clones rebase
git -C "$ours" switch --quiet --create side
commit_in "$ours" side
git -C "$ours" switch --quiet main
commit_in "$ours" main
git -C "$ours" rebase side >/dev/null 2>&1 && fail "the rebase was to stop"
expect_refusal 'a rebase is in progress' "${release[@]}"

new_clones cherry-pick
git -C "$ours" cherry-pick v1.0.0 >/dev/null 2>&1 && fail "the cherry-pick was to stop"
expect_refusal 'a cherry-pick is in progress' "${release[@]}"


new_clones sequence
git -C "$ours" switch --quiet --create side
commit_in "$ours" side
commit_in "$ours" 'side again'
git -C "$ours" switch --quiet main
commit_in "$ours" main
git -C "$ours" cherry-pick main..side >/dev/null 2>&1 && fail "the cherry-picks were to stop"
git -C "$ours" commit --quiet --all --message resolved
expect_refusal 'a row of cherry-picks or reverts is in progress' "${release[@]}"

new_clones revert
git -C "$ours" revert --no-commit HEAD
expect_refusal 'a revert is in progress' "${release[@]}"

new_clones unborn
git -C "$ours" switch --quiet --orphan fresh
expect_refusal "the branch 'fresh' has no commit yet" "${release[@]}"

new_clones bisect
git -C "$ours" bisect start >/dev/null
expect_refusal 'a bisect is in progress' "${release[@]}"

new_clones shallow
rm -rf "$ours"
git clone --quiet --depth 1 "file://$remote" "$ours"
expect_refusal 'the clone is shallow' "${release[@]}"

new_clones no-remote
git -C "$ours" remote remove origin
expect_refusal 'there is no remote to push the release to' "${release[@]}"
expect_refusal "there is no remote to push" "${release[@]}" --remote elsewhere

git -C "$ours" remote add one "$remote"
git -C "$ours" remote add two "$remote"
expect_refusal "there are several remotes, and 'origin' is none of them" "${release[@]}"
git -C "$ours" remote set-url --add one "$scratch/mirror.git"
expect_refusal "the remote 'one' pushes to 2 places" "${release[@]}" --remote one

new_clones gone-remote
git -C "$ours" remote set-url origin "$scratch/nowhere.git"
expect_refusal "git cannot ask the remote 'origin'" "${release[@]}"
expect_refusal "there is no remote 'elsewhere'" "${release[@]}" --remote elsewhere

new_clones unchanged
git -C "$ours" tag --annotate --message again v1.0.1
expect_refusal 'nothing has changed since v1.0.1: HEAD has that tag' "${release[@]}"

new_clones files
ln -s VERSION "$ours/LINK"
printf 'a = "1.0.0"\nb = "1.0.0"\n' >"$ours/twice.py"
git -C "$ours" add --all
commit_in "$ours" files
expect_refusal "the version file 'gone' is not in the commit" patch --file gone --yes
expect_refusal "the version file 'LINK' is not a plain file" patch --file LINK --yes
expect_refusal "the version file '../VERSION' is no path from the top of the checkout" patch --file ../VERSION --yes
expect_refusal "no line of 'code' holds the present version 1.0.0" patch --file code --yes
expect_refusal "stands in 'twice.py' more than once" patch --file twice.py --yes
expect_refusal 'the next version would be 0.9.0, and the present one is 1.0.0' 0.9.0 --yes
expect_refusal 'nobody is there to agree to the plan' patch
expect_refusal 'nobody is there to agree to the plan' patch --json
expect_refusal "'main' has commits that are not on 'origin/main'" patch --tag-only --yes
# expect_usage PIECE ARGUMENT ...: exit code 2
expect_usage() {
  local code=0 said
  said=$(bump_in "$ours" "${@:2}" 2>&1) || code=$?
  expect_eq "$code" 2
  expect_contains "$said" "$1"
}
expect_usage 'bump what?' --yes
expect_usage "cannot bump to 'pach', did you mean 'patch'?" pach --yes
expect_usage "--retry got 'some'" patch --retry some
expect_usage "--retry got '1000'" patch --retry 1000
expect_usage '--pre goes with major, minor or patch' 2.0.0 --pre rc
expect_usage "--pre got '1'" patch --pre 1
expect_refusal "'web/.v0.1.0' cannot be the name of a tag" patch --tag-prefix web/.v --yes
mkdir "$ours/sub"
cat >"$scratch/release.json" <<END
{"source": "$ours/sub", "tagPrefix": "", "remote": "", "branches": [], "files": [],
 "preTag": [], "postPush": [], "sign": false, "tagOnly": false}
END
expect_refusal "sub' is not the top of a git checkout" patch --plan "$scratch/release.json" --yes
before=$(digest "$ours")
bump_in "$ours" patch --file VERSION --dry-run >/dev/null
expect_eq "$(digest "$ours")" "$before"

# ---- what the remote is like --------------------------------------------------------------------

new_clones behind
commit_in "$theirs" theirs
git -C "$theirs" push --quiet origin main
expect_refusal "'main' is behind 'origin/main'" "${release[@]}"
git -C "$ours" fetch --quiet # knowing the commits makes no difference
expect_refusal "'main' is behind 'origin/main'" "${release[@]}"
commit_in "$ours" ours
expect_refusal "'main' and 'origin/main' have gone different ways" "${release[@]}"

new_clones tag-here
git -C "$ours" switch --quiet --create side
commit_in "$ours" side
git -C "$ours" tag v1.0.1
git -C "$ours" switch --quiet main
expect_refusal "the tag 'v1.0.1' exists here already" "${release[@]}"

new_clones tag-there
git -C "$theirs" tag --annotate --message theirs v1.0.1
git -C "$theirs" push --quiet origin v1.0.1
expect_refusal "the tag 'v1.0.1' exists on 'origin' already" "${release[@]}"

new_clones protected
hook "$remote" update <<'END'
#!/bin/sh
case $1 in refs/heads/*) echo "main is protected: open a pull request" >&2; exit 1 ;; esac
END
expect_refusal 'git says: remote: main is protected: open a pull request' "${release[@]}"
expect_refusal 'release with --tag-only' "${release[@]}"

new_clones hook-there
hook "$remote" pre-receive <<'END'
#!/bin/sh
printf 'no \033[31mreleases on Fridays\n' >&2
exit 1
END
expect_refusal 'remote: no [31mreleases on Fridays' "${release[@]}"

new_clones hook-here
hook "$ours/.git" pre-push <<'END'
#!/bin/sh
echo "the tests have not run" >&2
exit 1
END
expect_refusal 'git says: the tests have not run' "${release[@]}"

new_clones not-atomic
git -C "$remote" config receive.advertiseAtomic false
expect_refusal "the remote 'origin' cannot take a branch and a tag all or nothing" "${release[@]}"

new_clones signing
git -C "$ours" config gpg.program false
expect_refusal 'git cannot make the objects of the release' "${release[@]}" --sign

# The remote knows of a higher version that this clone has not fetched.
new_clones higher
git -C "$theirs" tag --annotate --message theirs v1.5.0
git -C "$theirs" push --quiet origin v1.5.0
commit_in "$ours" 'fix: ours'
expect_refusal "'origin' has a version 'v1.5.0' that is not known here, and 1.0.1 is not above it" "${release[@]}"
git -C "$ours" fetch --quiet --tags
bump_in "$ours" "${release[@]}" >/dev/null
expect_eq "$(git -C "$remote" tag --list v1.5.1)" v1.5.1

# ---- others are faster --------------------------------------------------------------------------

others_push=yes
for stage in before during; do
  race=(patch --yes --plan "$scratch/release.json")
  new_clones "race-both-$stage"
  others_release "$stage" main v1.0.1
  expect_refusal "somebody else was faster: 'origin' has changed since it was asked" "${race[@]}"
  expect_eq "$(git -C "$remote" rev-parse main v1.0.1)" "$(git -C "$theirs" rev-parse main v1.0.1)"

  new_clones "race-commit-$stage"
  others_release "$stage" main
  expect_refusal "'origin/main' has moved" "${race[@]}"
  expect_eq "$(git -C "$remote" rev-parse main)" "$(git -C "$theirs" rev-parse main)"
  expect_eq "$(git -C "$remote" tag)" v1.0.0

  new_clones "race-tag-$stage"
  others_release "$stage" v1.0.1
  expect_refusal "it has a tag 'v1.0.1' now" "${race[@]}"
  expect_eq "$(git -C "$remote" rev-parse v1.0.1)" "$(git -C "$theirs" rev-parse v1.0.1)"
  expect_eq "$(git -C "$remote" rev-parse main)" "$(git -C "$ours" rev-parse main)"
done

# Two jobs of one identity release the same in the same second: one of them has.
new_clones race-twin
export GIT_COMMITTER_DATE=2024-02-03T04:05:06+00:00 GIT_AUTHOR_DATE=2024-02-03T04:05:06+00:00
cp -a "$ours" "$scratch/race-twin/twin"
cat >"$scratch/race.sh" <<END
#!/bin/sh
unset \$(git rev-parse --local-env-vars)
cd '$scratch/race-twin/twin' && '$shipit' bump patch --file VERSION --yes >'$scratch/twin.log' 2>&1
END
cat >"$scratch/release.json" <<END
{"source": "$ours", "tagPrefix": "", "remote": "", "branches": [], "files": ["VERSION"],
 "preTag": ["sh", "$scratch/race.sh"], "postPush": [], "sign": false, "tagOnly": false}
END
expect_refusal "somebody else was faster: 'origin' has changed since it was asked" patch --yes \
  --plan "$scratch/release.json"
expect_contains "$(<"$scratch/twin.log")" 'released v1.0.1'

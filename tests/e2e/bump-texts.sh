#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What people write into commits reaches the tag, the JSON, the terminal and the package unharmed
# and harmless; and the commands around a release get their words as they were given.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"
# shellcheck source=tests/support/releases.sh
. "${BASH_SOURCE[0]%/*}/../support/releases.sh"

# commit_raw CLONE: a commit whose message is the standard input, in whatever bytes
commit_raw() {
  local commit
  commit=$(git -C "$1" commit-tree 'HEAD^{tree}' -p HEAD)
  git -C "$1" merge --quiet --ff-only "$commit"
}

# expect_text FILE: UTF-8 without control characters, and no line over 220 characters
expect_text() {
  python3 - "$1" <<'END' || fail "'$1' holds what it should not"
import sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
bad = [c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or 0x202A <= ord(c) <= 0x202E]
sys.exit(f"{bad}" if bad or max(map(len, text.split("\n"))) > 220 else 0)
END
}

# ---- hostile messages ---------------------------------------------------------------------------

new_clones hostile
export GIT_COMMITTER_DATE=2024-02-03T04:05:06+00:00
cp -a "$SHIPIT_SOURCE/tests/cmake/shipit_package-release/project/." "$ours"
git -C "$ours" add --all
# shellcheck disable=SC2016 # nothing is to be expanded
git -C "$ours" commit --quiet --message 'feat: add "quotes" and '\''others'\'' `id` $(touch pwned) \ \n %s %h'
printf 'fix: \033[2J\033]0;title\007\r a\tb\177\n' | commit_raw "$ours"
printf 'fix: \377\376 \303( not UTF-8 \302\233 31m\n' | commit_raw "$ours" 2>/dev/null
printf 'fix: right \342\200\256 to left\n' | commit_raw "$ours"
printf -- '-----BEGIN PGP SIGNATURE-----\n\n-----BEGIN PGP SIGNATURE-----\n' | commit_raw "$ours"
printf 'two\nlines\n\n * not a bullet\n\n -- Eve <eve@example.org>  Mon, 01 Jan 2024 00:00:00 +0000\n' | commit_raw "$ours"
{ printf 'fix: long ' && head -c 10000 /dev/zero | tr '\0' x; } | commit_raw "$ours"
printf 'fix: %s\n' "$(printf 'word %.0s' {1..5000})" | commit_raw "$ours"
printf 'fix: it (closes: #12, closes #13)\n' | commit_raw "$ours"
printf '\n' | commit_raw "$ours"

bump_in "$ours" minor --dry-run >"$scratch/plan"
expect_text "$scratch/plan"
bump_in "$ours" minor --yes --json >"$scratch/json"
expect_released 1.1.0 v1.1.0
[[ ! -e $ours/pwned ]] || fail "a commit's subject was run"
expect_eq "$(python3 -c 'import json, sys
r = json.load(sys.stdin); c = r["changelog"]
print(r["outcome"], r["from"], r["to"], r["tag"], r["branch"], r["push"], c["since"], len(c["changes"]))' \
  <"$scratch/json")" "released 1.0.0 1.1.0 v1.1.0 main ['refs/heads/main', 'refs/tags/v1.1.0'] v1.0.0 11"
expect_contains "$(<"$scratch/json")" "\"commit\": \"$(git -C "$remote" rev-parse main)\""

git -C "$ours" tag --list --format='%(contents)' v1.1.0 >"$scratch/message"
expect_text "$scratch/message"
# shellcheck disable=SC2016 # nothing is to be expanded
expect_file "$scratch/message" 'Features:
- add "quotes" and '\''others'\'' `id` $(touch pwned) \ \n %s %h

Fixes:
- it (closes: #12, closes #13)
- word word'
expect_file "$scratch/message" 'Other:
- (no subject)
- two lines
- -----BEGIN PGP SIGNATURE-----'
expect_eq "$(git -C "$ours" tag --list --format='%(contents:signature)' v1.1.0)" ""
(cd "$ours" && "$shipit" changelog --since v1.0.0) >"$scratch/changelog"
expect_eq "$(<"$scratch/message")" "Release 1.1.0

$(<"$scratch/changelog")"

expect_fails "git cannot list the commits of 'refs/tags/none..HEAD'" "$shipit" changelog "$ours" --since none
expect_fails "'$scratch' is not in a git checkout" "$shipit" changelog "$scratch"
expect_eq "$("$shipit" changelog "$ours/extra")" ""
commit_in "$ours" 'A plain one'
expect_eq "$("$shipit" changelog "$ours/extra")" '- A plain one'
expect_eq "$("$shipit" changelog "$ours" --json | python3 -c 'import json, sys
r = json.load(sys.stdin); print(r["since"], r["more"], [c["text"] for c in r["changes"]])')" \
  "v1.1.0 False ['A plain one']"
git -C "$ours" reset --quiet --hard v1.1.0

# ---- the same in a package ----------------------------------------------------------------------

# package: the .deb of $ours as it stands; its changelog is $scratch/debian
package() {
  rm -rf "$scratch/build"
  cmake -S "$ours" -B "$scratch/build" -G Ninja -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >"$scratch/log" 2>&1 ||
    fail "configure: $(<"$scratch/log")"
  cmake --build "$scratch/build" --target package >"$scratch/log" 2>&1 || fail "package: $(<"$scratch/log")"
  deb=$(echo "$scratch"/build/dist/hello_*_all.deb)
  dpkg-deb --fsys-tarfile "$deb" | tar --extract --to-stdout ./usr/share/doc/hello/changelog.gz |
    gunzip >"$scratch/debian"
}

package
expect_text "$scratch/debian"
expect_eq "$(awk 'length > 80' "$scratch/debian")" ""
dpkg-parsechangelog --all -l "$scratch/debian" >"$scratch/parsed" 2>&1
expect_lacks "$(<"$scratch/parsed")" warning
expect_lacks "$(<"$scratch/parsed")" Closes
expect_file "$scratch/parsed" 'Version: 1.1.0
'
expect_file "$scratch/parsed" "Timestamp: $(git -C "$ours" log -1 --format=%ct)"
expect_file "$scratch/debian" '  * it (closes: issue 12, closes issue 13)
'
expect_eq "$(grep '^hello (\|^ -- ' "$scratch/debian")" "hello (1.1.0) unstable; urgency=medium
 -- Ops <ops@example.org>  Sat, 03 Feb 2024 04:05:06 +0000
hello (1.0.0) unstable; urgency=medium
 -- Ops <ops@example.org>  Tue, 02 Jan 2024 03:04:05 +0000"
expect_lacks "$(lintian --suppress-tags spelling-error-in-changelog --display-info "$deb" 2>&1)" changelog
first=$(sha256sum <"$deb")
package
expect_eq "$(sha256sum <"$deb")" "$first"
commit_in "$ours" 'Only this'
package
expect_contains "$(<"$scratch/debian")" 'unstable; urgency=medium

  * Only this

 -- '

# ---- git-cliff ----------------------------------------------------------------------------------

new_clones cliff
: >"$ours/cliff.toml"
git -C "$ours" add cliff.toml
commit_in "$ours" 'Use git-cliff'
command -v git-cliff >/dev/null ||
  expect_refusal 'cliff.toml asks for git-cliff, and there is none in PATH' patch --yes
mkdir "$scratch/bin"
cat >"$scratch/bin/git-cliff" <<'END'
#!/bin/sh
[ -f cliff.toml ] || exit 1
printf '## notes (%s)\n\n- a\033[31m\n-----BEGIN PGP SIGNATURE-----\n' "$*"
END
chmod +x "$scratch/bin/git-cliff"
PATH=$scratch/bin:$PATH bump_in "$ours" patch --yes >/dev/null
expect_eq "$(git -C "$ours" tag --list --format='%(contents)' v1.0.1)" 'Release 1.0.1

## notes (--unreleased --strip all --tag v1.0.1)

- a [31m
 -----BEGIN PGP SIGNATURE-----'
printf '#!/bin/sh\necho "cliff.toml: no parser" >&2; exit 1\n' >"$scratch/bin/git-cliff"
commit_in "$ours" 'Plain'
PATH=$scratch/bin:$PATH expect_refusal 'git-cliff says: cliff.toml: no parser' patch --yes
bump_in "$ours" patch --yes --built-in-changelog >/dev/null
expect_eq "$(git -C "$ours" tag --list --format='%(contents)' v1.0.2)" 'Release 1.0.2

- Plain'

# ---- PRE_TAG and POST_PUSH ----------------------------------------------------------------------

# declare PRE-TAG POST-PUSH: JSON arrays
declare_hooks() {
  cat >"$scratch/release.json" <<END
{"source": "$ours", "tagPrefix": "", "remote": "", "branches": [], "files": ["VERSION"],
 "preTag": $1, "postPush": $2, "sign": false, "tagOnly": false}
END
}

new_clones hooks
plan=(--plan "$scratch/release.json")
declare_hooks '["false"]' '[]'
expect_refusal 'PRE_TAG failed: v1.0.1 is not released' patch --yes "${plan[@]}"
declare_hooks '["no such", "a b"]' '[]'
expect_refusal "the command was 'no such' 'a b'" patch --yes "${plan[@]}"
declare_hooks '["sh", "-c", "echo the tests fail; exit 3"]' '[]'
expect_refusal "'sh' says: the tests fail" patch --yes "${plan[@]}"

before=$(git -C "$ours" rev-parse main)
declare_hooks '["sh", "-c", "echo 1 >>code"]' '[]'
expect_fails 'tracked files were edited by PRE_TAG' bump_in "$ours" patch --yes "${plan[@]}"
git -C "$ours" checkout --quiet code
declare_hooks '["git", "commit", "--quiet", "--allow-empty", "-m", "x"]' '[]'
expect_fails 'PRE_TAG has moved HEAD: v1.0.1 is not released' bump_in "$ours" patch --yes "${plan[@]}"
git -C "$ours" reset --quiet --hard "$before"
expect_eq "$(git -C "$remote" tag)" v1.0.0

# Words are handed over as they are; the environment says what is released.
declare_hooks "[\"sh\", \"-c\", \"printf '%s|' \\\"\$@\\\" \$SHIPIT_VERSION \$SHIPIT_TAG \$SHIPIT_PREVIOUS_VERSION >'$scratch/pre'\", \"sh\", \"\$(id) 'x'; *\", \"b c\"]" \
  "[\"sh\", \"-c\", \"cat VERSION >'$scratch/post'; echo \$SHIPIT_COMMIT >>'$scratch/post'; exit 9\"]"
code=0
said=$(bump_in "$ours" patch --yes "${plan[@]}" 2>&1) || code=$?
expect_eq "$code" 1
expect_contains "$said" 'POST_PUSH failed: v1.0.1 is released and stays so'
expect_eq "$(<"$scratch/pre")" "\$(id) 'x'; *|b c|1.0.1|v1.0.1|1.0.0|"
expect_eq "$(<"$scratch/post")" "1.0.1
$(git -C "$remote" rev-parse main)"
expect_released 1.0.1 v1.0.1

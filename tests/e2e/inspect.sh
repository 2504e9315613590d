#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# 'shipit inspect' tells of a release, its packages and what has changed; hostile ones are refused
# or shown without harm.
# shellcheck source=tests/support/assert.sh
. "${BASH_SOURCE[0]%/*}/../support/assert.sh"

shipit=$SHIPIT_PREFIX/bin/shipit
cd "$scratch"

# release VERSION CONTENT DEPENDS: in ./VERSION
release() {
  mkdir -p "source-$1" && cd "source-$1"
  printf '%s\n' "$2" >hello
  printf '[server]\n' >production.ini
  cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
find_package(ShipIt REQUIRED)
project(hello VERSION $1 LANGUAGES NONE)
include(ShipIt)
install(PROGRAMS hello DESTINATION bin)
install(FILES hello DESTINATION share/hello RENAME "for-$1")
shipit_install_configs(ENVIRONMENT production FILES production.ini SECRETS secrets.ini)
shipit_add_environment(production HOSTS web1.example.org USER deploy URL https://hello.example.org)
shipit_package(SUMMARY "Says hello" CONTACT "A <a@example.org>" DEPENDS $3)
END
  cmake -S . -B build -DCMAKE_PREFIX_PATH="$SHIPIT_PREFIX" >/dev/null
  cmake --build build --target package >/dev/null
  cd ..
  cp -a "source-$1/build/dist" "$1"
}
release 1.0.0 'echo hello' python3
release 1.0.1 'echo hello, world' perl

said=$("$shipit" inspect 1.0.1)
for piece in 'hello 1.0.1, release' 'host deploy@web1.example.org' 'url https://hello.example.org' \
  'config etc/hello/production.ini' 'needs the secret etc/hello/secrets.ini' 'contents: 3 files' \
  '0755      18 B  bin/hello'; do
  expect_contains "$said" "$piece"
done
# The packages in it are read, and have to be what deploy.json says; what they hold, too.
expect_contains "$said" 'hello-1.0.1-linux-all.tar.zst: 3 files, '
[[ $said =~ hello_1.0.1_all.deb:\ ([0-9]+)\ files ]] || fail "$said"
((BASH_REMATCH[1] >= 3)) || fail "the .deb has ${BASH_REMATCH[1]} files"
expect_eq "$("$shipit" inspect 1.0.1 --json | python3 -c '
import json, sys
print(*("{name} {isThere}".format(**one) for one in json.load(sys.stdin)["packages"]), sep=",")')" \
  'hello-1.0.1-linux-all.tar.zst True,hello_1.0.1_all.deb True,hello-1.0.1-linux-all.cdx.json True'
cp -a 1.0.1 part
rm part/*.deb part/*.tree.json
said=$("$shipit" inspect part)
expect_contains "$said" 'hello_1.0.1_all.deb: it is not here'
expect_contains "$said" '0755      18 B  bin/hello' # by the archive
cp 1.0.0/*.tar.zst part/hello-1.0.1-linux-all.tar.zst
expect_fails "'part/hello-1.0.1-linux-all.tar.zst' is not the one that 'part/deploy.json' means" "$shipit" inspect part

said=$("$shipit" inspect 1.0.1/*.deb)
for piece in 'hello 1.0.1, deb of ' 'Maintainer: A <a@example.org>' '  perl' '  md5sums' \
  'etc/hello/production.ini  (conffile)'; do
  expect_contains "$said" "$piece"
done
expect_contains "$("$shipit" inspect 1.0.1/*.tar.zst)" 'hello 1.0.1, archive of '
cp 1.0.1/*.tar.zst alone.tar.zst
expect_contains "$("$shipit" inspect alone.tar.zst)" 'hello (its version is not known), archive'

# The same of a release, its archive and its .deb; machines are told as well.
for before in 1.0.0 1.0.0/*.tar.zst 1.0.0/*.deb; do
  for after in 1.0.1 1.0.1/*.tar.zst 1.0.1/*.deb; do
    said=$("$shipit" inspect "$after" --diff "$before")
    for piece in 'version: 1.0.0 -> 1.0.1' '+ depends on perl' '- depends on python3' \
      '+ 0644      18 B  share/hello/for-1.0.1' '- 0644      11 B  share/hello/for-1.0.0' \
      '* bin/hello: 11 B -> 18 B'; do
      expect_contains "$said" "$piece"
    done
  done
done
expect_eq "$("$shipit" inspect 1.0.1/*.deb --json | python3 -c '
import json, sys
found = json.load(sys.stdin)
print(found["version"], found["depends"], [e["path"] for e in found["entries"] if e.get("conffile")])')" \
  "1.0.1 ['perl'] ['etc/hello/production.ini']"
expect_eq "$("$shipit" inspect 1.0.1 --diff 1.0.0 --json | python3 -c '
import json, sys
found = json.load(sys.stdin)
print(len(found["added"]), len(found["removed"]), [c["after"]["path"] for c in found["changed"]])')" \
  "1 1 ['bin/hello']"

# Bills of materials: what one is, what a newer one names.
bom=hello-1.0.1-linux-all.cdx.json
expect_contains "$("$shipit" inspect 1.0.1)" "$bom: names 1 component"
said=$("$shipit" inspect "1.0.1/$bom")
for piece in 'hello 1.0.1, bill of materials of ' 'CycloneDX 1.6' 'purl pkg:generic/hello@1.0.1' 'pkg:deb/debian/perl'; do
  expect_contains "$said" "$piece"
done
said=$("$shipit" inspect "1.0.1/$bom" --diff 1.0.0/*.cdx.json)
for piece in 'version: 1.0.0 -> 1.0.1' '+ depends on pkg:deb/debian/perl' '- depends on pkg:deb/debian/python3'; do
  expect_contains "$said" "$piece"
done
expect_eq "$("$shipit" inspect "1.0.1/$bom" --json | python3 -c '
import json, sys
found = json.load(sys.stdin)
print(found["bom"]["format"], found["components"])')" "CycloneDX 1.6 ['pkg:deb/debian/perl']"
expect_fails "'1.0.1/$bom' is a bill of materials, and '1.0.0/deploy.json' is none" "$shipit" inspect "1.0.1/$bom" --diff 1.0.0
cp -a 1.0.1 other && cp 1.0.0/*.cdx.json "other/$bom"
expect_fails "'other/$bom' is not the one that 'other/deploy.json' means" "$shipit" inspect other
rm "other/$bom"
expect_contains "$("$shipit" inspect other)" "$bom: it is not here"

# Any package of Debian's, whatever its compression and layout.
if deb=$(compgen -G '/var/cache/apt/archives/*.deb' | head -n 1) && [[ -n $deb ]]; then
  expect_contains "$("$shipit" inspect "$deb")" "$(dpkg-deb --field "$deb" Package)"
fi
mkdir -p any/DEBIAN any/bin any/usr/bin && printf 'x' | tee any/bin/x >any/usr/bin/x
printf 'Package: any\nVersion: 2\nArchitecture: all\nMaintainer: A <a@b.c>\nDescription: any\n' >any/DEBIAN/control
chmod 4755 any/usr/bin/x
for kind in gzip xz zstd none; do
  dpkg-deb --root-owner-group "-Z$kind" --build any "any-$kind.deb" >/dev/null
  said=$("$shipit" inspect "any-$kind.deb")
  expect_contains "$said" '  4755       1 B  bin/x  (setuid or setgid)'
  expect_contains "$said" '  0644       1 B  /bin/x'
done

# refused PIECE FILE
refused() {
  local said
  if said=$("$shipit" inspect "$2" 2>&1); then fail "was to be refused: $2"; fi
  expect_contains "$said" "$1"
  expect_lacks "$said" $'\e'
}
archive=$(echo 1.0.1/*.tar.zst)
head -c 300 "$archive" >short.tar.zst
refused "cannot read 'short.tar.zst': " short.tar.zst
zstd -dc "$archive" >whole.tar
head -c $((512 * 4)) whole.tar | zstd -q >between.tar.zst
refused "cannot read 'between.tar.zst': " between.tar.zst
printf 'no archive, and long enough to be looked at' >none.tar.zst
refused "cannot read 'none.tar.zst': " none.tar.zst
: >empty.tar.zst
refused "cannot read 'empty.tar.zst': it is empty" empty.tar.zst
head -c 400 1.0.1/*.deb >short.deb
refused "short.deb'" short.deb
printf '!<arch>\n' >bare.deb
refused "bare.deb'" bare.deb
refused "there is no file 'gone'" gone
mkdir bare
refused "'bare' is no release: it has no deploy.json" bare
printf '{"schemaVersion": 2}' >two.json
refused "'two.json' has schemaVersion 2, and this ShipIt reads 1" two.json
cp -a 1.0.1 swapped
cp 1.0.0/*.tree.json "swapped/$(basename 1.0.1/*.tree.json)"
refused "is not the one that 'swapped/deploy.json' means" swapped
# A deploy.json that fits both, and a tree.json that doesn't fit the archive.
sed -i "s/$(sha256sum <"$(echo 1.0.1/*.tree.json)" | cut -c 1-64)/$(sha256sum <"$(echo swapped/*.tree.json)" | cut -c 1-64)/" \
  swapped/deploy.json
refused ".tar.zst' holds something else than its tree.json says" swapped

# hostile NAME: an archive with a member of that name, in hostile.tar
hostile() {
  python3 - "$@" <<'END'
import io, sys, tarfile
with tarfile.open("hostile.tar", "w", format=tarfile.PAX_FORMAT) as tar:
    for name in sys.argv[1:]:
        member = tarfile.TarInfo(name.encode().decode("unicode_escape"))
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
END
}
hostile hello/a ../../etc/passwd
refused "'hostile.tar' has a member '../../etc/passwd', which would not stay in its folder" hostile.tar
hostile /etc/passwd
refused "'hostile.tar' has a member '/etc/passwd', which would not stay" hostile.tar
hostile hello/a other/b
refused "'other/b' lies outside of its folder 'hello'" hostile.tar
hostile hello/a hello/a
refused "'hostile.tar' has two members 'a'" hostile.tar
hostile 'hello/\x1b[2Ja\n'
said=$("$shipit" inspect hostile.tar)
expect_contains "$said" 'hello (its version is not known)'
expect_contains "$said" '\x1b[2Ja\x0a'
expect_lacks "$said" $'\e'

# A bomb is read in pieces: 1 GiB of zeros, in far less memory.
python3 -c '
import sys, tarfile
member = tarfile.TarInfo("hello/zeros")
member.size = 1 << 30
sys.stdout.buffer.write(member.tobuf(format=tarfile.GNU_FORMAT))
piece = bytes(1 << 20)
for _ in range(1 << 10): sys.stdout.buffer.write(piece)
sys.stdout.buffer.write(bytes(1024))' | zstd -q -1 >bomb.tar.zst
expect_contains "$(ulimit -v 400000 && "$shipit" inspect bomb.tar.zst)" '1.1 GB  zeros'

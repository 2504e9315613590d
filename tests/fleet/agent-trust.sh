#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the agent refuses of whoever may send requests, but not everything: another project or folder,
# units and secrets that are not the package's, what no trusted key has signed, what is too old.
# shellcheck disable=SC2016,SC2034 # no '\$' is for this shell; key, document and answer are read by ask
# shellcheck source=tests/fleet/stubs.sh
. "${BASH_SOURCE[0]%/*}/stubs.sh"

package 1.0.0
package 1.1.0
asks 0 'step 1.0.0 runs' deploy 1.0.0
untouched() {
  expect_current 1.0.0
  expect_results '1.0.0 good'
  expect_eq "$(ls -A "$root/releases")" 1.0.0
}

# A key is for one project and one folder.
installed="till $root"
asks 0 'field current 1.0.0' status
installed='shop'
asks 78 'error this key deploys shop, and not till' status
installed='till'
asks 78 "error this key deploys to '/opt/till', and not to '$root'" status
installed='-'
asks 78 "error this key deploys to '/opt/till', and not to '$root'" deploy 1.1.0
installed=''

# Records are commands for the shell: nobody else may write them.
for folder in "$root" "$root/.shipit" "$root/.shipit/records" "$root/releases"; do
  chmod 777 "$folder"
  asks 78 "error '$folder' is not a folder that only root can write to" status
  chmod 755 "$folder"
done

# Lines that mean something else than they are meant to.
for pair in retries=09 root=/opt/../etc root=opt secret=lib/systemd/system/till.service \
  secret=etc/../lib/x 'url=http://a b' "url=http://it's" unit=-x 'secret=etc/a(b' \
  hook=/bin/sh hook=bin/../x 'hook=bin/x y' 'argument=$HOME' 'argument=%h' 'argument=a"b' argument= limit=-1; do
  asks 64 "error the request has no '${pair%%=*}' that this agent takes" deploy 1.1.0 "$pair"
done
asks 64 "error this agent knows no 'shell'" deploy 1.1.0 shell=1
untouched

asks 65 "error '1.1.0.tar.zst' has no program 'bin/migrate'" deploy 1.1.0 hook=bin/migrate
asks 64 'error the request names a hook, which is for an archive with a unit' deploy 1.1.0 hook=bin/till format=deb
untouched

# Somebody else's unit, and a file of the package's own in a secret's place.
asks 65 "error '1.1.0.tar.zst' has no unit 'ssh.service'" deploy 1.1.0 unit=ssh.service
package 1.2.0 well 'mkdir etc && echo x >etc/till.ini'
mkdir "$root/shared/etc"
echo secret >"$root/shared/etc/till.ini"
asks 65 "error '1.2.0.tar.zst' has a file of its own in the place of the secret 'etc/till.ini'" \
  deploy 1.2.0 secret=etc/till.ini
untouched

# A try at it finds that a signature is missing.
echo 'x ssh-ed25519 AAAA' >"$trust/allowed_signers"
asks 78 'error the release is not signed' check format=archive version=1.1.0 environment=staging
rm "$trust/allowed_signers"

# A least version holds for both ways.
echo 1.0.0 >"$trust/till.least"
package 1.0.0-rc.1
asks 78 'error 1.0.0-rc.1 is older than 1.0.0' deploy 1.0.0-rc.1
asks 0 'step 1.1.0 runs' deploy 1.1.0
echo 1.0.10 >"$trust/till.least"
asks 78 'error 1.0.0 is older than 1.0.10' rollback
expect_current 1.1.0
: >"$trust/till.least"
asks 78 "error cannot read '$trust/till.least'" rollback
rm "$trust/till.least"
asks 0 'step 1.0.0 runs' rollback

# The list of trusted keys is there in any form: then nothing comes in without it.
ssh-keygen -q -t ed25519 -N '' -C ops -f "$scratch/ops"
signers=$trust/allowed_signers
ln -s /nowhere "$signers"
asks 78 "error '$signers' is no file that can be read" deploy 1.1.0
rm "$signers"
mkdir "$signers"
asks 78 "error '$signers' is no file that can be read" deploy 1.1.0
rmdir "$signers"
: >"$signers"
asks 65 'error the release is not signed' deploy 1.1.0
key=$scratch/ops
asks 65 "error the release's signature is of no key that this host trusts" deploy 1.1.0
# A key may be trusted for something else only, and have several names.
ops=$(cut -d ' ' -f 1,2 "$scratch/ops.pub")
echo "ops@example.org namespaces=\"git\" $ops" >"$signers"
asks 65 "error the release's signature is of another release" deploy 1.1.0
echo "ann@example.org,ops@example.org namespaces=\"shipit\" $ops" >"$signers"
asks 0 'step 1.1.0 runs' deploy 1.1.0
expect_eq "$(find "$root/.shipit" -name 'incoming*')" ''

# A program of a signed release, with arguments that nobody has signed, may do anything.
package 1.6.0 well 'printf "#!/bin/sh\necho migrates\n" >bin/migrate && chmod +x bin/migrate'
cat >"$scratch/deploy.json" <<END
{
  "hooks": [
    {
      "arguments": [
        "--to",
        "the head"
      ],
      "hosts": "first",
      "program": "bin/migrate",
      "timeoutSeconds": 300,
      "when": "pre-switch"
    }
  ]
}
END
none="error the signed deploy.json has no hook 'bin/migrate' with these arguments"
asks 65 "$none" deploy 1.6.0 hook=bin/migrate
document=$scratch/deploy.json
asks 65 "$none" deploy 1.6.0 hook=bin/migrate
asks 65 "$none" deploy 1.6.0 hook=bin/migrate argument=--to 'argument=the feet'
asks 65 "$none" deploy 1.6.0 hook=bin/migrate argument=--to
asks 65 "error the signed deploy.json has no hook 'bin/till'" deploy 1.6.0 hook=bin/till argument=--to 'argument=the head'
expect_current 1.1.0
asks 0 'log migrates' deploy 1.6.0 hook=bin/migrate argument=--to 'argument=the head'
asks 0 'step 1.1.0 runs' rollback
document=''

# A package that is put together has to be the signed one as well, whatever "content" says of it.
# as_part FILE: the answer that puts it together of nothing that was there
as_part() {
  zstd --quiet --force "$1" -o "$scratch/new.zst"
  echo "new $(stat -c %s "$1")" >"$scratch/steps"
  echo "part $(stat -c %s "$scratch/steps") $(stat -c %s "$scratch/new.zst")" | cat - "$scratch/steps" "$scratch/new.zst"
}
digest() { sha256sum <"$1" | cut -d ' ' -f 1; }
debian 1.4.0 evil
mv "$scratch/1.4.0.tar.zst" "$scratch/evil.deb"
debian 1.4.0
answer=$scratch/answer
as_part "$scratch/evil.deb" >"$answer"
asks 65 "error '1.4.0.tar.zst' did not arrive: it was to come as 'whole', and not as 'part'" \
  deploy 1.4.0 format=deb content="$(digest "$scratch/evil.deb")"
mkdir "$root/.shipit/base"
cp "$scratch/1.4.0.tar.zst" "$root/.shipit/base/deb"
echo x >"$root/.shipit/base/list"
{ as_part "$scratch/evil.deb" && echo whole && cat "$scratch/1.4.0.tar.zst"; } >"$answer"
asks 78 "note what is here already doesn't fit" deploy 1.4.0 format=deb content="$(digest "$scratch/evil.deb")" unpacked=1
expect_contains "$said" "error till is on this host by another format than 'deb'"
# A digest is no pattern.
asks 64 "error the request has no 'content' that this agent takes" deploy 1.1.0 \
  content="$(printf '.%.0s' {1..64})"
answer=''
expect_current 1.1.0

# Symlinks that lead nowhere, or to a device, are the package's own business.
key=''
rm "$signers"
package 1.3.0 well 'ln -s /nowhere/at/all dangling && ln -s /dev/null device && ln -s . itself'
asks 0 'step 1.3.0 runs' deploy 1.3.0
expect_eq "$(readlink "$root/current/dangling")" /nowhere/at/all

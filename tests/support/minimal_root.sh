#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: minimal_root.sh FILE.tar
# Makes the archive of a minimal Debian root of this machine's release, unless it is there.
set -euo pipefail

[[ ! -f $1 ]] || exit 0
if ! command -v mmdebstrap >/dev/null; then
  echo "SKIP: mmdebstrap is not installed"
  exit 77
fi
if ((EUID != 0)); then
  echo "SKIP: a Debian root can only be made by root"
  exit 77
fi
. /etc/os-release
trap 'rm -f "$1.new.tar"' EXIT
mmdebstrap --quiet --variant=minbase "$VERSION_CODENAME" "$1.new.tar"
mv "$1.new.tar" "$1"

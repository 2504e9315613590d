# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's, others deploys.sh's
# Sourced after deploys.sh: Ansible's own ansible-playbook with the role shipit_release.
play=ship # the play of $scratch/$play.yml

# boot_for_plays COUNT: h1 and so on with what Ansible wants, 1.0.0, and a play over all of them
boot_for_plays() {
  local host installing=()
  command -v ansible-playbook >/dev/null || skip "ansible-core is not installed"
  boot_hosts "$1"
  for host in "${fleet_hosts[@]}"; do
    # Ansible's modules want all of Python's library.
    on "$host" sh -c 'apt-get -qq update && apt-get -qq --yes install python3' >"$scratch/apt-$host" 2>&1 &
    installing+=($!)
  done
  wait "${installing[@]}"
  deploys 0 "h$1: 1.0.0 runs" 1.0.0 "${fleet_hosts[@]/#/--host=}"

  printf '%s\n' '[staging]' "${fleet_hosts[@]}" >"$scratch/hosts.txt"
  "$shipit" deploy --inventory --release "$SHIPIT_RELEASES/1.0.0" --hosts "$scratch/hosts.txt" >"$scratch/inventory.json"
  cat >"$scratch/ship.yml" <<'END'
- name: Ship
  hosts: staging
  serial: 1
  gather_facts: false
  roles:
    - shipit_release
END
  export ANSIBLE_ROLES_PATH=$SHIPIT_PREFIX/share/ansible/roles ANSIBLE_HOME=$scratch/ansible ANSIBLE_PIPELINING=1 \
    ANSIBLE_NOCOLOR=1 ANSIBLE_RETRY_FILES_ENABLED=0 \
    ANSIBLE_SSH_ARGS="-F $ssh_config -o ControlMaster=auto -o ControlPersist=60s -o ControlPath=$scratch/ssh/%C"
}

# plays CODE PIECE [ARGUMENT ...]
plays() {
  local code=0
  said=$(client ansible-playbook --inventory "$scratch/inventory.json" "$scratch/$play.yml" \
    --extra-vars "shipit_release_program=$shipit" "${@:3}" 2>&1) || code=$?
  [[ $code == "$1" ]] || fail "was to end with $1, not $code: $said"
  expect_contains "$said" "$2"
}
release() { printf 'shipit_release_folder=%s' "$SHIPIT_RELEASES/$1"; }

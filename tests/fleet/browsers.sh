# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# Sourced after fleet.sh: those who open the site till.test, from the client's namespace.

# A certificate that the client trusts, for install_certificate() to put on a host.
make_certificate() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=till.test \
    -addext subjectAltName=DNS:till.test -keyout "$scratch/till.key" -out "$scratch/till.pem" 2>/dev/null
}
install_certificate() {
  on_with_input "$1" tee /etc/till.pem >/dev/null <"$scratch/till.pem"
  on_with_input "$1" tee /etc/till.key >/dev/null <"$scratch/till.key"
}

# https HOST PATH [CURL OPTION ...]
https() {
  client curl --silent --show-error --max-time 10 --cacert "$scratch/till.pem" \
    --resolve "till.test:443:10.77.0.1${1#h}" "https://till.test$2" "${@:3}" 2>&1 | tr -d '\r'
}

# asset_of HOST: the path of the script of the release that it runs
asset_of() {
  # shellcheck disable=SC2016 # for the host
  on "$1" sh -c 'for manifest in /opt/till/current /usr; do
    manifest=$manifest/share/till/static/manifest.json
    [ ! -f "$manifest" ] || sed -n "s|^      \"file\": \"\(app-.*[.]js\)\",\$|/static/\1|p" "$manifest"
  done'
}

# begin_load ASK: calls it again and again until end_load; each has to say the greeting of till.
begin_load() {
  rm -f "$scratch/enough"
  (
    bad=0 all=0
    until [[ -e $scratch/enough ]]; do
      answer=$("$1") || true
      [[ $answer == *greeting* ]] || { bad=$((bad + 1)) && echo "$answer" >>"$scratch/bad"; }
      all=$((all + 1))
    done
    echo "$bad $all" >"$scratch/asked"
  ) &
  load=$!
}

# end_load LEAST: none has failed, of at least so many
end_load() {
  local bad all
  touch "$scratch/enough"
  wait "$load"
  read -r bad all <"$scratch/asked"
  ((bad == 0)) || fail "$bad of $all requests failed: $(sort "$scratch/bad" | uniq -c)"
  ((all > $1)) || fail "only $all requests were made"
}

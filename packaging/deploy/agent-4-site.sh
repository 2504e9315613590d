# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2015,SC2034,SC2154 # the parts share their variables
# ---- nginx ------------------------------------------------------------------------------------

has_nginx() { command -v nginx >/dev/null && [ -d /etc/nginx ]; }

# sites_among FILE...: "NAME FILE" of those that shipit_add_nginx_site() made for this environment
sites_among() (
  for conf; do
    [ -f "$conf" ] || continue
    site=$(sed -n '1s/^# shipit_add_nginx_site(\([A-Za-z0-9._-]*\)).*/\1/p' "$conf")
    [ -n "$site" ] || continue
    case ${conf##*/} in "$site" | "$site.$environment") echo "$site ${conf##*/}" ;; esac
  done
)

# The same of a release; apt has installed those of a .deb.
sites_of() {
  if [ -f "$1/package.deb" ]; then
    # shellcheck disable=SC2046 # one word a file
    sites_among $(dpkg-deb --info "$1/package.deb" conffiles 2>/dev/null | grep '^/etc/nginx/sites-available/')
  else
    sites_among "$1"/etc/nginx/sites-available/*
  fi
}

# Debian's nginx reads sites-enabled, that of nginx.org conf.d.
site_link() {
  if [ -d /etc/nginx/sites-enabled ]; then echo "/etc/nginx/sites-enabled/$1"; else echo "/etc/nginx/conf.d/$1.conf"; fi
}

# Whether nginx takes its configuration; otherwise its first words in $why. What is given is called
# in place of nginx.
nginx_is_right() {
  [ $# -gt 0 ] || set -- nginx
  said=$("$@" -t -q 2>&1 9>&-) && return 0
  why="nginx: $(printf '%s\n' "$said" | grep -m 1 emerg | sed 's/^.*\[emerg\] *\([0-9#]*: *\)*//')"
  return 1
}

# takes_sites FOLDER: whether nginx would take them if FOLDER was the current release, by a mount
# namespace in which it is. Where nothing is current yet, $root is there a folder of this and what is
# shared. Where no namespace can be made, and of a .deb, that is seen later.
takes_sites() {
  [ ! -f "$1/package.deb" ] && unshare --mount --propagation private true 2>/dev/null || return 0
  links=$(site_link .) && links=${links%/*} && mkdir "$inbox/links" && cp -a "$links/." "$inbox/links" || return 0
  while read -r enabled; do rm -f "$inbox/links/${enabled##*/}"; done <"$state/sites"
  while read -r site conf; do
    enabled=$(site_link "$site")
    ln -sfn "$root/current/etc/nginx/sites-available/$conf" "$inbox/links/${enabled##*/}"
  done <"$state/sites.new"
  mkdir -p "$inbox/root/current" "$inbox/root/shared"
  # shellcheck disable=SC2016 # for the other sh
  nginx_is_right unshare --mount --propagation private sh -c 'mount --bind "$3" "$4" && if [ -d "$2/current/" ]; then
      mount --bind "$1" "$2/current/"
    else
      mount --bind "$1" "$5/current" && mount --rbind "$2/shared" "$5/shared" && mount --rbind "$5" "$2"
    fi || exit 0
    shift 5 && exec nginx "$@"' sh "$1" "$root" "$inbox/links" "$links" "$inbox/root"
}

# Without one nginx would not take the site, whoever else it serves.
check_certificates() {
  has_nginx || return 0
  for file in $certificates; do
    [ -e "$file" ] || lack "the nginx of this host needs '$file' for the site, and it is not there" \
      "bring it there (certbot certonly), or name another in CERTIFICATE of shipit_add_nginx_site()"
  done
}

# check_sites FOLDER: of a release that is not switched to yet. A site of the current one may be what
# is broken, and is about to be put right.
check_sites() {
  has_nginx || return 0
  sites_of "$1" >"$state/sites.new"
  while read -r site conf; do
    enabled=$(site_link "$site")
    # One of ours that leads nowhere is only in nginx's way.
    [ -e "$enabled" ] || case $(readlink "$enabled") in "$root"/*) rm -f "$enabled" ;; esac
    [ -e "$enabled" ] && ! grep -Fqx "$enabled" "$state/sites" 2>/dev/null &&
      [ "$(readlink "$enabled")" != "/etc/nginx/sites-available/$conf" ] || continue
    rm -rf "$1"
    die 78 "'$enabled' is on this host already, and is not of $name" "move it away; nothing was changed"
  done <"$state/sites.new"
  [ -s "$state/sites.new" ] || return 0
  [ "$release" = "$(current_one)" ] || nginx_is_right || {
    rm -rf "$1"
    die 78 "the nginx of this host does not take its own configuration: $why" "nothing was changed"
  }
  touch "$state/sites"
  takes_sites "$1" || {
    rm -rf "$1"
    die 78 "the nginx of this host does not take the site of $version: $why" "nothing was changed"
  }
}

# place_sites FOLDER: enables the sites of the release in FOLDER, and no other that was enabled here
# before; 1 and $why when nginx does not take them.
place_sites() {
  sites_changed=''
  if ! has_nginx; then
    [ -z "$(sites_of "$1")" ] || say note "there is no nginx on this host for its site"
    return 0
  fi
  available=$root/current/etc/nginx/sites-available
  [ ! -f "$1/package.deb" ] || available=/etc/nginx/sites-available
  why="cannot write '/etc/nginx'"
  sites_of "$1" | while read -r site conf; do
    enabled=$(site_link "$site")
    fresh=${enabled%/*}/.shipit.new # nginx reads no such name
    ln -sfn "$available/$conf" "$fresh" && mv -T "$fresh" "$enabled" || exit 1
    echo "$enabled"
  done >"$state/sites.new" || return 1
  [ ! -s "$state/sites.new" ] || sites_changed=yes
  touch "$state/sites"
  while read -r enabled; do
    grep -Fqx "$enabled" "$state/sites.new" || { rm -f "$enabled" && sites_changed=yes; }
  done <"$state/sites"
  mv "$state/sites.new" "$state/sites"
  [ -z "$sites_changed" ] || nginx_is_right
}

# takes_requests PID: a worker of nginx's that has not been told to come to its end
takes_requests() { [ "$(tr -d '\000' <"/proc/$1/cmdline" 2>/dev/null)" = 'nginx: worker process' ]; }

# A host without the one hierarchy of cgroups has nginx's processes in a list of all.
nginx_workers() {
  cat "/sys/fs/cgroup$(systemctl show --property ControlGroup --value nginx.service)/cgroup.procs" 2>/dev/null ||
    pgrep -x -f 'nginx: worker process' 2>/dev/null
}

# Requests that nginx has begun come to their end. A reload says that it is done while workers of the
# configuration before still take new ones: for those the site isn't there yet.
reload_nginx() {
  [ -n "$sites_changed" ] || return 0
  if ! systemctl --quiet is-active nginx.service; then
    [ ! -s "$state/sites" ] || say note "nginx does not run on this host: nobody is served its site"
    return 0
  fi
  workers=$(nginx_workers)
  why="nginx can't be reloaded"
  systemctl reload nginx.service 9>&- || return 1
  [ -n "$workers" ] || sleep 1 # nobody tells when
  waited=0
  for worker in $workers; do
    while takes_requests "$worker" && [ "$waited" -lt 50 ]; do
      sleep 0.1
      waited=$((waited + 1))
    done
  done
}

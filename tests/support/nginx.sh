# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # scratch is assert.sh's
# An nginx of one's own, as Debian builds it; sourced after assert.sh.

# Ends the script as skipped, and loudly, where there is no nginx that serves brotli.
need_nginx() {
  PATH=$PATH:/usr/sbin
  command -v nginx >/dev/null || skip "NGINX IS NOT INSTALLED: ./dev setup brings it"
  [[ -f $nginx_brotli ]] || skip "NGINX HAS NO BROTLI: ./dev setup brings libnginx-mod-http-brotli-static"
}
readonly nginx_brotli=/usr/lib/nginx/modules/ngx_http_brotli_static_module.so

# start_nginx PORT: with what standard input has for its server { }; its log is $scratch/nginx/access.log,
# a line "STATUS URI" for each request
start_nginx() {
  local folder=$scratch/nginx user=
  mkdir -p "$folder"
  ((EUID != 0)) || user='user root;'
  cat >"$folder/nginx.conf" <<END
$user
daemon off;
worker_processes 1;
pid $folder/pid;
error_log $folder/error.log warn;
load_module $nginx_brotli;
events {}
http {
  include /etc/nginx/mime.types;
  types { text/javascript mjs; application/manifest+json webmanifest; }
  log_format plain '\$status \$request_uri';
  access_log $folder/access.log plain;
  client_body_temp_path $folder/body;
  proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi;
  scgi_temp_path $folder/scgi;
  server {
    listen 127.0.0.1:$1;
$(cat)
  }
}
END
  nginx -t -q -c "$folder/nginx.conf" -e "$folder/error.log" || fail "nginx: $(<"$folder/error.log")"
  nginx -c "$folder/nginx.conf" -e "$folder/error.log" >"$folder/said" 2>&1 &
  at_end "kill $!"
}

# What nginx did not answer with 200.
refused_by_nginx() { sed '/^200 /d' "$scratch/nginx/access.log"; }

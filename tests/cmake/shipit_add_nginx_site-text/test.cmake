# SPDX-License-Identifier: Apache-2.0
# generators: Ninja
# What shipit_add_nginx_site() writes, judged by nginx; and what it refuses.
case_project()

find_program(nginx nginx PATHS /usr/sbin NO_CACHE)
find_program(openssl openssl NO_CACHE)

# Configures and builds the site of `arguments`, a list; `more` are further arguments of cmake.
function(case_site arguments)
  case_configure(ARGS "-DARGUMENTS=${arguments}" "-DESBUILD_EXECUTABLE=${CASE_ESBUILD}"
                      -DCMAKE_BUILD_TYPE=Release ${ARGN})
  case_build()
endfunction()

# Holds the site to nginx, with what a host has around it.
function(case_judge site)
  if(NOT nginx OR NOT openssl)
    message(NOTICE "there is no nginx here: the sites are not judged")
    return()
  endif()
  set(place "${CASE_SCRATCH}/nginx")
  file(READ "${CASE_BUILD}/shipit/nginx/${site}/${site}" text)
  string(REPLACE "/etc/letsencrypt/live" "${place}" text "${text}")
  string(REGEX MATCH "ssl_certificate \"([^\"]*)/" found "${text}")
  if(found AND NOT EXISTS "${CMAKE_MATCH_1}")
    file(MAKE_DIRECTORY "${CMAKE_MATCH_1}")
    case_run(COMMAND "${openssl}" req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes
                     -subj /CN=hello -keyout "${CMAKE_MATCH_1}/privkey.pem" -out
                     "${CMAKE_MATCH_1}/fullchain.pem")
  endif()
  file(WRITE "${place}/nginx.conf"
       "pid ${place}/pid;\nevents {}\nhttp {\naccess_log off;\n${text}}\n")
  case_run(COMMAND "${nginx}" -t -q -c "${place}/nginx.conf" -e "${place}/error.log")
endfunction()

set(all -DPUBLIC_PATH=/static/ "-DSERVICE=PORT 8000" -DURL=https://hello.example.org)
set(sites shipit/nginx)
case_site("hello;SERVICE;hello;ASSETS;hello_assets" ${all})
case_judge(hello.production)
case_expect_file("${sites}/hello.staging" ABSENT) # it has no URL
case_expect_file(
  "${sites}/hello.production/hello.production"
  CONTAINS "server 127.0.0.1:8000;"
           "server_name hello.example.org;"
           "return 301 https://$host$request_uri;"
           "listen 443 ssl http2;"
           "ssl_certificate \"/etc/letsencrypt/live/hello.example.org/fullchain.pem\";"
           "set $folder_of_hello_assets \"/usr/share/hello/static\";"
           "if (-d \"/opt/hello/current/share/hello/static\") {"
           "alias \"$folder_of_hello_assets/\";"
           "root \"/opt/hello/shared/assets/\";"
           "max-age=31536000\" always;"
           "include /etc/nginx/hello.d/*.conf;"
  LACKS "@assets@" "@name@" "${CASE_SCRATCH}" "brotli_static")

# It comes along in both packages; in the .deb as a conffile, with what enables it.
case_build(TARGET package)
case_run(COMMAND dpkg-deb -R "${CASE_BUILD}/dist/hello_1.0.0_all.deb" "${CASE_SCRATCH}/x")
case_run(COMMAND cmp "${CASE_BUILD}/${sites}/hello.production/hello.production"
                 "${CASE_SCRATCH}/x/etc/nginx/sites-available/hello.production")
case_expect_file("${CASE_SCRATCH}/x/DEBIAN/conffiles"
                 CONTAINS "/etc/nginx/sites-available/hello.production\n")
case_expect_file("${CASE_SCRATCH}/x/DEBIAN/postinst" CONTAINS "nginx -t -q")
case_run(COMMAND "${CASE_PREFIX}/bin/shipit" inspect
                 "${CASE_BUILD}/dist/hello-1.0.0-linux-all.tar.zst" OUTPUT inside)
case_expect_match("${inside}" "etc/nginx/sites-available/hello.production")

# Built again it keeps its time; a new asset is none of its business.
file(TIMESTAMP "${CASE_BUILD}/${sites}/hello.production/hello.production" before "%s%f")
case_write(web/page.css "a { color: blue }\n")
case_build()
file(TIMESTAMP "${CASE_BUILD}/${sites}/hello.production/hello.production" after "%s%f")
case_expect_equal("${after}" "${before}")

# Other places: a socket, a port of one's own, names that are given, no TLS, several behind it.
case_site("hello;SERVICE;hello;ENVIRONMENT;production;HSTS;60;BROTLI;INCLUDE;own.conf" ${all}
          -DURL=https://hello.example.org:8443 "-DSERVICE=SOCKET /run/hello.sock")
case_expect_file(
  "${sites}/hello.production/hello.production"
  CONTAINS "server unix:/run/hello.sock;" "listen [::]:8443 ssl http2;"
           "return 301 https://$host:8443$request_uri;" "proxy_set_header Host $host:8443;"
           "max-age=60\" always;" "  client_max_body_size 20m;\n")
case_judge(hello.production)
case_site("hello;SERVICE;hello;SERVER_NAMES;b.example.org;*.b.example.org;TLS;OFF" ${all}
          "-DSERVICE=SOCKET [::]:8000")
case_expect_file(
  "${sites}/hello/hello" CONTAINS "server [::1]:8000;" "listen 80;"
                                  "server_name b.example.org *.b.example.org;"
  LACKS "ssl" "Strict-Transport-Security" "301")
case_judge(hello)
case_site("hello;UPSTREAM;web1:8000;[::1]:81;ENVIRONMENT;production" ${all}
          -DURL=http://127.0.0.1:8080/)
case_expect_file("${sites}/hello.production/hello.production"
                 CONTAINS "server [::1]:81;" "listen 8080;" "server_name 127.0.0.1;" LACKS "ssl")

# All paths are the assets', or nothing else is there.
case_site("hello;ASSETS;hello_assets;SERVER_NAMES;a;TLS;OFF" ${all} -DPUBLIC_PATH=/)
case_expect_file("${sites}/hello/hello" LACKS "return 404;\n  }\n\n  # For" "proxy_pass")
case_judge(hello)
case_site("hello;ASSETS;hello_assets;SERVER_NAMES;a;TLS;OFF" ${all})
case_expect_file("${sites}/hello/hello" CONTAINS "  location / {\n    return 404;\n  }\n")
case_judge(hello)

function(case_refuses arguments)
  case_configure(ARGS ${all} "-DARGUMENTS=${arguments}" FAILS ${ARGN})
endfunction()
set(site "hello;SERVICE;hello")
case_refuses("a b;SERVICE;hello" "got the name 'a b'" "begin with a letter")
case_refuses("hello" "shipit_add_nginx_site\\(hello\\) serves nothing")
case_refuses("${site};SERVER_NAME;a" "does not know 'SERVER_NAME', did you mean SERVER_NAMES")
case_refuses("${site};SERVER_NAMES;a{b" "got the server name 'a{b'" "without scheme and port")
case_refuses("${site};SERVER_NAMES;$host" "got the server name '.host'")
case_refuses("${site};SERVER_NAMES;a b" "got the server name 'a b'")
case_refuses("${site};SERVER_NAMES;a\nb" "got the server name 'a b'")
case_configure(ARGS ${all} "-DARGUMENTS=${site}" -DODD=ON FAILS "got the server name 'a[^ ]*;b'")
case_refuses("${site};SERVER_NAMES;a.example.org:80" "got the server name 'a.example.org:80'")
case_refuses("hello;UPSTREAM;a" "got the UPSTREAM 'a'" "unix:/run/x.sock")
case_refuses("hello;UPSTREAM;a:1 down" "got the UPSTREAM 'a:1 down'")
case_refuses("${site};UPSTREAM;a:1" "got SERVICE and UPSTREAM")
case_refuses("hello;SERVICE;helo" "there is no service 'helo'" "did you mean hello")
case_refuses("hello;ASSETS;assets" "there are no assets 'assets'")
case_refuses("${site};ENVIRONMENT;prod" "there is no environment 'prod'" "there are: prod")
case_refuses("${site};ENVIRONMENT;staging" "does not know the name of the site of 'staging'")
case_refuses("${site};CERTIFICATE;/a" "got one of CERTIFICATE and CERTIFICATE_KEY")
case_refuses("${site};CERTIFICATE;/a\"b;CERTIFICATE_KEY;/k" "got the CERTIFICATE '/a\"b'")
case_refuses("${site};CERTIFICATE;a;CERTIFICATE_KEY;/k" "got the CERTIFICATE 'a'")
case_refuses("${site};ACME_ROOT;/a$b" "got the ACME_ROOT '/a.b'")
case_refuses("${site};HSTS;a year" "got HSTS a year")
case_refuses("${site};TLS;off" "got TLS off" "it knows ON, OFF")
case_refuses("${site};TLS;OFF;HSTS;1" "got CERTIFICATE or HSTS, and the site 'hello.production'")
case_refuses("${site};INCLUDE;gone.conf" "got the INCLUDE 'gone.conf', which is not there")
set(all -DPUBLIC_PATH=/ "-DSERVICE=PORT 8000" -DURL=https://hello.example.org/shop)
case_refuses("${site}" "the URL of 'production' has a path, '/shop', and a site is of a whole host"
             "the URL without it")
set(all -DPUBLIC_PATH=/ -DSERVICE= -DURL=)
case_refuses("${site}" "nobody knows where the service 'hello' listens")
set(all -DPUBLIC_PATH=/ "-DSERVICE=PORT 8000" -DURL=)
case_refuses("${site}" "does not know the site's name")
case_refuses("${site};ASSETS;hello_assets;SERVER_NAMES;a" "'hello_assets' take every path from the")

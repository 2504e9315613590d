# What the two modules ask git at every build, in a script that cmake -P runs.
function(ask variable)
  execute_process(
    COMMAND "${GIT}" ${ARGN}
    OUTPUT_VARIABLE said
    ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  set(${variable} "${said}" PARENT_SCOPE)
endfunction()

if(WAY STREQUAL "three_calls")
  ask(commit rev-parse HEAD)
  ask(branch rev-parse --abbrev-ref HEAD)
  ask(version describe --tags --dirty --always)
else()
  ask(dirty status --porcelain)
  foreach(field IN ITEMS %H %an %ae %ci %s %b)
    ask(shown show -s --format=${field} HEAD)
  endforeach()
  ask(version describe --always HEAD)
  ask(branch symbolic-ref --short -q HEAD)
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" CONTENT "#define VERSION \"@version@\"\n" @ONLY)

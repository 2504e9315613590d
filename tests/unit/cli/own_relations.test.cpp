// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cli/own_relations.hpp>

using namespace shipit;

TEST_CASE("own relations: what is needed of the same release is of the same version") {
  ControlFields control{.package = "hello",
                        .version = "1.0~rc.1",
                        .architecture = "all",
                        .maintainer = "Ops <ops@example.org>",
                        .synopsis = "greets"};
  control.relations = {
      {Relation::depends,
       {"hello-data", "dash", "libgreet1 (>= 1)", "hello-data | other", "x (= ${binary:Version})"}},
      {Relation::recommends, {" hello-more "}},
      {Relation::breaks, {"hello-data", "hello-old (<< ${binary:Version})"}}};
  settle_own_relations(control, {"hello", "hello-data", "hello-more", "libgreet1"});
  CHECK(control.relations[Relation::depends] ==
        std::vector<std::string>{"hello-data (= 1.0~rc.1)", "dash", "libgreet1 (>= 1)",
                                 "hello-data | other", "x (= 1.0~rc.1)"});
  CHECK(control.relations[Relation::recommends] ==
        std::vector<std::string>{"hello-more (= 1.0~rc.1)"});
  CHECK(control.relations[Relation::breaks] ==
        std::vector<std::string>{"hello-data", "hello-old (<< 1.0~rc.1)"});
}

TEST_CASE("own relations: a package goes by its name, and by what it provides") {
  const ControlFields control{.package = "greeter",
                              .version = "1.0",
                              .architecture = "all",
                              .maintainer = "Ops <ops@example.org>",
                              .synopsis = "greets",
                              .relations = {{Relation::provides, {"hello", "hello-api (= 2)"}}}};
  const std::set<std::string> names = names_given_by(control);
  CHECK(names == std::set<std::string>{"greeter", "hello", "hello-api"});
  for (const char* own : {"hello", "hello-api (>= 1)", "greeter:any", "greeter:any (= 1.0)",
                          "other | hello", "greeter(= 1.0)"})
    CHECK(names_one_of(own, names));
  for (const char* foreign : {"hello-data", "greet", "libgreeter1 (>= 1) | hello-more"})
    CHECK_FALSE(names_one_of(foreign, names));
}

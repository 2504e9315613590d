// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <version/archival.hpp>

using namespace shipit;

namespace {

const std::string kNode = "node: 0123456789abcdef0123456789abcdef01234567\n";

}  // namespace

TEST_CASE("archival: tag, distance, commit and time are read") {
  const Archival archival = read_archival(kNode +
                                              "node-date: 2024-01-02T05:04:05+02:00\n"
                                              "describe-name: v0.3.0-4-g0123456789ab\n"
                                              "ref-names: HEAD -> main\n",
                                          "");
  const Version version = archival.version.value();
  CHECK(semver(version) == "0.3.0+4.g0123456789ab");
  CHECK(version.tag == "v0.3.0");
  CHECK(version.epoch == 1704164645);
  CHECK(version.source == VersionSource::archive);
}

TEST_CASE("archival: times are read in every way in which git writes them") {
  const auto epoch = [](const std::string& lines) {
    return read_archival(kNode + "describe-name: 1.0.0\n" + lines, "").version->epoch;
  };
  CHECK(epoch("node-date: 2024-01-02T03:04:05Z\n") == 1704164645);
  CHECK(epoch("node-date: 2024-01-01T22:34:05-04:30\n") == 1704164645);
  CHECK(epoch("commit-epoch: 17\nnode-date: 2024-01-02T03:04:05Z\n") == 17);
  CHECK(epoch("node-date: $Format:%cI$\n") == 0);
  CHECK(epoch("node-date: yesterday\n") == 0);
  CHECK(epoch("") == 0);
}

TEST_CASE("archival: without a description the highest tag of the commit counts") {
  const std::string refs =
      "ref-names: HEAD -> main, tag: 1.0.0-rc.1, tag: pkg/2.0.0, tag: v1.0.0\n";
  CHECK(read_archival(kNode + refs, "").version->tag == "v1.0.0");
  CHECK(read_archival(kNode + refs, "pkg/").version->tag == "pkg/2.0.0");
  CHECK(read_archival(kNode + "describe-name: %(describe:tags=true)\n" + refs, "").version->tag ==
        "v1.0.0");
}

TEST_CASE("archival: what is lacking is said") {
  CHECK(read_archival("node: $Format:%H$\ndescribe-name: $Format:%(describe)$\n", "").lack ==
        "git archive has not filled it in");
  CHECK(read_archival(kNode + "ref-names: HEAD -> main\n", "").lack == "it names no tag");
  CHECK(read_archival(kNode + "describe-name: snapshot\n", "").lack ==
        "its tag 'snapshot' is not a version");
  CHECK(read_archival(kNode + "describe-name: 1.0.0\n", "pkg/").lack ==
        "its tag '1.0.0' is not a version");
}

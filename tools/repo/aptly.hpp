// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace shipit {

// A version of a package in a repository.
struct RepoPackage {
  std::string name;
  std::string version;
  std::string architecture;
  std::string sha256;  // hexadecimal
};

// What apt finds under the name of a distribution.
struct Publication {
  std::set<std::string> components{};
  std::set<std::string> architectures{};

  bool operator==(const Publication&) const = default;
};

// Drives aptly(1) on the folder of a repository: aptly's own files, and `public`, which is served.
// Each component of a distribution is a local repository of aptly's. An Error tells what aptly
// said.
class Aptly {
 public:
  explicit Aptly(const Path& folder);

  // Of a component; empty when it isn't there.
  std::vector<RepoPackage> packages(const std::string& distribution,
                                    const std::string& component) const;
  // Of all distributions, by "<distribution> <component>".
  std::vector<std::pair<std::string, std::string>> components() const;

  // Makes the component when it isn't there.
  void add(const std::string& distribution, const std::string& component,
           const std::vector<Path>& debs) const;
  void remove(const std::string& distribution, const std::string& component,
              const std::vector<RepoPackage>& packages) const;

  std::optional<Publication> published(const std::string& distribution) const;
  // What apt finds is what the components hold, signed by `key`. The files by which a client
  // fetches the rest are replaced last, and those before stay under the names of their digests.
  void publish(const std::string& distribution, const Publication& publication,
               const std::string& key) const;
  // Removes files that nothing refers to any more.
  void clean_up() const;

 private:
  std::string run_aptly(std::vector<std::string> arguments, const std::string& what) const;
  void publish_first(const std::string& distribution, const Publication& publication,
                     const std::string& key) const;
  void publish_anew(const std::string& distribution, const Publication& publication,
                    const std::string& key) const;

  Path folder_;
};

}  // namespace shipit

// SPDX-License-Identifier: Apache-2.0
// The least that publishing by digests can cost: every file is read, hashed by SHA-256, and
// written. usage: limit FROM TO THREADS
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Job {
  std::string from, to;
  std::size_t size;
};

[[noreturn]] void die(const std::string& what) {
  std::perror(what.c_str());
  std::exit(1);
}

void publish(const Job& job, std::vector<char>& bytes) {
  bytes.resize(job.size);
  const int in = open(job.from.c_str(), O_RDONLY);
  if (in < 0 || read(in, bytes.data(), job.size) != static_cast<ssize_t>(job.size)) die(job.from);
  close(in);
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), job.size, digest.data(), nullptr, EVP_sha256(), nullptr);
  const int out = open(job.to.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
  if (out < 0 || write(out, bytes.data(), job.size) != static_cast<ssize_t>(job.size)) die(job.to);
  close(out);
}

std::vector<Job> jobs_of(const fs::path& from, const fs::path& to) {
  std::vector<Job> jobs;
  fs::create_directory(to);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const fs::path target = to / entry.path().lexically_relative(from);
    if (entry.is_directory())
      fs::create_directory(target);
    else
      jobs.push_back({entry.path(), target, entry.file_size()});
  }
  std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.size > b.size; });
  return jobs;
}

}  // namespace

int main(int, char** words) {
  const std::vector<Job> jobs = jobs_of(words[1], words[2]);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    std::vector<char> bytes;
    for (std::size_t i = next++; i < jobs.size(); i = next++) publish(jobs[i], bytes);
  };
  std::vector<std::thread> threads(static_cast<std::size_t>(std::atoi(words[3])));
  for (std::thread& thread : threads) thread = std::thread(work);
  for (std::thread& thread : threads) thread.join();
  std::printf("%zu files\n", jobs.size());
}

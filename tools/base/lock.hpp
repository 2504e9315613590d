// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <base/files.hpp>

namespace shipit {

// Holds a file's lock (flock(2)) from construction to destruction, waiting for whoever has it. The
// kernel frees it when the holder dies; the file stays, and its content means nothing.
class FileLock {
 public:
  explicit FileLock(const Path& file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int file_ = -1;
};

// The same for a folder that is there, without a file in it. Where the file system can't lock
// folders (NFS) nothing is locked.
class FolderLock {
 public:
  explicit FolderLock(const Path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int folder_ = -1;
};

}  // namespace shipit

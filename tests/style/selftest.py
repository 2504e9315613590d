# SPDX-License-Identifier: Apache-2.0
"""Shows each rule of layers.py and files.py."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import files
import layers
from rules import SPDX, Rules, plant

HERE = Path(__file__).parent


class Layers(Rules):
    script = layers

    def include(self, file, target):
        return {f"tools/{file}": f"{SPDX}#include {target}\n"}

    def test_down_the_ladder_is_fine(self):
        self.good(self.include("base/text.cpp", "<base/text.hpp>"))
        self.good(self.include("version/git.cpp", "<base/process.hpp>"))
        self.good(self.include("deb/control.cpp", "<bundle/tree.hpp>"))
        self.good(self.include("release/sbom.cpp", "<assets/manifest.hpp>"))
        self.good(self.include("deploy/plan.cpp", "<release/release.hpp>"))
        self.good(self.include("cli/bundle.cpp", "<deploy/plan.hpp>"))
        self.good(self.include("main.cpp", "<cli/cli.hpp>"))

    def test_up(self):
        self.bad(
            self.include("base/text.cpp", "<version/git.hpp>"),
            "tools/base/text.cpp:2: base may not include <version/git.hpp>: version is above it on "
            "the ladder (base sees no other layer)",
        )

    def test_sideways(self):
        self.bad(
            self.include("assets/pipeline.hpp", "<bundle/tree.hpp>"),
            "tools/assets/pipeline.hpp:2: assets may not include <bundle/tree.hpp>: bundle is not "
            "below it on the ladder (assets sees base)",
        )
        self.bad(
            self.include("deploy/plan.cpp", "<assets/pipeline.hpp>"),
            "tools/deploy/plan.cpp:2: deploy may not include <assets/pipeline.hpp>: assets is not "
            "below it on the ladder (deploy sees base, bundle, release)",
        )

    def test_mains_see_cli_alone(self):
        self.bad(
            self.include("main.cpp", "<base/files.hpp>"),
            "tools/main.cpp:2: main may not include <base/files.hpp>: base is not below it on the "
            "ladder (main sees cli)",
        )

    def test_folder_off_the_ladder(self):
        self.bad(
            {"tools/misc/a.hpp": SPDX},
            "tools/misc/a.hpp:1: tools/misc is not on the ladder: add it to LADDER of "
            "tests/style/layers.py",
        )

    def test_spelling(self):
        said = "is to be spelled from the root: <layer/file.hpp>"
        self.bad(
            self.include("base/text.cpp", '"base/text.hpp"'),
            f'tools/base/text.cpp:2: "base/text.hpp" {said}',
        )
        self.bad(
            self.include("base/text.cpp", "<../version/git.hpp>"),
            f"tools/base/text.cpp:2: <../version/git.hpp> {said}",
        )
        self.bad(
            self.include("base/text.cpp", "<text.hpp>") | {"tools/base/text.hpp": SPDX},
            f"tools/base/text.cpp:2: <text.hpp> {said}",
        )

    def test_foreign_library_in_its_wrapper(self):
        self.good(self.include("base/hash.cpp", "<openssl/evp.h>"))
        self.good(self.include("base/json.hpp", "<nlohmann/json.hpp>"))
        self.good(self.include("base/zstd.cpp", "<zstd.h>"))

    def test_foreign_library_elsewhere(self):
        self.bad(
            self.include("assets/digest.cpp", "<openssl/evp.h>"),
            "tools/assets/digest.cpp:2: <openssl/evp.h> belongs in its one wrapper, "
            "tools/base/hash.cpp",
        )
        self.bad(
            self.include("cli/main.cpp", "<archive_entry.h>"),
            "tools/cli/main.cpp:2: <archive_entry.h> belongs in its one wrapper, "
            "tools/bundle/archive_writer.cpp",
        )

    def test_foreign_library_without_wrapper(self):
        self.bad(
            self.include("base/text.cpp", "<fmt/core.h>"),
            "tools/base/text.cpp:2: <fmt/core.h> is a foreign header without a wrapper: name one in "
            "FOREIGN of tests/style/layers.py",
        )

    def test_system_headers(self):
        for header in ["<filesystem>", "<cstdint>", "<sys/stat.h>", "<unistd.h>"]:
            self.good(self.include("base/files.cpp", header))

    def test_clock_and_environment(self):
        for code, what in [
            ('std::getenv("HOME")', "an environment read"),
            ('secure_getenv("HOME")', "an environment read"),
            ("*environ", "an environment read"),
            ("std::time(nullptr)", "a clock read"),
            ("::time( &t )", "a clock read"),
            ("std::chrono::system_clock::now()", "a clock read"),
            ("gettimeofday(&t, nullptr)", "a clock read"),
            ("clock_gettime(CLOCK_REALTIME, &t)", "a clock read"),
        ]:
            with self.subTest(code):
                tree = {"tools/base/a.cpp": f"{SPDX}\nauto x = {code};\n"}
                said = f"{what} outside cli: take the value as an argument"
                self.bad(tree, f"tools/base/a.cpp:3: {said}")
                self.good({"tools/cli/a.cpp": tree["tools/base/a.cpp"]})
                self.good({"tools/main.cpp": tree["tools/base/a.cpp"]})

    def test_a_child_gets_the_environment(self):
        self.good({"tools/base/process.cpp": f"{SPDX}auto e = environ;\n"})
        self.bad(
            {"tools/base/process.cpp": f'{SPDX}auto e = getenv("A");\n'},
            "tools/base/process.cpp:2: an environment read outside cli: take the value as an argument",
        )

    def test_words_that_only_look_like_it(self):
        text = """
// getenv("HOME") and #include <openssl/evp.h>
/* #include "up.hpp"
   system_clock::now() */
auto a = "getenv(\\"HOME\\")", b = R"(environ
system_clock::now())";
auto c = last_write_time(path), d = entry.time(0), e = 1'000'000;
"""
        self.good({"tools/base/a.cpp": SPDX + text})


class Files(Rules):
    script = files

    def test_good(self):
        self.good(
            {
                "dev": "#!/bin/sh\n# SPDX-License-Identifier: Apache-2.0\n",
                "cmake/ShipIt.cmake": "# SPDX-License-Identifier: Apache-2.0\n",
                "tools/base/a.hpp": f"{SPDX}// using namespace std\nusing std::string;\n",
                "tools/base/a.cpp": f"{SPDX}using namespace std::literals;\n",
                "examples/hello/CMakeLists.txt": "project(hello)\n",
                "examples/hello/node_modules/x/x.js": "\n" * 400,
                "tests/cmake/a-b/project/main.cpp": "int main() {}\n",
            }
        )

    def test_size(self):
        self.good({"tools/base/a.cpp": SPDX + "\n" * 299})
        self.bad(
            {"tools/base/a.cpp": SPDX + "\n" * 300},
            "tools/base/a.cpp:301: 301 lines: over 300 a file has more than one job",
        )

    def test_licence(self):
        for name in ["tools/base/a.cpp", "cmake/ShipIt.cmake", "tests/a.py", "dev"]:
            self.bad(
                {name: "\n" + SPDX},
                f"{name}:1: the first line is to say 'SPDX-License-Identifier: Apache-2.0'",
            )

    def test_using_namespace(self):
        self.bad(
            {"tools/base/a.hpp": f"{SPDX}namespace a {{}}\nusing namespace a;\n"},
            "tools/base/a.hpp:3: 'using namespace' in a header reaches everyone who includes it",
        )


class Script(unittest.TestCase):
    def test_prints_findings_and_exits_1(self):
        with tempfile.TemporaryDirectory() as root:
            plant({"tools/base/a.cpp": f"{SPDX}#include <zstd.h>\n", "tools/base/b.cpp": ""}, root)
            for script, said in [
                ("layers.py", "tools/base/a.cpp:2: <zstd.h> belongs in its one wrapper, "
                              "tools/base/zstd.cpp\n"),
                ("files.py", "tools/base/b.cpp:1: the first line is to say "
                             "'SPDX-License-Identifier: Apache-2.0'\n"),
            ]:
                command = [sys.executable, HERE / script, root]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (1, said, ""))


if __name__ == "__main__":
    unittest.main()

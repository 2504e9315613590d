# SPDX-License-Identifier: Apache-2.0
"""Shows each rule of definitions.py and private_names.py."""

import unittest

import definitions
import private_names
from rules import SPDX, Rules


class Definitions(Rules):
    script = definitions

    def two(self, one, other=None):
        def inside(text):
            return f"{SPDX}namespace shipit {{\n{text}\n}}\n"

        return {"tools/a/a.hpp": inside(one), "tools/b/b.cpp": inside(other or one)}

    def said(self, name, file="tools/b/b.cpp", line=3):
        other = "is defined in tools/a/a.hpp too: rename one, or put it into namespace {}"
        return f"{file}:{line}: 'shipit::{name}' {other}"

    def test_two_of_one_name(self):
        for text in [
            "struct A { int a; };",
            "struct A final : B<int> {};",
            "enum class A { x };",
            "enum A : int { x };",
            "union A {};",
            "template <typename T, int N = (1)>\nclass A {};",
            "class [[nodiscard]] A\n: public B {};",
        ]:
            with self.subTest(text):
                self.bad(self.two(text), self.said("A"))
        self.bad(self.two("struct A {};", "void f() {}\n\nenum A { x };"), self.said("A", line=5))
        self.bad(self.two("struct A::B {};"), self.said("A::B"))
        self.bad(self.two("template <> struct A<int> {};"), self.said("A<int>"))
        self.bad(self.two("namespace deep { struct A {}; }"), self.said("deep::A"))

    def test_programs_of_tests_too(self):
        tree = self.two("struct A {};")
        tree["tests/unit/c.hpp"] = tree.pop("tools/b/b.cpp")
        self.bad(tree, self.said("A", file="tests/unit/c.hpp"))

    def test_anonymous_namespaces(self):
        self.good(self.two("namespace {\nstruct A {};\n}"))
        self.good(self.two("namespace {\nnamespace deep {\nstruct A {};\n}\n}"))
        self.good(self.two("struct A {};", "namespace {\nstruct A {};\n}"))
        self.bad(self.two("namespace {\n}\nstruct A {};"), self.said("A", line=5))

    def test_what_is_no_definition(self):
        for text in [
            "struct A;",
            "enum class A : int;",
            "using A = int;",
            "struct A f();",
            "// struct A {};",
            'auto a = "struct A {";',
            "#define A struct A {",
        ]:
            with self.subTest(text):
                self.good(self.two(text))

    def test_inside_something_else(self):
        self.good(self.two("struct A { struct C {}; };", "struct B { struct C {}; };"))
        self.good(self.two("inline void f() { struct C {}; }"))
        self.good(self.two("namespace x { struct C {}; }", "namespace y { struct C {}; }"))


class PrivateNames(Rules):
    script = private_names

    def tree(self, files, around="namespace shipit {{\nnamespace {{\n{}\n}}\n}}\n"):
        return {name: SPDX + around.format(text) for name, text in files.items()}

    def two(self, one, other=None):
        return self.tree({"tools/base/a.cpp": one, "tools/base/b.cpp": other or one})

    def said(self, name, file="tools/base/b.cpp", line=4, other="tools/base/a.cpp:4"):
        also = f"'{name}' is a name of {other} too, and a unity build may compile both as one"
        return f"{file}:{line}: {also}: let the name tell more, or share what is meant"

    def test_two_of_one_name(self):
        for text in [
            "struct A { int a; };",
            "enum class A { x };",
            "using A = int;",
            "constexpr int A = 1;",
            "constexpr std::array<int, 2> A{1, 2};",
            "const char* const A[] = {};",
            "int A(const std::string& text = {}) { return f(text); }",
            "template <typename T>\nint A(T t) {}",
            "[[noreturn]] void A();",
        ]:
            with self.subTest(text):
                self.bad(self.two(text), self.said("A"))
        self.bad(self.two("struct A {};", "int b;\n\nint A = f({1, 2});"), self.said("A", line=6))

    def test_overloads(self):
        self.good(self.two("void f(int a) {}", "void f(const B& b) {}"))
        self.good(self.two("void f(int a) {}", "void f(int a, int b) {}"))
        for one, other in [
            ("void f(const Path& path) {}", "void f(std::string_view text) {}"),
            ("void f(const std::map<A, B>& a) {}", "int f(std::map<A, B>) {}"),
            ("int f = 1;", "void f(int a) {}"),
        ]:
            with self.subTest(one):
                self.bad(self.two(one, other), self.said("f"))

    def test_names_of_headers(self):
        def beside(private, public, header="tools/base/c.hpp", file="tools/version/a.cpp"):
            return self.tree({file: private}) | self.tree({header: public}, "namespace shipit {{\n{}\n}}\n")

        def hidden(name, file="tools/version/a.cpp", header="tools/base/c.hpp"):
            return self.said(name, file=file, other=f"{header}:3")

        self.bad(beside("struct A {};", "class A {};"), hidden("A"))
        self.bad(beside("void f(int a) {}", "void f(std::string_view text);"), hidden("f"))
        self.bad(beside("void f(int a) {}", "void f(const Json& json);"), hidden("f"))
        self.good(beside("void f(int a) {}", "void f(const Entry& entry);"))
        self.good(beside("struct A {};", "class A {};", header="tools/cli/c.hpp"))
        test = "tests/unit/base/a.test.cpp"
        self.bad(beside("struct A {};", "class A {};", file=test), hidden("A", file=test))
        for header in ["tests/unit/c.hpp", "tests/unit/base/c.hpp"]:
            self.bad(beside("struct A {};", "class A {};", header, test), hidden("A", test, header))

    def test_what_is_not_compiled_together(self):
        self.good(self.tree({"tools/base/a.cpp": "int a;", "tools/version/a.cpp": "int a;"}))
        self.good(self.two("int a; void f(); void f() {}", "int b;"))

    def test_what_has_no_name_of_its_own(self):
        for text in [
            "void f::g() {}",
            "bool operator==(A a, B b) {}",
            "namespace fs = std::filesystem;",
            "using std::string;",
            "static_assert(sizeof(int) == 4);",
        ]:
            with self.subTest(text):
                self.good(self.two(text))
        self.good(self.two("struct A { int f() { int x; } };", "struct B { int f() { int x; } };"))


if __name__ == "__main__":
    unittest.main()

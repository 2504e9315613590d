#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Fails unless a JSON document fits a JSON Schema (2020-12).

usage: check_schema.py SCHEMA DOCUMENT
"""

import json
import sys

import jsonschema


def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


schema, document = map(read, sys.argv[1:])
jsonschema.Draft202012Validator.check_schema(schema)
jsonschema.Draft202012Validator(schema).validate(document)

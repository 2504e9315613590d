#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Asks Django's own storage for the URL of each asset of a published folder.

usage: django_reader.py FOLDER
"""

import json
import sys
from pathlib import Path

import django
from django.conf import settings

folder = Path(sys.argv[1])
settings.configure(
    STATIC_ROOT=str(folder),
    STATIC_URL="/static/",
    INSTALLED_APPS=["django.contrib.staticfiles"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage  # noqa: E402

storage = ManifestStaticFilesStorage()
assets = json.loads((folder / "manifest.json").read_text("utf-8"))["assets"]
assert set(storage.hashed_files) == set(assets), storage.hashed_files
for path, asset in assets.items():
    assert storage.url(path) == "/static/" + asset["file"], storage.url(path)
    assert storage.exists(storage.stored_name(path)), path
try:
    storage.url("gone.js")
except ValueError as error:
    assert "Missing staticfiles manifest entry for 'gone.js'" in str(error), error
else:
    sys.exit("Django knows gone.js")

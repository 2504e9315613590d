#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Django's collectstatic with a storage that names files by their digests.

usage: django_static.py ROOT OUTPUT STORAGE
"""

import sys

import django
from django.conf import settings
from django.core.management import call_command

root, output, storage = sys.argv[1:]
settings.configure(
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATICFILES_DIRS=[root],
    STATICFILES_STORAGE=storage,
    STATIC_ROOT=output,
    STATIC_URL="/static/",
)
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)

# SPDX-License-Identifier: Apache-2.0
"""The meeting rooms of the house: a small Pyramid application, served by Waitress."""

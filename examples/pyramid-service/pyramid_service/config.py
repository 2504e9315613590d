# SPDX-License-Identifier: Apache-2.0
"""What one environment sets, read from an INI file and the secrets file that it may name."""

import configparser
import secrets
from dataclasses import dataclass
from pathlib import Path


class ConfigError(Exception):
    """The message names the file, and the line where there is one."""


@dataclass(frozen=True)
class Config:
    environment: str  # the config's name without '.ini': 'staging', 'production'
    address: str
    port: int  # 0 for any free one
    title: str
    session_key: str  # what session cookies are signed with


KNOWN = {"server": {"address", "port"}, "rooms": {"title"}, "secrets": {"file"}}
KNOWN_SECRETS = {"session": {"key"}}


def load_config(file: Path) -> Config:
    """Reads a config, and the secrets that lie beside it; raises ConfigError."""
    ini = _read(file, KNOWN)
    try:
        port = parse_port(ini.get("server", "port", fallback="8010"))
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from error
    return Config(
        environment=file.stem,
        address=ini.get("server", "address", fallback="127.0.0.1"),
        port=port,
        title=ini.get("rooms", "title", fallback="Meeting rooms"),
        session_key=_session_key(ini.get("secrets", "file", fallback=""), file),
    )


def parse_port(text: str) -> int:
    """A port from 0 to 65535; raises ValueError that says what the text is not."""
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    raise ValueError(f"'{text}' is not a port")


def _session_key(name: str, asker: Path) -> str:
    if not name:
        return secrets.token_hex(32)  # lasts as long as this run does
    file = asker.parent / name
    if not file.exists():
        raise ConfigError(
            f"{file}: this secrets file is missing, {asker} names it; put it on this server"
        )
    key = _read(file, KNOWN_SECRETS).get("session", "key", fallback="")
    if not key:
        raise ConfigError(f"{file}: [session] has no 'key'")
    return key


def _read(file: Path, known: dict) -> configparser.ConfigParser:
    ini = configparser.ConfigParser(interpolation=None)
    try:
        with file.open(encoding="utf-8") as text:
            ini.read_file(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot read this file") from error
    except configparser.MissingSectionHeaderError as error:
        raise ConfigError(f"{file}:{error.lineno}: expected a [section] first") from error
    except configparser.ParsingError as error:
        raise ConfigError(f"{file}:{error.errors[0][0]}: expected 'key = value'") from error
    except configparser.DuplicateOptionError as error:
        raise ConfigError(f"{file}:{error.lineno}: '{error.option}' is set twice") from error
    except configparser.DuplicateSectionError as error:
        raise ConfigError(f"{file}:{error.lineno}: [{error.section}] stands twice") from error
    _refuse_unknown(ini, known, file)
    return ini


def _refuse_unknown(ini: configparser.ConfigParser, known: dict, file: Path) -> None:
    for section in ini.sections():
        for key in ini.options(section):
            if key not in known.get(section, set()):
                raise ConfigError(f"{file}: unknown key '{key}' in [{section}]")

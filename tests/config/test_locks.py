"""The locked requirements are in step with pyproject.toml and package.json, and carry no address of a registry."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(name: str) -> dict[str, str]:
    """Read the version per package of one requirements file."""
    pins = re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def group(name: str) -> list[str]:
    entries = PROJECT["dependency-groups"][name]
    return [one for entry in entries for one in ([entry] if isinstance(entry, str) else group(entry["include-group"]))]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("base.txt", PROJECT["project"]["dependencies"]),
        ("dev.txt", PROJECT["project"]["dependencies"] + group("dev")),
    ],
)
def test_every_dependency_is_locked_at_a_version_that_fits(name, wanted):
    pins = locked(name)
    requirements = [Requirement(line) for line in wanted]

    assert [str(one) for one in requirements if canonicalize_name(one.name) not in pins] == []
    assert [
        str(one)
        for one in requirements
        if not one.specifier.contains(pins[canonicalize_name(one.name)], prereleases=True)
    ] == []


def test_development_uses_the_versions_of_production():
    base, dev = locked("base.txt"), locked("dev.txt")

    assert {package: dev.get(package) for package in base} == base


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_every_locked_package_has_hashes(name):
    text = (ROOT / "requirements" / name).read_text()

    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE):
        assert not entry.strip() or "--hash=sha256:" in entry, entry


def test_npm_packages_are_locked_at_the_declared_ranges_without_addresses():
    declared = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert lock[""]["dependencies"] == declared["dependencies"]
    assert lock[""]["devDependencies"] == declared["devDependencies"]
    assert [name for name, package in lock.items() if "resolved" in package] == []
    assert [name for name, package in lock.items() if name and "integrity" not in package] == []

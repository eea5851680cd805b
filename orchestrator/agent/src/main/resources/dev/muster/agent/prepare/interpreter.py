"""Says what this interpreter is, and whether what it has installed satisfies a requirements file.

Usage: python interpreter.py [REQUIREMENTS]. Prints one line: MUSTER-INTERPRETER and a JSON object.
"Satisfied" is said only when every line and all that the packages themselves require was understood and found;
a line that needs an installer (an option, a link, a local path) makes it "unknown".
"""
import glob
import hashlib
import importlib
import json
import os
import re
import sys
import sysconfig
from importlib import metadata

try:
    import ensurepip
except ImportError:
    ensurepip = None

HARMLESS = ("-i", "--index-url", "--extra-index-url", "--no-index", "-f", "--find-links", "--prefer-binary", "--pre",
            "--only-binary", "--no-binary", "--trusted-host")


class Unknown(Exception):
    """Only an installer can tell."""


def requirement_type():
    """The class that reads a requirement, from whoever brings it: most Pythons have at least the wheel of pip."""
    wheels = glob.glob(os.path.join(os.path.dirname(ensurepip.__file__), "_bundled", "pip-*.whl")) if ensurepip else []
    sys.path += wheels
    try:
        for package in ("packaging", "pip._vendor.packaging", "setuptools._vendor.packaging"):
            try:
                return importlib.import_module(package + ".requirements").Requirement
            except ImportError:
                pass
    finally:
        sys.path[:] = [entry for entry in sys.path if entry not in wheels]
    raise Unknown("no packaging")


def lines(path, digest, seen):
    """The requirement lines of a file and of those that it includes; every file's bytes go into the digest."""
    path = os.path.realpath(path)
    if path in seen:
        return
    seen.add(path)
    with open(path, "rb") as file:
        content = file.read()
    digest.update(content + b"\0")
    for line in content.decode("utf-8").replace("\\\n", " ").splitlines():
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        include = re.match(r"(-r|--requirement|-c|--constraint)[\s=]*(.+)", line)
        if include:
            nested = list(lines(os.path.join(os.path.dirname(path), include[2]), digest, seen))
            yield from nested if include[1] in ("-r", "--requirement") else ["--constraint"]
        elif line:
            yield line


def missing(requirement, extra, checked, parse):
    """What is not there, of a requirement and of all that it requires in turn."""
    if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
        return
    if requirement.url:
        raise Unknown(str(requirement))
    key = (requirement.name.lower(), str(requirement.specifier), tuple(sorted(requirement.extras)))
    if key in checked:
        return
    checked.add(key)
    try:
        found = metadata.distribution(requirement.name)
    except metadata.PackageNotFoundError:
        yield str(requirement)
        return
    if not requirement.specifier.contains(found.version, prereleases=True):
        yield f"{requirement} (found {found.version})"
        return
    for wanted in requirement.extras or [""]:
        for line in found.requires or []:
            yield from missing(parse(line), wanted, checked, parse)


def judge(requirements):
    try:
        parse, checked, gaps = requirement_type(), set(), []
        for line in requirements:
            if line.split("=")[0].split()[0] in HARMLESS:
                continue
            if line.startswith("-") or " --" in line:
                raise Unknown(line)
            gaps += missing(parse(line), "", checked, parse)
        return ("MISSING" if gaps else "SATISFIED"), gaps
    except Exception:  # a line or a package that cannot be read: let the installer decide
        return "UNKNOWN", []


def main():
    digest, requirements = hashlib.sha256(), []
    if len(sys.argv) > 1:
        requirements = list(lines(sys.argv[1], digest, set()))
    verdict, gaps = judge(requirements)
    virtual = sys.prefix != sys.base_prefix
    print("\nMUSTER-INTERPRETER " + json.dumps({
        "executable": sys.executable if virtual else os.path.realpath(sys.executable),
        "version": ".".join(map(str, sys.version_info[:3])),
        "prefix": sys.prefix,
        "basePrefix": sys.base_prefix,
        "packages": sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}),
        "digest": digest.hexdigest() if len(sys.argv) > 1 else "",
        "verdict": verdict,
        "missing": gaps[:20],
    }))


main()

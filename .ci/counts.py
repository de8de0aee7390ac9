"""Prints how many tests passed, failed and were skipped, and fails where one was skipped: in CI nothing may be."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(report: Path) -> int:
    if not report.exists() or not report.stat().st_size:
        print("== no report: the tests did not run")
        return 1
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    skipped = [case for case in cases if case.find("skipped") is not None]
    passed = len(cases) - len(failed) - len(skipped)
    print(f"== {len(cases)} tests: {passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    for case in skipped:
        reason = case.find("skipped")
        message = "" if reason is None else reason.get("message", "")
        print(f"skipped: {case.get('classname')}.{case.get('name')}: {message}")
    return 1 if failed or skipped or not passed else 0


sys.exit(main(Path(sys.argv[1])))

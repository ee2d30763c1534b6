"""The examples in the docstrings of the package run and give what they say."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import legal

MODULES = sorted(info.name for info in pkgutil.walk_packages(legal.__path__, "legal."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_right(name):
    failed, _ = doctest.testmod(import_module(name))
    assert not failed


def test_there_are_examples_to_run():
    finder = doctest.DocTestFinder()
    assert sum(bool(test.examples) for name in MODULES for test in finder.find(import_module(name))) > 50

"""The pictures of the documentation can be made again: as many pages, of the same size."""

import shutil
import struct

import pytest

from tests.hosts import require
from tests.pictures import FOLDER, contents, make
from tests.proofs import variants
from xl_grc.text import LANGUAGES


def size(picture):
    return struct.unpack(">II", picture.read_bytes()[16:24])


@pytest.mark.parametrize("language", variants(*LANGUAGES))
def test_pictures_are_made_again(language, tmp_path):
    for program in ("soffice", "pdftoppm"):
        require("" if shutil.which(program) else f"pictures: no {program}")
    for name, content in contents(language).items():
        made = {picture.name: size(picture) for picture in make(language, name, content, tmp_path)}
        assert made == {picture.name: size(picture) for picture in FOLDER.glob(f"{name}-*.png")}

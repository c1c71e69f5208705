"""Reading pages as a person does."""

import re
from io import BytesIO
from zipfile import ZipFile


def text_of(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def unpacked(answer) -> str:
    """All files of a download, one after the other."""
    with ZipFile(BytesIO(b"".join(answer))) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def as_(client, person):
    client.force_login(person)
    return client

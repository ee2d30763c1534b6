"""A slow line gives signs of life, and a body stays what it was."""

import io

from api.alive import living


class Body:
    def __init__(self, *pieces):
        self.pieces, self.closed = pieces, False

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        self.closed = True


def test_a_large_answer_gives_a_sign_for_every_piece_that_was_taken():
    signs = []
    body = Body(b"a" * 200_000, b"", b"b" * 10)
    sent = living(lambda environ, start: body, lambda: signs.append(1))({"wsgi.input": io.BytesIO()}, None)
    pieces = iter(sent)
    next(pieces)
    assert signs == []  # nothing was taken yet
    rest = list(pieces)
    assert len(signs) == 5
    assert max(map(len, rest)) <= 65_536
    sent.close()
    assert body.closed


def test_the_body_of_a_request_is_read_as_it_is():
    signs = []

    def application(environ, start):
        stream = environ["wsgi.input"]
        return [stream.readline(), stream.read(3), *stream.readlines(), stream.read()]

    given = b"first\nxyzsecond\nthird\n"
    answer = living(application, lambda: signs.append(1))({"wsgi.input": io.BytesIO(given)}, None)
    assert list(answer) == [b"first\n", b"xyz", b"second\n", b"third\n"]
    assert signs


def test_a_large_body_is_read_piece_by_piece():
    asked = []

    class Stream(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return super().read(size)

    given = bytes(range(256)) * 1000
    answer = living(lambda environ, start: [environ["wsgi.input"].read(len(given))], lambda: None)
    assert b"".join(answer({"wsgi.input": Stream(given)}, None)) == given
    assert max(asked) <= 65_536

"""Which country the places of a message are in, and whose they are."""

from __future__ import annotations

import pytest

from nlu.places import places_in


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("kami di malang, vendornya di ambon", ("own/ID/malang", "other/ID/ambon")),
        ("our partner sits in Osaka while we are in Bonn", ("other/JP/Osaka", "own/DE/Bonn")),
        ("penyedia kami di Hanoi", ("other/VN/Hanoi",)),
        ("kalau kita di Dumai vendornya di Melaka", ("own/ID/Dumai", "other/MY/Melaka")),
        ("dari Filipina ke Selandia Baru", ("/PH/Filipina", "/NZ/Selandia Baru")),
        ("somewhere in the US", ("/US/US",)),
        # A town and its country are one place; what is moved somewhere is theirs; what is denied is not meant.
        ("our vendor is in Davao, Philippines", ("other/PH/Davao",)),
        ("Batam itu Indonesia, Kuching itu Malaysia", ("/ID/Batam", "/MY/Kuching")),
        ("and if we move it to Peru?", ("other/PE/Peru",)),
        ("Ghana, not Togo", ("/GH/Ghana",)),
        # What is joined is theirs, too.
        ("penyedia kami di Laos dan di Tegal", ("other/LA/Laos", "other/ID/Tegal")),
        ("the client is in Boston, the provider far away in Chennai", ("own/US/Boston", "other/IN/Chennai")),
        # Of small letters, where what stands before or behind tells of places.
        ("kalo bosku orang garut terus kantor vendornya di tegal", ("own/ID/garut", "other/ID/tegal")),
        ("kan garut sm tegal satu negara", ("/ID/garut", "/ID/tegal")),
        ("riset sama data satu negara", ()),
        # Words of every day, and names that stand for nothing but themselves.
        ("tell us who is reading this, and bukan di kota itu", ()),
        ("is it nice to be mobile", ()),
        ("di lima tempat", ()),
    ],
)
def test_places_and_whose_they_are(text: str, places: tuple[str, ...]) -> None:
    assert places_in(text) == places

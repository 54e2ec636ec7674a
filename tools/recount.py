#!/usr/bin/env python3
"""Recounts every figure that a house publishes, from one package of its open data.

    recount.py FOLDER [--hash HEX] [--find ROW]

FOLDER holds the files of a package. The hash of its list of files stands in the public log of the house and on the
page of the package: give it with --hash, and the list itself is checked as well. With --find, the figures are named
that count the matter of a row, and those that do not.

Exit status 0: everything is as published. 1: it is not, and each difference was named. 2: the package cannot be read.

Standard library only. Written from docs/reference/open-data.md and nothing else.
"""

import argparse
import csv
import hashlib
import json
import os
import re
import sqlite3
import sys

SUMS = "SHA256SUMS"
SEVERAL = "*"
OVER = {"matters": ("matters", "m"), "promises": ("promises", "c"), "returns": ("returns", "s")}
GROUPS = ("public", "unit", "town", "category", "month")
# What a condition may consist of: it is put into a statement, so nothing else is let through.
WORDS = re.compile(r"\s+|'[^']*'|[mcs]\.[a-z_]+|\$4|\d+|<>|<=|>=|[=<>(),]|(?:AND|OR|NOT|IS|NULL|IN)\b")


class Unreadable(Exception):
    """The package is not one, or a part of it is missing."""


class Package:
    """A package in memory: its description, and its tables in a database."""

    def __init__(self, folder):
        self.folder = folder
        self.wrong = []
        self.about = {}
        self.db = sqlite3.connect(":memory:")
        self.db.execute("PRAGMA synchronous = OFF")

    def note(self, sentence):
        self.wrong.append(sentence)

    def check_files(self, expected):
        """Every file is the one that the list names, and the list is the one that was published."""
        path = os.path.join(self.folder, SUMS)
        try:
            with open(path, "rb") as file:
                sums = file.read()
        except OSError as error:
            raise Unreadable(f"{path}: {error.strerror}") from error
        found = hashlib.sha256(sums).hexdigest()
        if expected and found != expected.lower():
            self.note(f"{SUMS} has the hash {found}, and {expected} was published")
        listed = set()
        for line in sums.decode("utf-8").splitlines():
            given, _, name = line.partition("  ")
            if not name or "/" in name or name.startswith("."):
                raise Unreadable(f"{SUMS}: a line names no file of this folder: {line}")
            listed.add(name)
            self.check_file(name, given)
        for name in sorted(set(os.listdir(self.folder)) - listed - {SUMS}):
            self.note(f"{name} is not in {SUMS}")
        return listed

    def check_file(self, name, given):
        digest = hashlib.sha256()
        try:
            with open(os.path.join(self.folder, name), "rb") as file:
                for block in iter(lambda: file.read(1 << 20), b""):
                    digest.update(block)
        except OSError:
            self.note(f"{name} is missing")
            return
        if digest.hexdigest() != given:
            self.note(f"{name} is not the file that {SUMS} names")

    def read(self, listed):
        with open(os.path.join(self.folder, "datapackage.json"), encoding="utf-8") as file:
            described = json.load(file)
        self.about = described["huiyin"]
        for table in described["resources"]:
            if table["path"] not in listed:
                self.note(f"{table['path']} is described and not in {SUMS}")
            else:
                self.read_table(table)

    def read_table(self, table):
        name, fields = table["name"], table["schema"]["fields"]
        if not re.fullmatch(r"[a-z]+", name) or not all(re.fullmatch(r"[a-z_]+", f["name"]) for f in fields):
            raise Unreadable(f"a table or column has a name that is none: {name}")
        kinds = [("INTEGER" if field["type"] == "integer" else "TEXT") for field in fields]
        columns = ", ".join(f'"{field["name"]}" {kind}' for field, kind in zip(fields, kinds))
        self.db.execute(f'CREATE TABLE "{name}" ({columns})')
        with open(os.path.join(self.folder, table["path"]), encoding="utf-8", newline="") as file:
            rows = csv.reader(file, strict=True)
            if next(rows, None) != [field["name"] for field in fields]:
                raise Unreadable(f"{table['path']} does not have the columns of its description")
            width = len(fields)

            def sound():
                for row in rows:
                    if len(row) != width:
                        raise Unreadable(f"{table['path']}:{rows.line_num} has {len(row)} cells and not {width}")
                    yield [cell or None for cell in row]

            self.db.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * width)})', sound())
        self.check_cells(name, fields)

    def check_cells(self, name, fields):
        """A number is a number, what must be there is there, and what must be unique is."""
        for field in fields:
            column, limits = field["name"], field.get("constraints", {})
            wrong = []
            if field["type"] == "integer":
                wrong.append(f"(\"{column}\" IS NOT NULL AND typeof(\"{column}\") <> 'integer')")
            if field["type"] == "date":
                days = "'[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
                wrong.append(f'("{column}" IS NOT NULL AND "{column}" NOT GLOB {days})')
            if limits.get("required"):
                wrong.append(f'"{column}" IS NULL')
            if wrong:
                count = self.one(f'SELECT COUNT(*) FROM "{name}" WHERE {" OR ".join(wrong)}')
                if count:
                    self.note(f"{name}.{column}: {count} cells do not hold what the description says")
            if limits.get("unique"):
                count = self.one(f'SELECT COUNT("{column}") - COUNT(DISTINCT "{column}") FROM "{name}"')
                if count:
                    self.note(f"{name}.{column}: {count} cells repeat another")

    def one(self, sql, values=()):
        return self.db.execute(sql, values).fetchone()[0]


def check_definitions(package):
    """Each definition is the text that the log holds the hash of. Tells them by figure."""
    figures = {}
    sql = ('SELECT indicator, version, "from", over, seal, numerator, denominator, hash, text FROM definitions '
           "ORDER BY indicator, version")
    for key, version, begins, over, seal, numerator, denominator, given, text in package.db.execute(sql):
        called = f"the definition {key} {version}"
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != given:
            package.note(f"{called}: the text is not the one that its hash names")
        said = {"numerator": numerator, "denominator": denominator, "over": over, "key": key}
        for name, value in said.items():
            line = f'{name} = "{value}"'
            if value is not None and line not in text.splitlines():
                package.note(f"{called}: the text does not say {line}")
        if f"version = {version}" not in text.splitlines():
            package.note(f"{called}: the text is of another version")
        for condition in (numerator, denominator or ""):
            if WORDS.sub("", condition):
                raise Unreadable(f"{called} has a condition that is none: {condition}")
        if over not in OVER:
            raise Unreadable(f"{called} counts what there is not: {over}")
        versions = figures.setdefault(key, [])
        if versions and begins <= versions[-1]["from"]:
            package.note(f"{called}: it does not hold from a later day than the one before")
        versions.append({"version": version, "from": begins, "over": over, "seal": seal,
                         "numerator": numerator, "denominator": denominator})
    return figures


def condition(versions, half, day):
    """The condition of all versions together: each counts what was received from its day on."""
    text = versions[0][half]
    for version in versions[1:]:
        text = f"CASE WHEN {day} >= '{version['from']}' THEN ({version[half]}) ELSE ({text}) END"
    return text


def counting(versions, first, following):
    """The versions that count what was received in a span, the first day and the day after it."""
    told = []
    for place, version in enumerate(versions):
        begins = place == 0 or version["from"] < following
        ends = place + 1 < len(versions) and versions[place + 1]["from"] <= first
        if begins and not ends:
            told.append(str(version["version"]))
    return "+".join(told)


def span(about, year, group, key):
    if group == "month":
        number, month = int(key[:4]), int(key[5:])
        first = f"{number:04}-{month:02}-01"
        following = f"{number + month // 12:04}-{month % 12 + 1:02}-01"
    else:
        first, following = f"{year:04}-01-01", f"{year + 1:04}-01-01"
    return first, min(following, about["until"])


def towns(package):
    """Each area with the town that it lies in: the area right below that of the house, or itself."""
    parents = dict(package.db.execute("SELECT code, parent FROM areas"))
    found = {}
    for area in parents:
        way = [area]
        while parents.get(way[-1]) is not None and len(way) <= len(parents):
            way.append(parents[way[-1]])
        found[area] = way[-2] if len(way) > 1 else area
    return found


def prepare(package):
    """Puts the town and the year beside each matter."""
    db = package.db
    db.execute("CREATE TABLE town (area TEXT PRIMARY KEY, town TEXT)")
    db.executemany("INSERT INTO town VALUES (?, ?)", towns(package).items())
    db.execute('CREATE UNIQUE INDEX by_row ON matters ("row")')
    if lost := package.one("SELECT COUNT(*) FROM matters m WHERE m.area NOT IN (SELECT area FROM town)"):
        package.note(f"matters.area: {lost} cells name an area that there is not")
    late = package.one("SELECT COUNT(*) FROM matters m WHERE m.received >= ?", (package.about["until"],))
    if late:
        package.note(f"matters.received: {late} days are not before {package.about['until']}")
    for name in ("promises", "returns"):
        lost = package.one(f'SELECT COUNT(*) FROM {name} t WHERE t."row" NOT IN (SELECT "row" FROM matters)')
        if lost:
            package.note(f"{name}.row: {lost} cells name a matter that there is not")


def of_group(group, letter):
    return {"public": "''", "unit": f"COALESCE({letter}.unit, '')", "town": "t.town", "category": "m.category",
            "month": "SUBSTR(m.received, 1, 7)"}[group]


def count_rows(package, figures, counted):
    """Counts the figures of which every matter is a row."""
    for over, (table, letter) in OVER.items():
        own = {k: v for k, v in figures.items() if v[0]["seal"] == "open" and v[0]["over"] == over}
        if not own:
            continue
        source = "matters m" if letter == "m" else f'{table} {letter} JOIN matters m ON m."row" = {letter}."row"'
        halves = [(key, half) for key in own for half in ("numerator", "denominator") if own[key][0][half]]
        sums = [f"SUM(CASE WHEN {condition(own[key], half, 'm.received')} THEN 1 ELSE 0 END)" for key, half in halves]
        for group in GROUPS:
            sql = (f"SELECT m.procedure, CAST(SUBSTR(m.received, 1, 4) AS INTEGER), {of_group(group, letter)}, "
                   f"{', '.join(sums)} FROM {source} JOIN town t ON t.area = m.area GROUP BY 1, 2, 3").replace("$4", ":d")
            for procedure, year, key, *numbers in package.db.execute(sql, {"d": package.about["as_of"]}):
                put(counted, (procedure, year, group, key), halves, numbers)
                if group == "public":
                    put(counted, (procedure, year, "all", ""), halves, numbers)


def put(counted, group, halves, numbers):
    """Adds numbers to the figures of a group."""
    for (figure, half), number in zip(halves, numbers):
        parts = counted.setdefault((*group, figure), {"numerator": 0, "denominator": None})
        parts[half] = (parts[half] or 0) + number


def count_ratings(package, figures, counted):
    """Counts the figures of ratings: what was said, apart from the matters of which it was said."""
    own = {key: versions for key, versions in figures.items() if versions[0]["seal"] != "open"}
    halves = [(key, half) for key in own for half in ("numerator", "denominator") if own[key][0][half]]
    for key, versions in own.items():
        if len(versions) > 1 and any(v["from"][5:] != "01-01" for v in versions[1:]):
            package.note(f"the definition {key}: ratings are told by years, and a version begins within one")
    if not halves:
        return
    year_begins = "(m.year || '-01-01')"
    sums = [f"SUM(CASE WHEN {condition(own[key], half, year_begins)} THEN m.count ELSE 0 END)" for key, half in halves]
    sql = (f"SELECT m.procedure, m.year, COALESCE(m.unit, ''), {', '.join(sums)} FROM ratings m "
           "GROUP BY 1, 2, 3").replace("$4", ":d")
    for procedure, year, unit, *numbers in package.db.execute(sql, {"d": package.about["as_of"]}):
        put(counted, (procedure, year, "unit", unit), halves, numbers)
        put(counted, (procedure, year, "public", ""), halves, numbers)
    check_ratings(package)


def check_ratings(package):
    """What was rated are the matters that were answered: no more and no fewer, unit by unit."""
    least = package.about["least"]
    rated = {(p, y, u): (n, r) for p, y, u, n, r in package.db.execute(
        "SELECT procedure, year, COALESCE(unit, ''), SUM(count), "
        "SUM(CASE WHEN rating IS NOT NULL OR told_rating IS NOT NULL OR call_rating IS NOT NULL THEN count ELSE 0 END) FROM ratings GROUP BY 1, 2, 3")}
    there = {(p, y, u): n for p, y, u, n in package.db.execute(
        "SELECT procedure, CAST(SUBSTR(received, 1, 4) AS INTEGER), COALESCE(unit, ''), COUNT(*) FROM matters "
        "WHERE answered IS NOT NULL OR outcome = 'imported' GROUP BY 1, 2, 3")}
    pooled, years = {}, {(procedure, year) for procedure, year, _ in rated}
    for (procedure, year, unit), number in there.items():
        told = (procedure, year) in years
        if told and (procedure, year, unit) not in rated:
            pooled[(procedure, year, SEVERAL)] = pooled.get((procedure, year, SEVERAL), 0) + number
        elif told and rated[(procedure, year, unit)][0] != number:
            package.note(f"ratings of {procedure} {year} {unit}: {rated[(procedure, year, unit)][0]} "
                         f"are told of, and {number} were answered")
    for group, (number, ratings) in rated.items():
        if 0 < ratings < least:
            package.note(f"ratings of {' '.join(map(str, group))}: they are told of fewer than {least}")
        if group not in there and pooled.get(group) != number:
            package.note(f"ratings of {' '.join(map(str, group))}: {number} are told of, and "
                         f"{pooled.get(group, 0)} were answered")


def add_confidential(package, figures, counted):
    """Adds what is not public, as far as it is told."""
    least = package.about["least"]
    sql = "SELECT procedure, year, indicator, numerator, denominator FROM confidential"
    for procedure, year, key, numerator, denominator in package.db.execute(sql):
        if key not in figures or figures[key][0]["seal"] != "open":
            package.note(f"confidential: {key} is no figure of what is not public")
            continue
        for number in (numerator, denominator):
            if number is not None and (number < least or number % least):
                package.note(f"confidential {procedure} {year} {key}: {number} is not told in steps of {least}")
        group = (procedure, year, "all", "")
        halves = [(key, "numerator")] + ([(key, "denominator")] if figures[key][0]["denominator"] else [])
        put(counted, group, halves, [numerator or 0, denominator or 0])


def compare(package, figures, counted):
    """Names each figure that was published otherwise than it was counted. Tells how many are equal."""
    published = {}
    sql = 'SELECT procedure, year, "group", COALESCE(key, \'\'), indicator, versions, numerator, denominator FROM figures'
    for *name, versions, numerator, denominator in package.db.execute(sql):
        if tuple(name) in published:
            package.note(f"{' '.join(map(str, name))}: it is published twice")
        published[tuple(name)] = (numerator, denominator, versions)
    expected = {}
    for (procedure, year, group, key, figure), parts in counted.items():
        if (parts["denominator"] if parts["denominator"] is not None else parts["numerator"]) > 0:
            versions = counting(figures[figure], *span(package.about, year, group, key))
            name = (procedure, year, group, key, figure)
            expected[name] = (parts["numerator"], parts["denominator"], versions)
    for name in sorted(expected.keys() | published.keys(), key=str):
        ours, theirs = expected.get(name), published.get(name)
        if ours != theirs:
            said = ["{0}/{1} by version {2}".format(*p).replace("/None", "") if p else "nothing" for p in (theirs, ours)]
            package.note(f"{' '.join(map(str, name))}: published as {said[0]}, recounted as {said[1]}")
    return sum(expected.get(name) == value for name, value in published.items())


def check_silence(package, figures):
    """What the data call silent is what the figure `late` counts."""
    if "late" not in figures:
        return
    late = condition(figures["late"], "numerator", "m.received").replace("$4", ":d")
    sql = f"SELECT m.\"row\" FROM matters m WHERE (CASE WHEN {late} THEN 1 ELSE 0 END) <> m.silent LIMIT 3"
    for (row,) in package.db.execute(sql, {"d": package.about["as_of"]}):
        package.note(f"the matter {row}: whether it is silent is said otherwise than it is counted")


def find(package, figures, row):
    """Names the figures that count a matter, and those that do not."""
    found = package.db.execute('SELECT * FROM matters WHERE "row" = ?', (row,))
    cells = found.fetchone()
    if cells is None:
        return package.note(f"there is no row {row}")
    for column, cell in zip(found.description, cells):
        print(f"  {column[0]}: {'' if cell is None else cell}")
    for key, versions in figures.items():
        if versions[0]["seal"] != "open":
            print(f"  {key}: counted in ratings.csv, apart from the matter")
            continue
        letter = OVER[versions[0]["over"]][1]
        source = "matters m" if letter == "m" else f'{versions[0]["over"]} {letter} JOIN matters m USING ("row")'
        halves = [half for half in ("numerator", "denominator") if versions[0][half]]
        sums = [f"TOTAL(CASE WHEN {condition(versions, half, 'm.received')} THEN 1 ELSE 0 END)" for half in halves]
        sql = f'SELECT {", ".join(sums)} FROM {source} WHERE m."row" = :r'.replace("$4", ":d")
        numbers = package.db.execute(sql, {"d": package.about["as_of"], "r": row}).fetchone()
        print(f"  {key}: " + ", ".join(f"{half} {int(number)}" for half, number in zip(halves, numbers)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--hash", help="the hash of SHA256SUMS, as the log of the house holds it")
    parser.add_argument("--find", metavar="ROW", help="name the figures that count the matter of a row")
    asked = parser.parse_args()
    package = Package(asked.folder)
    try:
        package.read(package.check_files(asked.hash))
        figures = check_definitions(package)
        prepare(package)
        counted = {}
        count_rows(package, figures, counted)
        count_ratings(package, figures, counted)
        add_confidential(package, figures, counted)
        check_silence(package, figures)
        equal = compare(package, figures, counted)
    except (Unreadable, OSError, KeyError, TypeError, ValueError, csv.Error, sqlite3.Error) as error:
        print(f"the package cannot be read: {error}", file=sys.stderr)
        return 2
    if asked.find:
        find(package, figures, asked.find)
    for sentence in package.wrong:
        print(sentence)
    matters = package.one("SELECT COUNT(*) FROM matters")
    print(f"{matters} public matters, {equal} figures equal, {len(package.wrong)} differences")
    return 1 if package.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

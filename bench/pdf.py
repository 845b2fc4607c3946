"""CPU per page and peak memory of our PDF beside headless Chromium printing the same HTML, in one run.

    python -m bench.pdf [--rounds 3] [--sizes 10,50,200] [--kind gebiedsrapport]

The document is the area report with samples of real length (`--kind leidraad` for the guide, whose tables are heavier),
tagged, as the worker makes it. Each size is made in a fresh process. Ours counts without importing, because a worker
does that once; Chromium counts twice: as a whole process, which it starts for every file, and without what an empty
page costs ("bare"). The ratios can be compared between machines and days; the seconds cannot.
"""

import argparse
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
GUIDE, AREA = "leidraad", "gebiedsrapport"
OURS = "ours.html"
CONDITIONS_PER_PAGE = {GUIDE: 0.82, AREA: 2.5}
OTHER_PAGES = {GUIDE: 9, AREA: 11}
PR_SET_CHILD_SUBREAPER = 36
MADE_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TARGETS = {"chromium": 1.5, "growth": 1.2, "memory": 250}


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def sample_html(pages: int, kind: str = AREA) -> str:
    """Return the HTML of a report of about so many pages."""
    from django.utils import translation

    from reports import printing
    from reports.enums import ReportKind
    from tests.factories import reports as samples

    size = max(1, round((pages - OTHER_PAGES[kind]) * CONDITIONS_PER_PAGE[kind]))
    content = samples.leidraad_report(size) if kind == GUIDE else samples.area_report(size, examples=size)
    colophon = samples.colophon(ReportKind(kind))
    with translation.override("nl"):
        return printing.html(content, colophon)


def measure_ours(html: Path) -> dict[str, float]:
    """Make one document in this process, which holds what a worker holds and has made nothing before."""
    setup()
    from config.celery_app import app, prepare_renderer
    from core import pdf

    app.loader.import_default_modules()
    prepare_renderer()
    text, start = html.read_text(), memory("VmRSS")
    before, started = cpu(resource.RUSAGE_SELF), time.perf_counter()
    made = pdf.render(text, made_at=MADE_AT, data=pdf.data_file("gegevens.json", {}, "Gegevens"))
    spent = cpu(resource.RUSAGE_SELF) - before
    wall = time.perf_counter() - started
    return {"cpu": spent, "wall": wall, "pages": made.pages, "start": start, "peak": memory("VmHWM")}


def memory(line: str) -> float:
    """Return MiB. Not ru_maxrss: that starts at the memory of the process that started this one."""
    found = next(row for row in Path("/proc/self/status").read_text().splitlines() if row.startswith(line))
    return int(found.split()[1]) / 1024


def measure_chromium(html: Path) -> dict[str, float]:
    """Print one file with Chromium and count all its processes, also those it leaves behind."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage"]
        arguments = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/out.pdf", html.as_uri()]
        started = time.perf_counter()
        subprocess.run([program, *options, *arguments], check=True, capture_output=True)
        wall = time.perf_counter() - started
        while True:
            try:
                os.wait()
            except ChildProcessError:
                break
        from pypdf import PdfReader

        pages = len(PdfReader(f"{folder}/out.pdf").pages)
    return {"cpu": cpu(resource.RUSAGE_CHILDREN), "wall": wall, "pages": pages}


def setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()


def apart(*arguments: str) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.pdf", *arguments]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return json.loads(answer.stdout.splitlines()[-1])


def standalone(html: str, folder: Path) -> Path:
    """Write the HTML, and once more with its style and fonts beside it, for Chromium."""
    from core.pdf import asset_path

    style = (ROOT / "static/css/print.css").read_text()
    for font in {part.split('"')[0] for part in style.split('url("../')[1:]}:
        target = folder / font
        target.parent.mkdir(exist_ok=True)
        shutil.copy(asset_path(font), target)
    (folder / "css").mkdir(exist_ok=True)
    (folder / "css/print.css").write_text(style)
    (folder / OURS).write_text(html)
    file = folder / "report.html"
    file.write_text(html.replace("</head>", '<link rel="stylesheet" href="css/print.css"></head>'))
    return file


def compare(pages: int, kind: str, rounds: int, folder: Path, start_up: float) -> dict[str, float]:
    """Measure both, turn by turn, and return the medians."""
    place = folder / str(pages)
    place.mkdir()
    file = standalone(sample_html(pages, kind), place)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(apart("--ours", str(place / OURS)))
        theirs.append(apart("--chromium", str(file)))
    per_page = median(run["cpu"] / run["pages"] for run in ours)
    other = median(run["cpu"] / run["pages"] for run in theirs)
    bare = median(max(run["cpu"] - start_up, 0.001) / run["pages"] for run in theirs)
    return {
        "pages": ours[0]["pages"],
        "ours": per_page,
        "chromium": other,
        "ratio": per_page / other,
        "bare": per_page / bare,
        "start": max(run["start"] for run in ours),
        "peak": max(run["peak"] for run in ours),
        "wall": median(run["wall"] for run in ours),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="10,50,200")
    parser.add_argument("--kind", choices=[AREA, GUIDE], default=AREA)
    parser.add_argument("--ours", type=Path)
    parser.add_argument("--chromium", type=Path)
    options = parser.parse_args()
    if options.ours:
        print(json.dumps(measure_ours(options.ours)))
        return
    if options.chromium:
        print(json.dumps(measure_chromium(options.chromium)))
        return
    setup()
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.html"
        empty.write_text("<!doctype html><html lang=nl><title>leeg</title><p>leeg</p></html>")
        start_up = median(apart("--chromium", str(empty))["cpu"] for _ in range(options.rounds))
        sizes = [int(size) for size in options.sizes.split(",")]
        report([compare(size, options.kind, options.rounds, Path(folder), start_up) for size in sizes], start_up)


def report(rows: list[dict[str, float]], start_up: float) -> None:
    print(f"PDF, tagged (PDF/UA-1 and PDF/A-3a); an empty page costs Chromium {start_up:.2f} s CPU; memory in MiB")
    print(
        f"{'pages':>6} {'ms/page':>8} {'Chromium':>9} {'ratio':>6} {'bare':>6} {'start':>6} {'peak':>6} {'wall s':>7}"
    )
    for row in rows:
        print(
            f"{row['pages']:>6.0f} {row['ours'] * 1000:>8.1f} {row['chromium'] * 1000:>9.1f} {row['ratio']:>6.2f} "
            f"{row['bare']:>6.2f} {row['start']:>6.0f} {row['peak']:>6.0f} {row['wall']:>7.1f}"
        )
    if len(rows) > 2:
        growth = rows[-1]["ours"] / rows[1]["ours"]
        judged = [
            ("CPU at the middle size, as a share of Chromium", rows[1]["ratio"], TARGETS["chromium"]),
            ("CPU per page at the largest size against the middle", growth, TARGETS["growth"]),
            ("peak memory of one process (MiB)", max(row["peak"] for row in rows), TARGETS["memory"]),
        ]
        for words, value, target in judged:
            print(f"{'reached' if value <= target else 'MISSED':>8}  {words}: {value:.2f} (target {target})")


if __name__ == "__main__":
    main()

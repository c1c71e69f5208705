"""`export FILE --to FORMAT -o DIR`."""

import json

import pytest

from lyncplanner.exports import EXPORTERS
from tests.command_line.running import CASE, run


def test_list_names_every_format_and_needs_nothing_else():
    done = run("export", "--to", "list")

    assert [line.split()[0] for line in done.stdout.splitlines()] == list(EXPORTERS)
    assert done.returncode == 0


def test_bind_writes_a_file_for_each_view_and_zone(tmp_path):
    done = run("export", CASE, "--to", "bind", "-o", tmp_path / "made/here")

    assert done.returncode == 0
    assert paths(tmp_path / "made/here") == [
        "external/contoso.com.zone",
        "internal/contoso.com.zone",
        "internal/contoso.net.zone",
        "named.conf",
        "perimeter/contoso.net.zone",
        "perimeter/dialin.contoso.com.zone",
        "perimeter/lyncdiscover.contoso.com.zone",
        "perimeter/meet.contoso.com.zone",
        "perimeter/webext.contoso.com.zone",
    ]


def test_views_zones_and_levels_can_be_chosen(tmp_path):
    done = run(
        *("export", CASE, "--to", "csv", "--view", "external", "--view", "internal"),
        *("--zone", "Contoso.com.", "--requirement", "optional", "-o", tmp_path),
    )

    assert done.returncode == 0
    lines = (tmp_path / "records.csv").read_text().splitlines()[1:]
    assert [line.split(",")[2] for line in lines] == [
        "sipexternal.contoso.com",
        "admin.contoso.com",
        "sipinternal.contoso.com",
        "sipinternal.contoso.com",
    ]


@pytest.mark.parametrize("to", ["bind", "csv", "json", "yaml"])
def test_a_plan_is_exported_as_its_topology_is(tmp_path, to):
    plan = run("plan", CASE, "--format", "json").stdout.encode()

    run("export", CASE, "--to", to, "-o", tmp_path / "topology")
    done = run("export", "-", "--to", to, "-o", tmp_path / "plan", stdin=plan)

    assert done.returncode == 0
    assert contents(tmp_path / "plan") == contents(tmp_path / "topology")


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_an_exported_plan_document_is_exported_again(tmp_path, form):
    run("export", CASE, "--to", form, "-o", tmp_path / "first")

    done = run(
        "export", tmp_path / f"first/records.{form}", "--to", form, "-o", tmp_path / "second"
    )

    assert done.returncode == 0
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


def test_a_record_that_is_left_out_is_not_exported(tmp_path):
    left_out = (
        b"\nleft_out:\n  - {name: sipexternal.contoso.com, reason: Not asked for any more.}\n"
    )
    stdin = CASE.read_bytes() + left_out

    run("export", "-", "--to", "json", "-o", tmp_path, stdin=stdin)

    document = json.loads((tmp_path / "records.json").read_text())
    assert len(document["records"]) == 35
    assert document["stamp"]["left_out"] == 1


def test_what_a_format_can_t_hold_is_named_and_the_rest_is_exported(tmp_path):
    servers = ", ".join(
        f"{{fqdn: fe{n}.contoso.net, addresses: [10.0.0.{n}]}}" for n in range(1, 102)
    )
    stdin = f"""\
format: lyncplanner-topology/1
name: Crowd
sip_domains: [{{name: contoso.com}}]
pools: [{{fqdn: pool01.contoso.net, role: front-end, load_balancing: dns, servers: [{servers}]}}]
""".encode()

    done = run("export", "-", "--to", "bind", "-o", tmp_path, stdin=stdin)

    assert done.returncode == 1
    assert "bind can't hold internal pool01.contoso.net A: " in done.stderr
    text = (tmp_path / "internal/contoso.net.zone").read_text()
    assert "fe101\t" in text
    assert "pool01\t" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "carrier-pigeon", "-o", "out"], "no such format"),
        (["--to", "csv"], "-o is missing"),
        (["-o", "out"], "--to; export --help"),
        (["--to", "csv", "-o", "out", "--view", "no\nwhere"], "--view: there is no 'no\\nwhere'"),
        (["--to", "csv", "-o", "out", "--colour"], "unrecognized arguments: --colour"),
        (["--to", "bind", "-o", "out", "--serial", "x"], "--serial x: give a number"),
        (["--to", "csv", "-o", "out", "--fragment"], "--fragment: the format csv"),
        (["--to", "csv", "-o", "out", "--name-server", "ns1.contoso.com"], "--name-server: the"),
        (["--to", "csv", "-o", "out", "--zone", "fabrikam.com"], "no such zone"),
        (["--to", "csv", "-o", "out", "--previous", "missing.yaml"], "missing.yaml: no such file"),
        (["--to", "csv", "-o", "file"], "file: "),
        (["--to", "csv", "-o", "file/below"], "file/below: "),
        (["--to", "bind", "-o", "out", "--serial", "0"], "--serial 0"),
        (["--to", "bind", "-o", "out", "--name-server", "ns1.contoso.com"], "=ADDRESS"),
        (["--to", "bind", "-o", "out", "--name-server", "ns1.contoso.com=x"], "NAME=ADDRESS"),
    ],
)
def test_what_can_t_be_done_ends_with_2_and_a_line(tmp_path, arguments, said):
    (tmp_path / "file").touch()

    done = run("export", CASE, *arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert paths(tmp_path) == ["file"]


def test_name_servers_are_given_one_after_the_other_or_together(tmp_path):
    names = ["ns1.contoso.com=192.0.2.1", "ns2.fabrikam.com"]
    together = run("export", CASE, "--to", "bind", "--name-server", *names, "-o", tmp_path / "a")
    each = [part for name in names for part in ("--name-server", name)]
    apart = run("export", CASE, "--to", "bind", *each, "--serial", "7", "-o", tmp_path / "b")

    assert together.returncode == apart.returncode == 0
    text = (tmp_path / "b/external/contoso.com.zone").read_text()
    assert "@\tIN\tSOA\tns1.contoso.com. hostmaster.contoso.com. 7 " in text
    assert text.count("\tIN\tNS\t") == 2


def test_a_zone_of_others_is_merged(tmp_path):
    theirs = tmp_path / "db.contoso"
    soa = "@ 300 IN SOA ns.fabrikam.com. a.contoso.com. 7 3600 600 86400 300"
    theirs.write_text(
        f"$ORIGIN contoso.com.\n{soa}\n@ 300 NS ns.fabrikam.com.\nwww 300 A 192.0.2.80\n"
    )
    arguments = ("export", CASE, "--to", "bind", "--view", "external", "--merge")

    done = run(*arguments, theirs, "-o", tmp_path / "out")
    missing = run(*arguments, tmp_path / "missing", "-o", tmp_path / "out")

    assert done.returncode == 0
    text = (tmp_path / "out/external/contoso.com.zone").read_text()
    assert "www.contoso.com.\t300\tIN\tA\t192.0.2.80\n" in text
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "missing: no such file" in missing.stderr


def paths(folder) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def contents(folder) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in paths(folder)}

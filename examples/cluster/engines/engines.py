"""Runs the recipes of README.md in one engine, holds their rows against the crate's, measures what they cost.

    engines.py parquet          makes the files of Parquet, of flows.csv and connections.csv
    engines.py connections      makes connections.csv
    engines.py ENGINE           one engine: duckdb, polars, datafusion, chdb, spark

Works in the current folder, on the files that `run` makes.
"""

import hashlib
import os
import pathlib
import re
import sys

README = pathlib.Path(__file__).with_name("README.md").read_text()
REPEATS = int(os.environ.get("REPEATS", "3"))

# Asked of the view `named`, or of the frame of that name.
READ = "SELECT sum(protocol), sum(port), sum(bytes) FROM flows"
NAME = "SELECT count(service), max(service) FROM named"
EACH = "SELECT protocol, port, service, count(*), sum(bytes) FROM named GROUP BY protocol, port, service"
TWO_PORTS = "SELECT protocol, src_port, dst_port, service FROM named"

# A protocol as exports write it. One word in capitals: the recipe has to take both.
WORDS = {1: "icmp", 6: "TCP", 17: "udp", 33: "dccp", 47: "GRE", 50: "esp", 132: "SCTP"}


def recipes(engine):
    """The code blocks of an engine: ```sql ENGINE FORM or ```python ENGINE FORM; and the one for all."""
    blocks = re.findall(r"^```\w+ (\w+) ([\w-]+)\n(.*?)^```$", README, re.M | re.S)
    return {form: code for of, form, code in blocks if of == engine}


BY_SERVICE = recipes("all")["by-service"].strip().rstrip(";")


def statements(code):
    return [s for s in (s.strip() for s in re.split(r";\s*\n", code + "\n")) if s]


def cpu():
    """User CPU seconds of this process and of all that it started and that still runs."""
    parents, times = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(pid)], times[int(pid)] = int(fields[1]), int(fields[11])

    def ours(pid):
        while pid and pid != os.getpid():
            pid = parents.get(pid, 0)
        return pid

    return sum(times[pid] for pid in times if ours(pid)) / os.sysconf("SC_CLK_TCK")


class Duckdb:
    def __init__(self):
        import duckdb

        self.version, self.connection = duckdb.__version__, duckdb.connect()
        self.connection.execute("SET threads = 1")
        self.connection.execute("CREATE VIEW flows AS FROM 'flows.parquet'")

    def run(self, code):
        self.connection.execute(code)

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()


class Datafusion:
    def __init__(self):
        import datafusion

        config = datafusion.SessionConfig().with_target_partitions(1)
        self.version, self.context = datafusion.__version__, datafusion.SessionContext(config)

    def run(self, code):
        for statement in statements(code):
            self.context.sql(statement).collect()

    def rows(self, sql):
        batches = self.context.sql(sql).collect()
        return [row for batch in batches for row in zip(*(column.to_pylist() for column in batch.columns))]


class Chdb:
    def __init__(self):
        from chdb import session

        self.session = session.Session()
        self.version = self.rows("SELECT version()")[0][0]

    def run(self, code):
        for statement in statements(code):
            self.session.query(statement)

    def rows(self, sql):
        import io

        import pyarrow

        result = self.session.query(sql + " SETTINGS max_threads = 1", "ArrowStream")
        table = pyarrow.ipc.open_stream(io.BytesIO(result.bytes())).read_all()
        text = lambda value: value.decode() if isinstance(value, bytes) else value
        return [tuple(map(text, row)) for row in zip(*(column.to_pylist() for column in table.columns))]


class Spark:
    def __init__(self):
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        from pyspark.sql import SparkSession

        self.session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .getOrCreate()
        )
        self.session.sparkContext.setLogLevel("ERROR")
        self.version = self.session.version

    def run(self, code):
        for statement in statements(code):
            self.session.sql(statement)

    def rows(self, sql):
        return [tuple(row) for row in self.session.sql(sql).collect()]


class Polars:
    """Its recipes are Python, and the questions too."""

    def __init__(self):
        os.environ["POLARS_MAX_THREADS"] = "1"
        import polars

        self.version, self.pl = polars.__version__, polars
        self.names = {"pl": polars}

    def run(self, code):
        exec(code, self.names)

    def rows(self, question):
        pl, named = self.pl, self.names["named"]
        frame = {
            READ: lambda: self.names["flows"].select(pl.all().cast(pl.Int64).sum()),
            NAME: lambda: named.select(pl.col("service").count(), pl.col("service").max().alias("max")),
            EACH: lambda: named.group_by("protocol", "port", "service").agg(pl.len(), pl.col("bytes").sum()),
            TWO_PORTS: lambda: named.select("protocol", "src_port", "dst_port", "service"),
            BY_SERVICE: lambda: eval(recipes("polars")["by-service"], self.names),
        }[question]()
        return frame.collect(engine="streaming").rows()


def crate():
    """What the crate answers: a line for each protocol and port, and the sums by service."""
    lines = pathlib.Path("named.csv").read_text().splitlines()
    services = {}
    for protocol, port, name, flows, octets in (line.split(",") for line in lines):
        assert not name or protocol in ("6", "17", "33", "132"), f"{protocol}/{port} is named {name}"
        sums = services.setdefault(name or None, [0, 0])
        sums[0] += int(flows)
        sums[1] += int(octets)
    return digest(lines), {name: tuple(sums) for name, sums in services.items()}


def word(protocol):
    return WORDS.get(int(protocol), protocol) if protocol else ""


def words():
    """The crate's lines as `crate` has them, with words for protocols."""
    lines = (line.partition(",") for line in pathlib.Path("named.csv").read_text().splitlines())
    return digest([word(protocol) + comma + rest for protocol, comma, rest in lines])


def two_ports():
    """What `ianaports annotate --column` puts beside the connections: the destination's name, or else the source's."""
    rows = [line.split(",") for line in pathlib.Path("annotated.csv").read_text().splitlines()[1:]]
    return digest([",".join(row[:3] + [row[4] or row[3]]) for row in rows])


def connections():
    """Every pair of ports around the rule's bounds, with and without a name, on TCP and UDP, and without ports."""
    ports = [0, 4, 22, 53, 123, 511, 512, 514, 600, 1000, 1022, 1023, 1024, 1025, 1027, 3306, 5353, 6003, 8080, 9000]
    ports += [32767, 32768, 32769, 40000, 49151, 49152, 65535]
    rows = [f"{protocol},{src},{dst}" for protocol in (6, 17, 132, 33, 47) for src in ports for dst in ports]
    pathlib.Path("connections.csv").write_text("\n".join(["protocol,src_port,dst_port", *rows, ""]))


def digest(lines):
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def text(rows):
    return (",".join("" if value is None else str(value) for value in row) for row in rows)


def main(engine):
    want, services = crate()
    total = sum(flows for flows, _ in services.values())
    it = {"duckdb": Duckdb, "polars": Polars, "datafusion": Datafusion, "chdb": Chdb, "spark": Spark}[engine]()

    def cost(question):
        times = []
        for _ in range(REPEATS):
            before = cpu()
            rows = it.rows(question)
            times.append(cpu() - before)
        return rows, min(times) / total * 1e9

    failed = False
    for form, code in recipes(engine).items():
        if form == "by-service":
            continue
        it.run(code)
        beside = {"word": (EACH, words), "two-ports": (TWO_PORTS, two_ports)}.get(form)
        if beside:
            print(f"{engine} {it.version},{form},,,,", end="")
            equal = digest(text(it.rows(beside[0]))) == beside[1]()
        elif form.endswith("-first"):
            grouped, by_service = cost("SELECT service, flows, bytes FROM by_service")
            print(f"{engine} {it.version},{form},,,{by_service:.0f},", end="")
            equal = True
        else:
            read, name = cost(READ)[1], cost(NAME)[1]
            grouped, by_service = cost(BY_SERVICE)
            print(f"{engine} {it.version},{form},{read:.0f},{name:.0f},{by_service:.0f},", end="")
            equal = digest(text(it.rows(EACH))) == want
        if not beside:
            equal = equal and {row[0]: (int(row[1]), int(row[2])) for row in grouped} == services
            equal = equal and len(grouped) == len(services)
        print("equal" if equal else "DIFFERENT", flush=True)
        failed |= not equal
    if engine == "spark":
        it.session.stop()
    if failed:
        sys.exit(f"{engine}: the rows are not the crate's")


def parquet():
    import pyarrow as pa
    import pyarrow.csv
    import pyarrow.parquet

    types = {"protocol": pa.uint8(), "port": pa.uint16(), "bytes": pa.int64()}
    table = pa.csv.read_csv("flows.csv", convert_options=pa.csv.ConvertOptions(column_types=types))
    pa.parquet.write_table(table, "flows.parquet", compression="zstd", row_group_size=1 << 20)
    named = pa.array([None if one is None else word(str(one)) for one in table["protocol"].to_pylist()])
    pa.parquet.write_table(table.set_column(table.column_names.index("protocol"), "protocol", named), "words.parquet")
    types = {"protocol": pa.uint8(), "src_port": pa.uint16(), "dst_port": pa.uint16()}
    table = pa.csv.read_csv("connections.csv", convert_options=pa.csv.ConvertOptions(column_types=types))
    pa.parquet.write_table(table, "connections.parquet")


if __name__ == "__main__":
    {"parquet": parquet, "connections": connections}.get(sys.argv[1], lambda: main(sys.argv[1]))()

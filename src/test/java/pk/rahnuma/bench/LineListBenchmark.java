package pk.rahnuma.bench;

import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.registration.record.LineFilter;
import pk.rahnuma.registration.record.LineQueryService.LinePosition;

/// Lists of lines of companies with 1,000 lines each, on MariaDB. Run by `bench/lines.sh`; `-Dcompanies=` sets the
/// number.
public final class LineListBenchmark {

    private static final int COMPANIES = Integer.getInteger("companies", 100);
    private static final int LINES = 1_000;
    private static final int PAGE_SIZE = 50;
    private static final int TIMES = 300;
    private static final String[] PROVIDERS = {"ptcl", "nayatel", "stormfiber", "wateen"};

    private final DomainFixture fixture;
    private final PersonLineService lines;
    private final List<Long> owners = new ArrayList<>();
    private final Random random = new Random(1);

    private LineListBenchmark(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.lines = database.getBean(PersonLineService.class);
    }

    public static void main(String[] args) {
        try (TestDatabase database = TestDatabase.onMariaDb()) {
            LineListBenchmark bench = new LineListBenchmark(database);
            long begun = System.nanoTime();
            for (int company = 0; company < COMPANIES; company++) {
                bench.submitLines(company);
            }
            System.out.printf(
                    "%,d lines of %d companies sent in %,d s%n",
                    COMPANIES * LINES, COMPANIES, (System.nanoTime() - begun) / 1_000_000_000);
            bench.measure();
        }
        System.exit(0);
    }

    private void submitLines(int company) {
        List<Map<String, Object>> connections = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            connections.add(Map.of(
                    "site",
                    siteOf(line),
                    "isp",
                    PROVIDERS[line % PROVIDERS.length],
                    "subscriber_id",
                    "SUB-" + company + "-" + line,
                    "addresses",
                    List.of(addressOf(company, line))));
        }
        Map<String, Object> answers = DomainFixture.company("Company " + company, "%07d".formatted(company + 1));
        answers.put("connections", connections);
        long owner = fixture.createPerson("en");
        fixture.submissionFixture.submitForOrganisation(owner, "new", answers, MONDAY);
        owners.add(owner);
    }

    private static String siteOf(int line) {
        return "Site " + line / 2;
    }

    private static String addressOf(int company, int line) {
        return "39." + company + "." + line / 250 + "." + (line % 250 + 1);
    }

    private void measure() {
        Map<String, IntFunction<LineFilter>> kinds = new LinkedHashMap<>();
        kinds.put("all lines", company -> filter(null, null, null, null));
        kinds.put("by status", company -> filter(LineStatus.REQUESTED, null, null, null));
        kinds.put("by provider", company -> filter(null, PROVIDERS[random.nextInt(4)], null, null));
        kinds.put("by site", company -> filter(null, null, siteOf(random.nextInt(LINES)), null));
        kinds.put("by address", company -> filter(null, null, null, addressOf(company, random.nextInt(LINES))));
        System.out.printf("%-16s %8s %8s %8s %8s%n", "page of 50", "found", "p50 ms", "p99 ms", "max ms");
        for (int round = 0; round < 2; round++) {
            boolean counts = round == 1;
            kinds.forEach((kind, filter) -> measure(kind, filter, counts));
        }
    }

    private static LineFilter filter(LineStatus status, String provider, String site, String address) {
        return new LineFilter(
                null, status, provider, site, address == null ? null : IpAddresses.toBytes(address), null);
    }

    private void measure(String kind, IntFunction<LineFilter> filter, boolean counts) {
        double[] millis = new double[TIMES];
        long found = 0;
        for (int i = 0; i < TIMES; i++) {
            int company = random.nextInt(COMPANIES);
            LineFilter wanted = filter.apply(company);
            long begun = System.nanoTime();
            found += lines.listLines(owners.get(company), wanted, LinePosition.START, PAGE_SIZE, MONDAY)
                    .size();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        if (counts) {
            System.out.printf(
                    "%-16s %8.1f %8.1f %8.1f %8.1f%n",
                    kind, found / (double) TIMES, millis[TIMES / 2], millis[TIMES * 99 / 100], millis[TIMES - 1]);
        }
    }
}

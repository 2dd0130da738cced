package pk.rahnuma.registration.decision;

import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAuditFixture;

/// A search among very many applications, on MariaDB. Names are as frequent as in life: a few given names and clans
/// make most of them. Run by `bench/search.sh`; `-Dapplications=` sets the number.
public final class ApplicationSearchBenchmark {

    private static final int MANY = Integer.getInteger("applications", 1_000_000);
    private static final int AT_ONCE = 1_000;
    private static final int TIMES = 200;
    private static final String[] GIVEN = {
        "muhammad", "ali", "ahmed", "fatima", "ayesha", "usman", "bilal", "hassan", "zainab", "maryam", "omar", "hamza"
    };
    private static final String[] CLANS = {"khan", "raza", "malik", "butt", "hussain", "iqbal", "shah", "qureshi"};

    private final TestDatabase database;
    private final Random random = new Random(1);

    private ApplicationSearchBenchmark(TestDatabase database) {
        this.database = database;
    }

    public static void main(String[] args) throws Exception {
        try (TestDatabase database = TestDatabase.onMariaDb()) {
            ApplicationSearchBenchmark bench = new ApplicationSearchBenchmark(database);
            // Set up like a server of this size; nothing is flushed while it is filled.
            bench.set("innodb_buffer_pool_size = 2147483648");
            bench.set("innodb_flush_log_at_trx_commit = 0");
            long begun = System.nanoTime();
            for (int first = 0; first < MANY; first += AT_ONCE) {
                bench.fill(first);
            }
            System.out.printf("%,d applications filled in %,d s%n", MANY, (System.nanoTime() - begun) / 1_000_000_000);
            bench.set("innodb_flush_log_at_trx_commit = 1");
            bench.measure();
        }
        System.exit(0);
    }

    private void set(String variable) {
        database.sql().execute("set global " + variable);
    }

    private String name(int number) {
        return GIVEN[number % GIVEN.length] + " " + CLANS[number / 7 % CLANS.length] + " rare" + number / 3;
    }

    private static String identity(int number) {
        return "35201%07d1".formatted(number);
    }

    private void fill(int first) {
        database.transactions().executeWrite(status -> {
            Connection connection = status.getConnection();
            try (PreparedStatement application = connection.prepareStatement("""
                            insert into application (id, reference, conversation_id, subject_id, session, script, flow,
                                language, status, line_counts, answers, identity_proof, mobile_proof, submitted_at, status_since,
                                worked_seconds, authority_reference, events)
                            values (?, ?, ?, ?, ?, 'register-individual', 'flow', 'en', 'DECIDED', 'ACTIVE:1', ?, ?, ?, ?, ?, 0, ?, 1)
                            """);
                    PreparedStatement term = connection.prepareStatement(
                            "insert into search_term (term_hash, application_id) values (?, ?)");
                    PreparedStatement address = connection.prepareStatement(
                            "insert into line_address (line_id, ordinal, address, live) values (?, 0, ?, true)");
                    PreparedStatement line = connection.prepareStatement("""
                            insert into line (id, application_id, number, subject_id, answers, status, status_since,
                                worked_seconds)
                            values (?, ?, 1, ?, ?, 'ACTIVE', current_timestamp, 0)
                            """)) {
                for (int number = first; number < first + AT_ONCE; number++) {
                    long id = id(number);
                    application.setLong(1, id);
                    application.setString(2, reference(number));
                    application.setLong(3, id);
                    application.setLong(4, id);
                    application.setString(5, Integer.toString(number, 36));
                    application.setBytes(6, new byte[900]);
                    application.setBytes(7, new byte[32]);
                    application.setBytes(8, new byte[32]);
                    UtcTimestamps.bindInstant(application, 9, MONDAY.minusSeconds(number));
                    UtcTimestamps.bindInstant(application, 10, MONDAY.minusSeconds(number));
                    application.setString(11, "PTA-" + number);
                    application.addBatch();
                    for (String word : name(number).split(" ")) {
                        term(term, "word " + word, id);
                    }
                    term(term, "number " + identity(number), id);
                    term(term, "number 92300" + "%07d".formatted(number), id);
                    term(term, "mail person" + number + "@example.com", id);
                    for (int place = 1; place <= 3; place++) {
                        line.setLong(place, id);
                    }
                    line.setBytes(4, new byte[200]);
                    line.addBatch();
                    byte[] low = address(number);
                    address.setLong(1, id);
                    address.setBytes(2, low);
                    address.addBatch();
                }
                application.executeBatch();
                term.executeBatch();
                line.executeBatch();
                address.executeBatch();
            }
            return null;
        });
    }

    private void term(PreparedStatement insert, String term, long id) throws java.sql.SQLException {
        insert.setBytes(1, Arrays.copyOf(database.vault().keyedHash("search", term), 16));
        insert.setLong(2, id);
        insert.addBatch();
    }

    /// Scattered, as random ids are.
    private static long id(int number) {
        return (number + 1L) * 0x9E3779B97F4A7C15L >>> 1;
    }

    private static String reference(int number) {
        RandomGenerator own = new Random(number);
        return Reference.forApplication(own).symbols();
    }

    private static byte[] address(int number) {
        return new byte[] {39, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    }

    private void measure() throws Exception {
        DomainFixture fixture = new DomainFixture(database);
        ApplicationRepository applications = fixture.applications;
        LineRegisterRepository register = fixture.register;
        ApplicationSearchService finder = new ApplicationSearchService(
                applications,
                register,
                database.getBean(SearchIndexRepository.class),
                database.vault(),
                StaffAuditFixture.over(database));
        Map<String, java.util.function.IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("reference", ApplicationSearchBenchmark::reference);
        kinds.put("authority's reference", number -> "PTA-" + number);
        kinds.put("identity number", ApplicationSearchBenchmark::identity);
        kinds.put("phone", number -> "0300 %07d".formatted(number));
        kinds.put("e-mail", number -> "person" + number + "@example.com");
        kinds.put("address", number -> ip(address(number)));
        kinds.put("a rare word", number -> "rare" + number / 3);
        kinds.put(
                "two frequent words", number -> GIVEN[number % GIVEN.length] + " " + CLANS[number / 7 % CLANS.length]);
        kinds.put("frequent and rare words", this::name);
        kinds.put("two words that nobody has together", number -> "khan rare" + (number / 3 + MANY));
        kinds.put("a frequent word", number -> GIVEN[number % GIVEN.length]);
        System.out.printf("%-36s %8s %8s %8s %8s%n", "", "found", "p50 ms", "p99 ms", "most ms");
        kinds.forEach((kind, typed) -> {
            double[] millis = new double[TIMES];
            long found = 0;
            for (int i = 0; i < TIMES; i++) {
                String text = typed.apply(random.nextInt(MANY));
                long begun = System.nanoTime();
                found += finder.findApplications(text, 50).applications().size();
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%-36s %8.1f %8.1f %8.1f %8.1f%n",
                    kind, found / (double) TIMES, millis[TIMES / 2], millis[TIMES * 99 / 100], millis[TIMES - 1]);
        });
        List.of(fixture.recordFixture.lines.countLines(null))
                .forEach(counts -> System.out.println("of each status: " + counts));
    }

    private static String ip(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

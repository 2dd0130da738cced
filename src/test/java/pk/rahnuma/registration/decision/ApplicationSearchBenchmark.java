package pk.rahnuma.registration.decision;

import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.persistence.UtcTimestamps;
import pk.rahnuma.register.browse.RegisterBrowseService;
import pk.rahnuma.register.browse.RegisterFilter;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.record.LineSearchPosition;
import pk.rahnuma.registration.record.SealedAnswersFixture;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.vault.SubjectKeyRing;

/// A search among very many applications, each with a line, and pages of the register of these lines, on MariaDB. Names
/// are as frequent as in life: a few given names and clans make most of them. Run by `bench/search.sh`;
/// `-Dapplications=`
/// sets the number.
public final class ApplicationSearchBenchmark {

    private static final int MANY = Integer.getInteger("applications", 1_000_000);
    private static final int AT_ONCE = 1_000;
    private static final int TIMES = 200;
    private static final String[] GIVEN = {
        "muhammad", "ali", "ahmed", "fatima", "ayesha", "usman", "bilal", "hassan", "zainab", "maryam", "omar", "hamza"
    };
    private static final String[] CLANS = {"khan", "raza", "malik", "butt", "hussain", "iqbal", "shah", "qureshi"};

    private static final int LINES_PER_HOLDER = 10;
    private static final String[] PROVIDERS = {"ptcl", "nayatel", "stormfiber", "transworld", "cybernet"};
    private static final String[] CITIES = {"karachi", "lahore", "islamabad", "multan", "quetta"};
    private static final String PURPOSE = "x".repeat(700);
    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);

    private final TestDatabase database;
    private final SealedAnswersFixture answers;
    private final LineRegisterRepository register;
    private final Random random = new Random(1);

    private ApplicationSearchBenchmark(TestDatabase database) {
        this.database = database;
        this.answers = new SealedAnswersFixture(database);
        this.register = database.getBean(LineRegisterRepository.class);
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
            database.sql().queryTexts("analyze table line, line_address, search_term, application, subject");
            bench.measure();
            bench.measureRegister();
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

    /// One provider and one city in a thousand are rare.
    private static String provider(int number) {
        return number % 1_000 == 0 ? "provider " + number / 100_000 : PROVIDERS[number % PROVIDERS.length];
    }

    private static String city(int number) {
        return number % 1_000 == 1 ? "city " + number / 100_000 : CITIES[number / 11 % CITIES.length];
    }

    private static long holder(int number) {
        return id(number - number % LINES_PER_HOLDER);
    }

    private static String site(int number) {
        return "site " + number / 40;
    }

    private static LocalDate lastDay(int number) {
        return FIRST_DAY.plusDays(number * 31L % 365);
    }

    private static String status(int number) {
        return number % 20 == 7 ? "SUSPENDED" : number % 20 == 8 ? "REQUESTED" : "ACTIVE";
    }

    private void fill(int first) {
        List<Long> holders = IntStream.range(first, first + AT_ONCE)
                .mapToObj(ApplicationSearchBenchmark::holder)
                .distinct()
                .toList();
        database.vault().createKeys(holders);
        SubjectKeyRing keys = database.vault().openKeys(holders);
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
                                worked_seconds, valid_until, provider_hash, site_hash)
                            values (?, ?, 1, ?, ?, ?, ?, 0, ?, ?, ?)
                            """)) {
                for (int number = first; number < first + AT_ONCE; number++) {
                    long id = id(number);
                    application.setLong(1, id);
                    application.setString(2, reference(number));
                    application.setLong(3, id);
                    application.setLong(4, holder(number));
                    application.setString(5, Integer.toString(number, 36));
                    application.setBytes(
                            6,
                            answers.sealApplication(
                                    keys,
                                    holder(number),
                                    id,
                                    Map.of("full_name", name(number), "city", city(number), "purpose_text", PURPOSE)));
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
                    term(term, SearchTerms.cityTerm(city(number)), id);
                    byte[] low = address(number);
                    line.setLong(1, id);
                    line.setLong(2, id);
                    line.setLong(3, holder(number));
                    line.setBytes(
                            4,
                            answers.sealLine(
                                    keys,
                                    holder(number),
                                    id,
                                    Map.of("isp", provider(number), "site", site(number), "ips", List.of(ip(low)))));
                    line.setString(5, status(number));
                    UtcTimestamps.bindInstant(line, 6, MONDAY.minusSeconds(number));
                    line.setObject(7, lastDay(number));
                    line.setBytes(8, register.hashProvider(provider(number)));
                    line.setBytes(9, database.vault().keyedHash("line_site", site(number)));
                    line.addBatch();
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
        ApplicationSearchService finder = new ApplicationSearchService(
                applications,
                register,
                database.getBean(SearchIndexRepository.class),
                database.vault(),
                StaffAuditFixture.over(database));
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
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
        printHeading();
        kinds.forEach((kind, typed) -> measureKind(
                kind,
                number -> finder.findApplications(typed.apply(number), 50)
                        .applications()
                        .size()));
        List.of(fixture.recordFixture.lines.countLines(null))
                .forEach(counts -> System.out.println("of each status: " + counts));
    }

    /// Pages of the register as a supervisor gets them: search, answers, names and the entry in the audit log.
    private void measureRegister() {
        RegisterBrowseService browser = database.getBean(RegisterBrowseService.class);
        AuthenticatedStaff sana = StaffAuditFixture.signedIn(1, "Sana");
        Map<String, IntFunction<RegisterFilter>> kinds = new LinkedHashMap<>();
        kinds.put("all registered", number -> RegisterFilter.REGISTERED);
        kinds.put("all in any status", number -> filter("", "", "", "", "", "any", ""));
        kinds.put("one status", number -> filter("", "", "", "", "", "suspended", ""));
        kinds.put("address", number -> filter("", "", "", "", ip(address(number)), "any", ""));
        kinds.put("range of 256 addresses", number -> filter("", "", "", "", block(number, 24), "any", ""));
        kinds.put("range of 65,536 addresses", number -> filter("", "", "", "", block(number, 16), "", ""));
        kinds.put("number", number -> filter(identity(number), "", "", "", "", "any", ""));
        kinds.put("whole name", number -> filter(name(number), "", "", "", "", "any", ""));
        kinds.put("two frequent words", number -> filter(frequentName(number), "", "", "", "", "", ""));
        kinds.put("a frequent word", number -> filter(GIVEN[number % GIVEN.length], "", "", "", "", "", ""));
        kinds.put("provider", number -> filter("", PROVIDERS[number % PROVIDERS.length], "", "", "", "", ""));
        kinds.put("rare provider", number -> filter("", "provider " + number / 100_000, "", "", "", "", ""));
        kinds.put("city", number -> filter("", "", CITIES[number % CITIES.length], "", "", "", ""));
        kinds.put("rare city", number -> filter("", "", "city " + number / 100_000, "", "", "", ""));
        kinds.put("place", number -> filter("", "", "", site(number), "", "", ""));
        kinds.put("ends within 30 days", number -> ending(lastDay(number)));
        kinds.put(
                "provider, ends within 30 days",
                number -> ending(lastDay(number)).withCodes(PROVIDERS[number % PROVIDERS.length], ""));
        kinds.put(
                "rare provider, ends within 30 days",
                number -> ending(lastDay(number)).withCodes("provider " + number / 100_000, ""));
        kinds.put(
                "frequent word, city, provider",
                number -> filter(
                        GIVEN[number % GIVEN.length],
                        PROVIDERS[number % PROVIDERS.length],
                        CITIES[number / 3 % CITIES.length],
                        "",
                        "",
                        "",
                        ""));
        printHeading();
        kinds.forEach((kind, filter) -> measureKind(
                kind,
                number -> browser.listLines(sana, filter.apply(number), null, MONDAY)
                        .lines()
                        .size()));
        measureKind(
                "all registered, a page further on",
                number -> browser.listLines(
                                sana,
                                RegisterFilter.REGISTERED,
                                new LineSearchPosition(
                                        ChronoUnit.MICROS.between(Instant.EPOCH, MONDAY.minusSeconds(number)),
                                        id(number)),
                                MONDAY)
                        .lines()
                        .size());
        long begun = System.nanoTime();
        long lines = browser.streamLines(sana, RegisterFilter.REGISTERED).count();
        System.out.printf("export of %,d lines: %,d ms%n", lines, (System.nanoTime() - begun) / 1_000_000);
    }

    private static RegisterFilter filter(
            String holder, String provider, String city, String site, String addresses, String status, String from) {
        return new RegisterFilter(holder, provider, city, site, addresses, status, from, "");
    }

    private static RegisterFilter ending(LocalDate first) {
        return RegisterFilter.ofEnding(first, first.plusDays(30));
    }

    private static String frequentName(int number) {
        return GIVEN[number % GIVEN.length] + " " + CLANS[number / 7 % CLANS.length];
    }

    private static String block(int number, int prefix) {
        return ip(address(number >> 32 - prefix << 32 - prefix)) + "/" + prefix;
    }

    private static void printHeading() {
        System.out.printf("%-36s %8s %8s %8s %8s%n", "", "found", "p50 ms", "p99 ms", "most ms");
    }

    private void measureKind(String kind, IntUnaryOperator search) {
        double[] millis = new double[TIMES];
        long found = 0;
        for (int i = 0; i < TIMES; i++) {
            int number = random.nextInt(MANY);
            long begun = System.nanoTime();
            found += search.applyAsInt(number);
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-36s %8.1f %8.1f %8.1f %8.1f%n",
                kind, found / (double) TIMES, millis[TIMES / 2], millis[TIMES * 99 / 100], millis[TIMES - 1]);
    }

    private static String ip(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

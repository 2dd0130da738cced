package pk.rahnuma.register.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ImportSource;
import pk.rahnuma.registration.record.KnownHolderService;
import pk.rahnuma.registration.record.LineImportService;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.registration.record.SearchTerms;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase(always = true)
class RegisterImportServiceTest {

    private static final ImportSource SOURCE = new ImportSource("PTA list", LocalDate.of(2024, 11, 1));
    private static final List<String> TABLES = List.of(
            "organisation",
            "application",
            "application_event",
            "application_version",
            "line",
            "line_version",
            "line_address",
            "search_term",
            "audit",
            "subject");

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final RegisterListReader reader;
    private final RegisterImportService imports;

    @TempDir
    Path folder;

    RegisterImportServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.reader = database.getBean(RegisterListReader.class);
        this.imports = service(OperatingMode.AUTHORITY);
    }

    private RegisterImportService service(OperatingMode mode) {
        return new RegisterImportService(
                mode,
                database.transactions(),
                database.getBean(KnownHolderService.class),
                database.getBean(LineImportService.class));
    }

    @AfterEach
    void deleteRows() {
        TABLES.forEach(table -> database.sql().execute("delete from " + table));
    }

    @Test
    void anImportedLineIsRegisteredAndFoundByAddressNumberAndName() {
        ImportReport report = importRows(
                RegisterListFixture.INDUS + "39.32.1.8,2023-05-02,2027-05-01,R-7",
                RegisterListFixture.INDUS + "39.32.1.9-39.32.1.10,2023-05-03,2027-01-01,R-8");
        assertThat(report.countRows(EntryOutcome.NEW)).isEqualTo(2);
        assertThat(report.newHolders()).isOne();
        assertThat(report.isComplete()).isTrue();

        Application application = find("39.32.1.10");
        assertThat(application.lines().byStatus()).containsExactly(Map.entry(LineStatus.ACTIVE, 2));
        assertThat(application.expiresAfter()).isEqualTo("2027-01-01");
        assertThat(application.authorityReference()).isEqualTo("R-7");
        assertThat(application.hasSender()).isFalse();
        assertThat(application.isErased()).isFalse();
        assertThat(fixture.organisations.findNames(List.of(application.subject())))
                .containsValue("Indus Software (Private) Limited");
        assertThat(fixture.organisations.findOwners(List.of(application.subject())))
                .isEmpty();
        assertThat(lines(application))
                .extracting(Line::number, line -> line.term().from(), Line::authorityReference)
                .containsExactly(tuple(1, LocalDate.of(2023, 5, 2), "R-7"), tuple(2, LocalDate.of(2023, 5, 3), "R-8"));
        assertThat(fixture.history.findEvents(application))
                .extracting(ApplicationEvent::to, ApplicationEvent::who, ApplicationEvent::note, ApplicationEvent::at)
                .containsExactly(tuple(LineStatus.ACTIVE, "import", "PTA list, 2024-11-01", MONDAY));
        for (String typed : List.of("indus software", "Z800001", "9800001")) {
            assertThat(database.getBean(SearchIndexRepository.class).findByTerms(SearchTerms.parseQuery(typed), 10))
                    .as(typed)
                    .containsExactly(application.id());
        }
    }

    @Test
    void staffDecideOnAnImportedLineAsOnAnyOther() {
        importRows(RegisterListFixture.INDUS + "39.32.1.8,,,");
        Reference reference = find("39.32.1.8").reference();
        fixture.decide(
                reference,
                new ApplicationDecision(
                        LineTransition.SUSPEND, List.of(DecisionReason.WRONG_SERVICE_TYPE), null, null));
        assertThat(find("39.32.1.8").lines().has(LineStatus.SUSPENDED)).isTrue();
        fixture.decide(
                reference,
                new ApplicationDecision(LineTransition.REVOKE, List.of(DecisionReason.WRONG_SERVICE_TYPE), null, null));
        ImportReport again = importRows(RegisterListFixture.INDUS + "39.32.1.8,,,");
        assertThat(again.findings())
                .extracting(Object::toString)
                .containsExactly("row 2: conflict: the register keeps its own status");
        assertThat(find("39.32.1.8").lines().has(LineStatus.REVOKED)).isTrue();
    }

    @Test
    void aListThatIsImportedAgainChangesNothing() {
        String[] rows = {
            RegisterListFixture.INDUS + "39.32.1.8,2023-05-02,,R-7",
            RegisterListFixture.RAVI + "39.32.2.1,,,",
            RegisterListFixture.INDUS + "39.32.1.9,,2027-01-01,R-7"
        };
        importRows(rows);
        List<Integer> before = countRows();
        ImportReport again = importRows(rows);
        assertThat(again.countRows(EntryOutcome.UNCHANGED)).isEqualTo(3);
        assertThat(again.findings()).isEmpty();
        assertThat(countRows()).isEqualTo(before);
    }

    @Test
    void aDryRunReportsWhatTheImportDoesAndWritesNothing() {
        importRows(RegisterListFixture.INDUS + "39.32.1.8,,,R-7", RegisterListFixture.INDUS + "39.32.1.9,,,R-8");
        RegisterList list = read(
                RegisterListFixture.INDUS + "39.32.1.8,,,R-7",
                RegisterListFixture.INDUS + "39.32.1.19,,2027-01-01,R-8",
                RegisterListFixture.INDUS + "39.32.1.20,,,R-9",
                RegisterListFixture.RAVI + "39.32.1.8,,,",
                RegisterListFixture.RAVI + "39.32.2.1,,,",
                RegisterListFixture.RAVI + "39.32.2.1,,,",
                RegisterListFixture.RAVI + "here,,,");
        List<Integer> before = countRows();
        ImportReport preview = imports.previewImport(list, size -> {});
        assertThat(countRows()).isEqualTo(before);
        ImportReport report = imports.importList(list, SOURCE, MONDAY, size -> {});
        assertThat(report.findings()).isEqualTo(preview.findings());
        assertThat(List.of(preview, report)).allSatisfy(each -> {
            assertThat(List.of(EntryOutcome.values()))
                    .extracting(each::countRows)
                    .containsExactly(2, 1, 1, 0, 2, 1);
            assertThat(each.newHolders()).isOne();
        });
        assertThat(report.findings())
                .extracting(Object::toString)
                .containsExactly(
                        "row 3: changed: the register differs: addresses, valid_until",
                        "row 5: duplicate: an address is in an earlier row",
                        "row 7: duplicate: an address is in an earlier row",
                        "row 8, addresses: error: "
                                + report.findings().getLast().text());
    }

    @Test
    void aChangeReplacesTheLineAndKeepsWhatItWas() {
        importRows(RegisterListFixture.INDUS + "39.32.1.8,,,R-7");
        importRows(RegisterListFixture.INDUS + "39.32.1.19,2023-05-02,2027-01-01,R-7");
        Application application = find("39.32.1.19");
        assertThat(fixture.register.findHolders(new byte[] {39, 32, 1, 8}, 10)).isEmpty();
        assertThat(application.expiresAfter()).isEqualTo("2027-01-01");
        assertThat(lines(application))
                .extracting(Line::status, Line::authorityReference)
                .containsExactly(tuple(LineStatus.ACTIVE, "R-7"));
        assertThat(fixture.history.findEvents(application))
                .extracting(ApplicationEvent::who)
                .containsExactly("import", "import");
        assertThat(database.sql().queryOne(Integer.class, "select count(*) from line_version"))
                .isOne();
    }

    @Test
    void anAddressOfAnotherHolderIsADuplicateAndALaterDecisionIsKept() {
        fixture.activate(fixture.submitApplication(fixture.createPerson("en"), answers("39.32.5.1"), MONDAY));
        fixture.submitApplication(fixture.createPerson("en"), answers("39.32.5.2"), MONDAY);
        importRows(RegisterListFixture.INDUS + "39.32.1.8,,,R-7");
        fixture.decide(
                find("39.32.1.8").reference(),
                new ApplicationDecision(LineTransition.SET_TERM)
                        .withTerm(new LineTerm(null, LocalDate.of(2028, 1, 1))));
        ImportReport report = importRows(
                RegisterListFixture.INDUS + "39.32.5.1,,,",
                RegisterListFixture.INDUS + "39.32.1.8,,2027-01-01,R-7",
                RegisterListFixture.INDUS + "39.32.5.2,,,");
        assertThat(report.countRows(EntryOutcome.NEW))
                .as("an address that another holder only asks for")
                .isOne();
        assertThat(report.findings())
                .extracting(Object::toString)
                .containsExactly(
                        "row 2: duplicate: an address is registered for another line",
                        "row 3: conflict: the register keeps its own valid_until");
        assertThat(find("39.32.1.8").expiresAfter()).isEqualTo("2028-01-01");
    }

    @Test
    void aHolderIsOneWhateverNumbersARowHas() {
        ImportReport report = importRows(
                "Indus,company,Z800001,,,,,Karachi,,PTCL,39.32.1.1,,,",
                "Indus,company,Z8000019,9800001,,,,Karachi,,PTCL,39.32.1.2,,,",
                "Indus,company,,9800001,,,,Karachi,,PTCL,39.32.1.3,,,",
                "Ravi,company,Z800002,,,,,Karachi,,PTCL,39.32.1.4,,,",
                "Indus,company,Z800002,9800001,,,,Karachi,,PTCL,39.32.1.5,,,");
        assertThat(report.newHolders()).isEqualTo(2);
        assertThat(report.findings())
                .extracting(Object::toString)
                .containsExactly("row 6: error: the numbers of the holder are those of two holders of earlier rows");
        assertThat(find("39.32.1.3").subject()).isEqualTo(find("39.32.1.1").subject());
    }

    @Test
    void anImportThatFailedGoesOnWhenItIsStartedAgain() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 2 * RegisterImportService.BATCH_SIZE + 50; i++) {
            rows.add("Indus %d,company,Z%06d,,,,,Karachi,,PTCL,39.32.%d.%d,,,"
                    .formatted(i, i / 5, 10 + i / 250, 1 + i % 250));
        }
        RegisterList list = read(rows.toArray(String[]::new));
        AtomicInteger stored = new AtomicInteger();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> imports.importList(list, SOURCE, MONDAY, size -> {
                    stored.addAndGet(size);
                    throw new IllegalStateException("the process ends here");
                }));
        assertThat(stored).hasValue(RegisterImportService.BATCH_SIZE);
        assertThat(count("line")).isEqualTo(RegisterImportService.BATCH_SIZE);
        ImportReport report = imports.importList(list, SOURCE, MONDAY.plus(Duration.ofHours(1)), size -> {});
        assertThat(report.countRows(EntryOutcome.UNCHANGED)).isEqualTo(RegisterImportService.BATCH_SIZE);
        assertThat(report.countRows(EntryOutcome.NEW)).isEqualTo(RegisterImportService.BATCH_SIZE + 50);
        assertThat(count("line")).isEqualTo(rows.size());
        assertThat(count("line_address")).isEqualTo(rows.size());
        assertThat(count("organisation")).isEqualTo(rows.size() / 5);
        assertThat(count("application")).isEqualTo(rows.size() / 5);
    }

    @Test
    void aFailureWithinATransactionLeavesNothingOfIt() {
        importRows(RegisterListFixture.RAVI + "39.32.2.1,,,");
        List<Integer> before = countRows();
        RegisterList list =
                read(RegisterListFixture.INDUS + "39.32.1.8,,,R-7", RegisterListFixture.RAVI + "39.32.2.2,,,R-8");
        // Does not fit the column of the history, which is written last.
        ImportSource tooLong = new ImportSource("x".repeat(9_000), LocalDate.EPOCH);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> imports.importList(list, tooLong, MONDAY, size -> {}));
        assertThat(countRows()).isEqualTo(before);
    }

    @Test
    void aHolderOfMoreLinesThanAFormHasGetsSeveralApplications() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            rows.add(RegisterListFixture.INDUS + "39.32.%d.%d,,,".formatted(10 + i / 250, 1 + i % 250));
        }
        importRows(rows.toArray(String[]::new));
        assertThat(count("application")).isEqualTo(2);
        assertThat(importRows(rows.toArray(String[]::new)).countRows(EntryOutcome.UNCHANGED))
                .isEqualTo(1_100);
    }

    @Test
    void aDeskInAssistanceModeImportsNothing() {
        RegisterList list = read(RegisterListFixture.INDUS + "39.32.1.8,,,");
        RegisterImportService assistance = service(OperatingMode.ASSISTANCE);
        assertThatExceptionOfType(RegisterListException.class)
                .isThrownBy(() -> assistance.importList(list, SOURCE, MONDAY, size -> {}))
                .withMessageContaining("assistance mode");
        assertThatExceptionOfType(RegisterListException.class)
                .isThrownBy(() -> assistance.previewImport(list, size -> {}));
        assertThat(count("line")).isZero();
    }

    private ImportReport importRows(String... rows) {
        return imports.importList(read(rows), SOURCE, MONDAY, size -> {});
    }

    private RegisterList read(String... rows) {
        return reader.readList(RegisterListFixture.write(folder, rows), LocalDate.of(2026, 11, 23));
    }

    private Application find(String address) {
        byte[] bytes = IpAddresses.toBytes(address);
        return fixture.applications
                .findApplication(fixture.register.findHolders(bytes, 10).getFirst())
                .orElseThrow();
    }

    private List<Line> lines(Application application) {
        return fixture.recordFixture.transitions.findLines(application);
    }

    private List<Integer> countRows() {
        return TABLES.stream().map(this::count).toList();
    }

    private int count(String table) {
        return database.sql().queryOne(Integer.class, "select count(*) from " + table);
    }
}

package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.company;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.field.IpAddresses;
import pk.rahnuma.dialog.field.IpAddresses.AddressBounds;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.shared.Reference;

@OnEachDatabase(always = true)
class LineSearchServiceTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);
    private static final List<LineStatus> ACTIVE = List.of(LineStatus.ACTIVE);

    private final DomainFixture fixture;
    private final TestDatabase database;
    private final LineSearchService searches;

    private String ayesha;
    private String bilal;
    private String alif;

    LineSearchServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.database = database;
        this.searches = database.getBean(LineSearchService.class);
    }

    /// Three registered lines, of which the third changed last, and one that is requested.
    @BeforeEach
    void register() {
        database.sql().execute("delete from line");
        database.sql().execute("delete from line_address");
        database.sql().execute("delete from search_term");
        ayesha = register(submit(answers("39.64.1.1")), 1, FIRST_DAY);
        Map<String, Object> second = answers("39.64.1.2", "2400:adc0::1");
        second.putAll(
                Map.of("full_name", "Bilal Ahmed", "city", "quetta", "isp", "ptcl", "id_number", "3520112345672"));
        bilal = register(submit(second), 2, FIRST_DAY.plusDays(1));
        Map<String, Object> third = company("Alif Software", "0123456", "39.65.0.0");
        third.putAll(Map.of("ntn", "1234567-8", "city", "Lahore"));
        alif = register(submit(third), 3, null);
        submit(answers("39.64.1.9"));
    }

    private Reference submit(Map<String, Object> answers) {
        return fixture.submitApplication(fixture.createPerson("en"), answers, MONDAY);
    }

    private String register(Reference reference, int hours, LocalDate lastDay) {
        database.sql()
                .execute("update line set status = 'ACTIVE', valid_until = "
                        + (lastDay == null ? "null" : "'" + lastDay + "'")
                        + ", status_since = '"
                        + MONDAY.plus(Duration.ofHours(hours))
                                .toString()
                                .replaceAll("[TZ]", " ")
                                .strip()
                        + "' where application_id = (select id from application where reference = '"
                        + reference.symbols() + "')");
        return reference.symbols();
    }

    private List<String> find(LineSearchFilter filter) {
        return references(searches.findLines(filter, null, 10));
    }

    private List<String> references(LineSearchService.LineSearchPage page) {
        return page.lines().stream()
                .map(line -> fixture.applications
                        .findByIds(List.of(line.content().line().application()))
                        .values()
                        .iterator()
                        .next()
                        .reference()
                        .symbols())
                .toList();
    }

    private static LineSearchFilter ofTerms(String... terms) {
        return new LineSearchFilter(ACTIVE, Set.of(terms), null, null, null, null, null);
    }

    private static LineSearchFilter ofAddresses(String typed) {
        AddressBounds bounds = IpAddresses.parseBounds(typed).orElseThrow();
        return new LineSearchFilter(ACTIVE, Set.of(), null, null, bounds, null, null);
    }

    private static LineSearchFilter ofPlace(String provider, String site) {
        return new LineSearchFilter(ACTIVE, Set.of(), provider, site, null, null, null);
    }

    private static LineSearchFilter ofDays(LocalDate from, LocalDate until) {
        return new LineSearchFilter(ACTIVE, Set.of(), null, null, null, from, until);
    }

    @Test
    void withoutAFilterTheLineThatChangedLastIsFirst() {
        assertThat(find(ofTerms())).containsExactly(alif, bilal, ayesha);
        assertThat(find(new LineSearchFilter(
                        Arrays.asList(LineStatus.values()), Set.of(), null, null, null, null, null)))
                .hasSize(4)
                .startsWith(alif, bilal, ayesha);
    }

    @Test
    void eachFilterFindsItsLines() {
        assertThat(find(ofTerms("word bilal"))).containsExactly(bilal);
        assertThat(find(ofTerms("number 12345678"))).containsExactly(alif);
        assertThat(find(ofTerms("number 3520112345671"))).containsExactly(alif, ayesha);
        assertThat(find(ofTerms(SearchTerms.cityTerm("LAHORE")))).containsExactly(alif, ayesha);
        assertThat(find(ofPlace("ptcl", null))).containsExactly(bilal);
        assertThat(find(ofPlace(null, "lahore  OFFICE"))).containsExactly(alif);
        assertThat(find(ofAddresses("39.64.1.2"))).containsExactly(bilal);
        assertThat(find(new LineSearchFilter(List.of(LineStatus.REQUESTED), Set.of(), null, null, null, null, null)))
                .hasSize(1)
                .doesNotContain(alif, bilal, ayesha);
        assertThat(find(ofTerms("word nowhere"))).isEmpty();
    }

    @Test
    void aRangeHoldsItsEndsAndNoAddressOfTheOtherVersion() {
        assertThat(find(ofAddresses("39.64.1.1-39.64.1.2"))).containsExactly(bilal, ayesha);
        assertThat(find(ofAddresses("39.64.0.0/15"))).containsExactly(alif, bilal, ayesha);
        assertThat(find(ofAddresses("39.64.1.3 – 39.64.255.255"))).isEmpty();
        assertThat(find(ofAddresses("2400:adc0::/32"))).containsExactly(bilal);
        assertThat(find(ofAddresses("36.0.0.0/24")))
                .as("0x24 is the first byte of the v6 address")
                .isEmpty();
        assertThat(find(ofAddresses("2700::/8"))).as("0x27 is 39").isEmpty();
    }

    @Test
    void aLastDayOrdersByIt() {
        assertThat(find(ofDays(FIRST_DAY, null))).containsExactly(ayesha, bilal);
        assertThat(find(ofDays(FIRST_DAY.plusDays(1), null))).containsExactly(bilal);
        assertThat(find(ofDays(null, FIRST_DAY))).containsExactly(ayesha);
        assertThat(find(ofDays(FIRST_DAY.plusDays(2), FIRST_DAY.plusDays(9)))).isEmpty();
    }

    @Test
    void twoFiltersMustBothMatch() {
        AddressBounds range = IpAddresses.parseBounds("39.64.0.0/16").orElseThrow();
        assertThat(find(new LineSearchFilter(
                        ACTIVE, Set.of(SearchTerms.cityTerm("lahore")), null, null, range, null, null)))
                .containsExactly(ayesha);
        assertThat(find(new LineSearchFilter(ACTIVE, Set.of(), "nayatel", null, null, null, FIRST_DAY.plusDays(1))))
                .containsExactly(ayesha);
        assertThat(find(new LineSearchFilter(ACTIVE, Set.of("word alif"), "ptcl", null, null, null, null)))
                .isEmpty();
        assertThat(find(new LineSearchFilter(
                        ACTIVE, Set.of("word khan"), "nayatel", "Lahore office", null, null, null)))
                .containsExactly(alif);
    }

    @Test
    void eachPageBeginsAfterTheOneBefore() {
        for (LineSearchFilter filter :
                List.of(ofTerms(), ofTerms("word ayesha"), ofPlace("nayatel", null), ofDays(FIRST_DAY, null))) {
            List<String> paged = new ArrayList<>();
            LineSearchPosition after = null;
            do {
                LineSearchService.LineSearchPage page = searches.findLines(filter, after, 1);
                assertThat(page.lines()).hasSize(1);
                paged.addAll(references(page));
                after = page.next();
            } while (after != null);
            assertThat(paged).isEqualTo(find(filter)).hasSizeGreaterThan(1);
        }
        assertThat(searches.findLines(ofTerms(), null, 3).next()).isNull();
    }

    /// Each line changed at the same time, and ends on the same day.
    @Test
    void equalPlacesAreNeitherShownTwiceNorLeftOut() {
        database.sql()
                .execute(
                        "update line set status = 'ACTIVE', status_since = '2026-11-02 08:00:00.000001', valid_until = '2027-01-01'");
        for (LineSearchFilter filter : List.of(ofTerms(), ofDays(FIRST_DAY, null))) {
            LineSearchService.LineSearchPage first = searches.findLines(filter, null, 2);
            List<String> paged = new ArrayList<>(references(first));
            paged.addAll(references(searches.findLines(filter, first.next(), 2)));
            assertThat(paged).hasSize(4).doesNotHaveDuplicates().isEqualTo(find(filter));
        }
    }

    /// More lines than a search may begin with have the part of the filter.
    @Test
    void aFrequentFilterFindsTheSameAsARareOne() {
        makeFrequent();
        assertFrequentFiltersFindTheirLines();
    }

    /// The lines that match are the last of the list, after more than are looked at in its order.
    @Test
    void aFrequentFilterFindsLinesAtTheEndOfTheList() {
        makeFrequent();
        List<String> lines = IntStream.range(0, LineSearchRepository.MAX_FIRST_LINES)
                .mapToObj(i ->
                        "(%1$d, %1$d, 1, 1, 'ACTIVE', '2026-12-01', 0, X'00', '2027-01-01')".formatted(2_000_000 + i))
                .toList();
        database.sql()
                .execute("insert into line (id, application_id, number, subject_id, status, status_since, "
                        + "worked_seconds, answers, valid_until) values " + String.join(", ", lines));
        assertFrequentFiltersFindTheirLines();
    }

    private void makeFrequent() {
        List<String> addresses = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (int i = 0; i <= LineSearchService.MAX_CANDIDATES; i++) {
            addresses.add("(%d, 0, X'2740%04X', true)".formatted(1_000_000 + i, 0x8000 + i));
            terms.add("(X'%s', %d)".formatted(hashOf("word khan"), 1_000_000 + i));
            terms.add("(X'%s', %d)".formatted(hashOf("word ayesha"), 1_000_000 + i));
        }
        database.sql()
                .execute("insert into line_address (line_id, ordinal, address, live) values "
                        + String.join(", ", addresses));
        database.sql()
                .execute("insert into search_term (term_hash, application_id) values " + String.join(", ", terms));
    }

    private void assertFrequentFiltersFindTheirLines() {
        assertThat(find(ofAddresses("39.64.0.0/16"))).containsExactly(bilal, ayesha);
        assertThat(find(ofTerms("word khan", "word ayesha"))).containsExactly(alif, ayesha);
        AddressBounds range = IpAddresses.parseBounds("39.64.0.0/16").orElseThrow();
        assertThat(find(new LineSearchFilter(ACTIVE, Set.of("word khan"), null, null, range, null, null)))
                .containsExactly(ayesha);
        assertThat(find(new LineSearchFilter(ACTIVE, Set.of("word khan"), "nayatel", null, null, null, FIRST_DAY)))
                .containsExactly(ayesha);
    }

    private String hashOf(String term) {
        return HexFormat.of()
                .formatHex(database.getBean(SearchIndexRepository.class).hashTerm(term));
    }
}

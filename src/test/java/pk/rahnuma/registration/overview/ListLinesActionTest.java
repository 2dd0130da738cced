package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class ListLinesActionTest {

    private static int lastNetwork = 0;

    private final DomainFixture fixture;
    private final ListLinesAction lines;
    private final long amna;
    private final int network = ++lastNetwork;

    ListLinesActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.lines = database.getBean(ListLinesAction.class);
        this.amna = fixture.createPerson("en");
    }

    private Map<String, Object> line(int number) {
        return Map.of(
                "isp",
                number % 2 == 0 ? "nayatel" : "ptcl",
                "subscriber_id",
                "NTL-10" + number,
                "site",
                "Branch " + number + (number == 3 ? ", Multan" : ", Lahore"),
                "addresses",
                List.of("39." + (90 + network) + "." + number + ".0/30"));
    }

    private Reference submit(int count) {
        Map<String, Object> answers = new HashMap<>(DomainFixture.company("Alif " + network, "01112" + network));
        answers.put(
                "connections",
                IntStream.rangeClosed(1, count).mapToObj(this::line).toList());
        return fixture.submitApplication(amna, answers, MONDAY);
    }

    private ListLinesAction.Out list(long person, Reference reference, String wanted) {
        return execute(lines, person, new ListLinesAction.In(reference.toGroupedText(), wanted), MONDAY);
    }

    @Test
    void eachLineIsShownWithAllItsPartsUpToALimit() {
        Reference reference = submit(22);
        ListLinesAction.Out all = list(amna, reference, "");
        assertThat(all.count()).isEqualTo(22);
        assertThat(all.items()).hasSize(20);
        assertThat(all.more()).isEqualTo(2);
        assertThat(all.items().get(2))
                .isEqualTo(new ListLinesAction.Item(
                        3,
                        "Branch 3, Multan",
                        "ptcl",
                        "NTL-103",
                        "39." + (90 + network) + ".3.0/30",
                        "",
                        "REQUESTED",
                        MONDAY,
                        null,
                        false));
        assertThat(list(fixture.createPerson("en"), reference, "").items()).isEmpty();
    }

    @Test
    void linesAreFoundByStatusPlaceProviderAndAnAddressOfTheirRange() {
        Reference reference = submit(4);
        fixture.decisions(OperatingMode.ASSISTANCE)
                .decide(
                        reference,
                        new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(2)),
                        "sana",
                        MONDAY);
        assertThat(numbers(reference, "WITH_PROVIDER")).containsExactly(2L);
        assertThat(numbers(reference, "multan")).containsExactly(3L);
        assertThat(numbers(reference, "Nayatel")).containsExactly(2L, 4L);
        assertThat(numbers(reference, "39." + (90 + network) + ".4.2")).containsExactly(4L);
        assertThat(numbers(reference, "Quetta")).isEmpty();
        assertThat(numbers(reference, "all")).hasSize(4);
        assertThat(list(amna, reference, "Quetta").statuses())
                .containsExactly(
                        new ListLinesAction.StatusCount("REQUESTED", 3),
                        new ListLinesAction.StatusCount("WITH_PROVIDER", 1));
    }

    private List<Long> numbers(Reference reference, String wanted) {
        return list(amna, reference, wanted).items().stream()
                .map(ListLinesAction.Item::number)
                .toList();
    }
}

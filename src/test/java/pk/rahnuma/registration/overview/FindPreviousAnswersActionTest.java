package pk.rahnuma.registration.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.mobileAnswers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.DomainFixture;

@OnEachDatabase
class FindPreviousAnswersActionTest {

    private static final FindPreviousAnswersAction.Out NONE = new FindPreviousAnswersAction.Out("", "", "", "", "");

    private final DomainFixture fixture;
    private final FindPreviousAnswersAction action;
    private final long ayesha;

    FindPreviousAnswersActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.action = database.getBean(FindPreviousAnswersAction.class);
        this.ayesha = fixture.createPerson("en");
    }

    private List<FindPreviousAnswersAction.Out> of(Long... persons) {
        return action.executeAll(List.of(persons).stream()
                .map(person -> createRequest(person, new FindPreviousAnswersAction.In(), MONDAY))
                .toList());
    }

    @Test
    void theNewestApplicationOfThePersonCounts() {
        fixture.submitApplication(ayesha, answers("39.43.1.1"), MONDAY);
        Map<String, Object> second = mobileAnswers("+923331234567");
        second.put("city", "Tharparkar");
        second.put("email", "khan@example.com");
        fixture.submitApplication(ayesha, second, MONDAY.plus(Duration.ofDays(1)));
        assertThat(of(ayesha))
                .containsExactly(new FindPreviousAnswersAction.Out(
                        "Ayesha Khan", "3520112345671", "+923001234567", "khan@example.com", "Tharparkar"));
    }

    @Test
    void othersGetNothingOfIt() {
        fixture.submitApplication(ayesha, answers("39.43.1.2"), MONDAY);
        long bilal = fixture.createPerson("ur");
        assertThat(of(bilal, ayesha, bilal)).extracting(NONE::equals).containsExactly(true, false, true);
    }

    @Test
    void nothingIsFoundForAPersonWithoutAnApplication() {
        assertThat(of(ayesha)).containsExactly(NONE);
    }
}

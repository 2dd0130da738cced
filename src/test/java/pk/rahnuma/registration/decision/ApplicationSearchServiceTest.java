package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.SearchIndexRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.StaffAuditFixture;

@OnEachDatabase(always = true)
class ApplicationSearchServiceTest {

    /// Tests share a database: each has a name and an address of its own.
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final int own = NUMBERS.incrementAndGet() % 250;
    private final DomainFixture fixture;
    private final ApplicationSearchService finder;
    private final Reference ayesha;

    ApplicationSearchServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.finder = new ApplicationSearchService(
                fixture.applications,
                fixture.register,
                database.getBean(SearchIndexRepository.class),
                database.vault(),
                StaffAuditFixture.over(database));
        Map<String, Object> answers = answers("39.40." + own + ".7");
        answers.put("full_name", "Ayesha Khan Barakzai" + own);
        this.ayesha = fixture.submitApplication(fixture.createPerson("en"), answers, MONDAY);
    }

    private String ownWord() {
        return "barakzai" + own;
    }

    private List<Reference> found(String typed) {
        return finder.findApplications(typed, 200).applications().stream()
                .map(Application::reference)
                .toList();
    }

    @Test
    void wordsOfANameAreFoundInAnyOrderAndInAnyCase() {
        assertThat(found(ownWord().toUpperCase() + " ayesha")).containsExactly(ayesha);
        assertThat(found("ayesha nobody" + ownWord())).isEmpty();
        assertThat(found("Ayesh " + ownWord())).as("words are whole").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "35201-1234567-1",
                "3520112345671",
                "۳۵۲۰۱۱۲۳۴۵۶۷۱",
                "0300 1234567",
                "+92 300 1234567",
                "00923001234567"
            })
    void numbersAreFoundHoweverTheyAreWritten(String typed) {
        assertThat(found(typed)).contains(ayesha);
        assertThat(finder.findApplications(typed, 1).how()).isEqualTo("number");
    }

    @Test
    void anEmailAddressAndAnAddressOfTheRegisterAreFound() {
        assertThat(found("AYESHA@example.com")).contains(ayesha);
        assertThat(found("39.40." + own + ".7")).containsExactly(ayesha);
        assertThat(found("39.40." + own + ".8")).isEmpty();
    }

    @Test
    void aReferenceOfTheDeskOrOfTheAuthorityLeadsToIt() {
        assertThat(found(ayesha.toGroupedText().toLowerCase())).containsExactly(ayesha);
        for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
            fixture.decide(ayesha, move);
        }
        fixture.decide(ayesha, DecisionFixture.approval("PTA-" + ownWord()));
        assertThat(found("PTA-" + ownWord())).containsExactly(ayesha);
    }

    @Test
    void urduIsFoundWhicheverKeyboardWroteIt() {
        Map<String, Object> other = answers("39.41." + own + ".7");
        other.put("full_name", "عائشہ خان بركزئي");
        Reference urdu = fixture.submitApplication(fixture.createPerson("ur"), other, MONDAY);
        assertThat(found("عائشہ برکزئی")).contains(urdu);
    }

    @Test
    void anEmptyQueryFindsNothingAndMoreResultsAreAnnounced() {
        assertThat(finder.findApplications("  ", 10).how()).isEqualTo("nothing");
        fixture.submitApplication(fixture.createPerson("en"), answers("39.42." + own + ".7"), MONDAY);
        ApplicationSearchService.SearchResult found = finder.findApplications("khan", 1);
        assertThat(found.applications()).hasSize(1);
        assertThat(found.more()).isTrue();
    }

    @Test
    void anErasedApplicationIsNotFound() {
        ApplicationRepository applications = fixture.applications;
        Application application = applications.findApplication(ayesha).orElseThrow();
        fixture.database
                .sql()
                .inTransaction(() -> fixture.recordFixture.dataHandler.eraseData(application.conversation(), MONDAY));
        assertThat(found(ownWord())).isEmpty();
    }
}

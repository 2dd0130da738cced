package pk.rahnuma.person;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.registration.DomainFixture;

@OnEachDatabase
class GiveConsentActionTest {

    private final DomainFixture fixture;
    private final ConsentRepository consents;
    private final ConsentStatusAction me;
    private final GiveConsentAction consent;
    private final long ayesha;
    private final long bilal;

    GiveConsentActionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.consents = database.getBean(ConsentRepository.class);
        this.me = new ConsentStatusAction(consents);
        this.consent = new GiveConsentAction(consents, fixture.audit);
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("en");
    }

    @Test
    void consentIsNotAssumed() {
        assertThat(holds(ayesha)).isFalse();
    }

    @Test
    void consentHoldsFromWhenItIsGivenUntilItIsTakenBack() {
        assertThat(say(ayesha, true, MONDAY)).isTrue();
        assertThat(holds(ayesha)).isTrue();
        assertThat(holds(bilal)).isFalse();
        assertThat(say(ayesha, false, MONDAY.plusSeconds(1))).isFalse();
        assertThat(holds(ayesha)).isFalse();
        assertThat(say(ayesha, true, MONDAY.plusSeconds(1))).isTrue();
        assertThat(holds(ayesha)).isTrue();
        assertThat(AuditChainFixture.faultsOf(fixture.audit, ayesha)).isEmpty();
    }

    @Test
    void sayingItTwiceIsWrittenOnce() {
        say(ayesha, true, MONDAY);
        say(ayesha, true, MONDAY.plusSeconds(1));
        int rows = fixture.database
                .sql()
                .queryOne(Integer.class, "select count(*) from consent where person_id = ?", ayesha);
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void consentToAnOlderWordingDoesNotCount() {
        fixture.database
                .sql()
                .execute(
                        "insert into consent (person_id, version, given_at) values (?, '2020-01-01', ?)",
                        ayesha,
                        MONDAY);
        assertThat(holds(ayesha)).isFalse();
        assertThat(consents.findConsentingToAnyVersion(List.of(ayesha, bilal))).containsExactly(ayesha);
    }

    @Test
    void aLanguageNotChosenYetIsEnglish() {
        fixture.database.sql().execute("update conversation set language = null where id = ?", ayesha);
        fixture.database
                .sql()
                .inTransaction(
                        () -> assertThat(fixture.persons.lockPerson(ayesha)).isEqualTo("en"));
    }

    private boolean holds(long person) {
        return execute(me, person, new ConsentStatusAction.In(), MONDAY).consented();
    }

    private boolean say(long person, boolean agreed, Instant now) {
        return execute(consent, person, new GiveConsentAction.In(agreed), now).given();
    }
}

package pk.rahnuma.people;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.Rooms.MONDAY;
import static pk.rahnuma.registration.Rooms.ask;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.registration.Rooms;

@OnEachDatabase
class ConsentTest {

    private final Rooms rooms;
    private final Me me;
    private final Consent consent;
    private final long ayesha;
    private final long bilal;

    ConsentTest(Database database) {
        this.rooms = new Rooms(database);
        Consents consents = new Consents(database.jdbi());
        this.me = new Me(consents);
        this.consent = new Consent(consents, rooms.audit);
        this.ayesha = rooms.person("en");
        this.bilal = rooms.person("en");
    }

    @Test
    void nobodyHasAgreedUnasked() {
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
        assertThat(AuditChains.faults(rooms.audit, ayesha)).isEmpty();
    }

    @Test
    void sayingItTwiceIsWrittenOnce() {
        say(ayesha, true, MONDAY);
        say(ayesha, true, MONDAY.plusSeconds(1));
        int rows = rooms.database
                .jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from consent where person_id = :person")
                        .bind("person", ayesha)
                        .mapTo(int.class)
                        .one());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void consentToAnOlderWordingDoesNotCount() {
        rooms.database
                .jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into consent (person_id, version, given_at) values (:person, '2020-01-01', :at)")
                        .bind("person", ayesha)
                        .bind("at", MONDAY)
                        .execute());
        assertThat(holds(ayesha)).isFalse();
    }

    @Test
    void aLanguageNotChosenYetIsEnglish() {
        rooms.database
                .jdbi()
                .useHandle(handle -> handle.createUpdate("update conversation set language = null where id = :id")
                        .bind("id", ayesha)
                        .execute());
        rooms.database
                .jdbi()
                .useTransaction(handle -> assertThat(rooms.persons.lock(ayesha)).isEqualTo("en"));
    }

    private boolean holds(long person) {
        return me.run(List.of(ask(person, new Me.In(), MONDAY))).getFirst().consented();
    }

    private boolean say(long person, boolean agreed, Instant now) {
        return consent.run(List.of(ask(person, new Consent.In(agreed), now)))
                .getFirst()
                .given();
    }
}

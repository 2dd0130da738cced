package pk.rahnuma.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.person.ErasureRequestRepository.ErasureRequest;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class ErasureRequestRepositoryTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00.123456Z");
    private static final Instant DUE = MONDAY.plus(ErasureRequestRepository.GRACE_PERIOD);

    private final ErasureRequestRepository requests;
    private final long person = SubjectEncryptionService.newId();

    ErasureRequestRepositoryTest(TestDatabase database) {
        this.requests = database.getBean(ErasureRequestRepository.class);
    }

    @Test
    void aRepeatedRequestDoesNotRestartTheWeek() {
        requests.insertRequest(person, MONDAY);
        requests.insertRequest(person, MONDAY.plusSeconds(1));
        ErasureRequest first = new ErasureRequest(person, MONDAY, DUE, null, null);
        assertThat(requests.findByPerson(person)).contains(first);
        assertThat(requests.findByPersons(List.of(person, person + 1)).values()).containsExactly(first);
        requests.deleteByPerson(person);
    }

    @Test
    void aRequestCanBeCancelledUntilTheLastMessage() {
        requests.insertRequest(person, MONDAY);
        assertThat(requests.deleteByPersonAndToldIsNull(person)).isEqualTo(1);
        requests.insertRequest(person, MONDAY);
        requests.updateTold(person, DUE);
        assertThat(requests.deleteByPersonAndToldIsNull(person)).isZero();
        requests.deleteByPerson(person);
        assertThat(requests.findByPerson(person)).isEmpty();
    }

    @Test
    void aRequestNeedsAStepForTheReminderAndAtTheEnd() {
        requests.insertRequest(person, MONDAY);
        requests.insertRequest(person + 1, MONDAY.minusSeconds(1));
        Instant dayBefore = DUE.minus(Duration.ofDays(1));
        assertThat(requests.findDue(dayBefore, 10))
                .extracting(ErasureRequest::person)
                .containsExactly(person + 1, person);
        requests.updateReminded(person + 1, dayBefore);
        assertThat(requests.findDue(dayBefore, 10))
                .extracting(ErasureRequest::person)
                .containsExactly(person);
        assertThat(requests.findDue(DUE, 1))
                .containsExactly(
                        new ErasureRequest(person + 1, MONDAY.minusSeconds(1), DUE.minusSeconds(1), dayBefore, null));
        requests.deleteByPerson(person);
        requests.deleteByPerson(person + 1);
    }
}

package pk.rahnuma.ticket.work;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.TicketAgent;

/// Messages of the bot in a transcript: it repeats what people write.
@OnEachDatabase
class TicketTranscriptServiceTest {

    private static final TicketAgent SANA = new TicketAgent(11, "Sana");

    private final DomainFixture fixture;
    private final TicketWorkFixture works;

    TicketTranscriptServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.works = new TicketWorkFixture(fixture);
    }

    @Test
    void theyAreMaskedAsThePersonsAreUntilTheReaderAsksForThemInFull() {
        long ayesha = fixture.createPerson("en");
        Reply taken = Reply.ofText("✓ CNIC: 35202-1234567-1");
        Reply summary = Reply.ofText("Subscriber ID: NT-99812").withMaskedText("Subscriber ID: •••••812");
        fixture.database
                .sql()
                .inTransaction(() -> fixture.messages.postNotices(ayesha, List.of(taken, summary), MONDAY));
        Reference number = works.intakeFixture.openTicket(ayesha, "other", MONDAY);
        assertThat(texts(number, TranscriptVisibility.MASKED))
                .contains("✓ CNIC: •••••-•••••••-1", "Subscriber ID: •••••812");
        assertThat(texts(number, TranscriptVisibility.IN_FULL))
                .contains("✓ CNIC: 35202-1234567-1", "Subscriber ID: NT-99812");
    }

    @Test
    void staffReadWhatAMessageWasUnderstoodAsWithNumbersMasked() {
        long ayesha = fixture.createPerson("en");
        Reply heard = Reply.ofText("my isp is ptcl").withUnderstanding("answer: isp=ptcl, note=35202-1234567-1");
        fixture.database.sql().inTransaction(() -> fixture.messages.postNotices(ayesha, List.of(heard), MONDAY));
        Reference number = works.intakeFixture.openTicket(ayesha, "other", MONDAY);
        assertThat(works.cases
                        .openCase(number, SANA, TranscriptVisibility.MASKED, MONDAY)
                        .transcript())
                .extracting(TicketTranscriptService.TranscriptLine::understood)
                .contains("answer: isp=ptcl, note=•••••-•••••••-1");
    }

    private List<String> texts(Reference number, TranscriptVisibility visibility) {
        return works.cases.openCase(number, SANA, visibility, MONDAY).transcript().stream()
                .map(TicketTranscriptService.TranscriptLine::text)
                .toList();
    }
}

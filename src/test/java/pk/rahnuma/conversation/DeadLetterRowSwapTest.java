package pk.rahnuma.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.vault.ExportedText;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Dead letters of one person that were swapped in the database do not open.
@OnEachDatabase(always = true)
class DeadLetterRowSwapTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final TestDatabase database;
    private final long person = SubjectEncryptionService.newId();

    DeadLetterRowSwapTest(TestDatabase database) {
        this.database = database;
        database.vault().createKeys(person);
    }

    @Test
    void refusesSwappedDeadLetters() {
        long first = letter("one", NOW);
        long second = letter("two", NOW.plusSeconds(1));
        ConversationDataHandler keeper = new ConversationDataHandler(
                database.getBean(ConversationRepository.class),
                // An export needs no states.
                null,
                database.getBean(DeadLetterRepository.class),
                database.vault());
        assertThat(ExportedText.toText(keeper.exportData(person))).contains("text=one", "text=two");
        database.swapValues("dead_letter", "body", "id", first, second);
        assertThatThrownBy(() -> ExportedText.toText(keeper.exportData(person)))
                .hasMessageStartingWith("cannot open dead_letter.body");
    }

    private long letter(String text, Instant at) {
        long id = SubjectEncryptionService.newId();
        byte[] body = database.vault().seal(DeadLetterRepository.BODY_COLUMN.placeAt(person, id), text);
        database.getBean(DeadLetterRepository.class)
                .insertRow(new DeadLetterRepository.LetterRow(id, person, null, body, "a.Failure", at));
        return id;
    }
}

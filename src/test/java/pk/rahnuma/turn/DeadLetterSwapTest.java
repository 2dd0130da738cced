package pk.rahnuma.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.vault.ToldText;
import pk.rahnuma.vault.Vault;

/// Letters of one person that somebody has swapped in the database do not open.
@OnEachDatabase
class DeadLetterSwapTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final Database database;
    private final long person = Vault.newId();

    DeadLetterSwapTest(Database database) {
        this.database = database;
        database.vault().create(person);
    }

    @Test
    void refusesSwappedLetters() {
        long first = letter("one", NOW);
        long second = letter("two", NOW.plusSeconds(1));
        TalkKeeper keeper = new TalkKeeper(
                database.jdbi(),
                new ConversationRows(database.jdbi()),
                new DeadLetterRows(database.jdbi()),
                database.vault());
        assertThat(ToldText.of(keeper.tell(person))).contains("text=one", "text=two");
        database.swap("dead_letter", "body", "id", first, second);
        assertThatThrownBy(() -> ToldText.of(keeper.tell(person)))
                .hasMessageStartingWith("cannot open dead_letter.body");
    }

    private long letter(String text, Instant at) {
        long id = Vault.newId();
        byte[] body = database.vault().seal(DeadLetterRows.BODY.at(person, id), text);
        new DeadLetterRows(database.jdbi()).insert(id, person, null, body, "a.Failure", at);
        return id;
    }
}

package pk.rahnuma.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.post.Seen.Taken;
import pk.rahnuma.post.Seen.Update;
import pk.rahnuma.vault.Vault;

@OnEachDatabase
class SeenTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final Seen seen;
    private final long conversation = Vault.newId();

    SeenTest(Database database) {
        this.seen = new Seen(database.jdbi(), database.vault());
    }

    @Test
    void onlyUpdatesThatWereTakenAreFoundWithTheLinesThatTheyCaused() {
        Taken first = new Taken(new Update(conversation, "1001"), 1, 3, NOW);
        Taken second = new Taken(new Update(conversation, "1002"), 5, 4, NOW);
        seen.insert(List.of(first, second));
        Update never = new Update(conversation, "1003");
        Update elsewhere = new Update(Vault.newId(), "1001");
        assertThat(seen.find(List.of(first.update(), never, elsewhere, second.update())))
                .isEqualTo(Map.of(first.update(), first, second.update(), second));
        assertThat(seen.find(List.of())).isEmpty();
    }

    @Test
    void anUpdateCannotBeTakenTwice() {
        Taken taken = new Taken(new Update(conversation, "1001"), 1, 3, NOW);
        seen.insert(List.of(taken));
        Taken fresh = new Taken(new Update(conversation, "1002"), 4, 4, NOW);
        assertThatThrownBy(() -> seen.insert(List.of(taken))).isInstanceOf(Seen.Repeated.class);
        assertThatThrownBy(() -> seen.insert(List.of(fresh, taken))).isInstanceOf(Seen.Repeated.class);
    }

    @Test
    void wholeBatchesAreTakenAndFound() {
        List<Taken> batch = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            batch.add(new Taken(new Update(Vault.newId(), "1"), i, i, NOW));
        }
        seen.insert(batch);
        assertThat(seen.find(batch.stream().map(Taken::update).toList())).hasSize(256);
    }

    @Test
    void oldUpdatesAreForgottenInSteps() {
        Instant old = NOW.minusSeconds(86_400);
        List<Taken> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(new Taken(new Update(conversation, "old" + i), 1, 1, old));
        }
        Taken young = new Taken(new Update(conversation, "young"), 1, 1, NOW);
        batch.add(young);
        seen.insert(batch);
        assertThat(seen.prune(NOW, 3)).isEqualTo(3);
        assertThat(seen.prune(NOW, 3)).isEqualTo(2);
        assertThat(seen.prune(NOW, 3)).isZero();
        assertThat(seen.find(List.of(young.update()))).hasSize(1);
    }
}

package pk.rahnuma.messaging.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository.ProcessedUpdate;
import pk.rahnuma.messaging.conversation.ProcessedUpdateRepository.UpdateKey;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase(always = true)
class ProcessedUpdateRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");

    private final ProcessedUpdateRepository seen;
    private final long conversation = SubjectEncryptionService.newId();

    ProcessedUpdateRepositoryTest(TestDatabase database) {
        this.seen = database.getBean(ProcessedUpdateRepository.class);
    }

    @Test
    void onlyUpdatesThatWereTakenAreFoundWithTheLinesThatTheyCaused() {
        ProcessedUpdate first = new ProcessedUpdate(new UpdateKey(conversation, "1001"), 1, 3, NOW, null);
        ProcessedUpdate second = new ProcessedUpdate(new UpdateKey(conversation, "1002"), 5, 4, NOW, null);
        seen.insertProcessed(List.of(first, second));
        UpdateKey never = new UpdateKey(conversation, "1003");
        UpdateKey elsewhere = new UpdateKey(SubjectEncryptionService.newId(), "1001");
        assertThat(seen.findProcessed(List.of(first.update(), never, elsewhere, second.update())))
                .isEqualTo(Map.of(first.update(), first, second.update(), second));
        assertThat(seen.findProcessed(List.of())).isEmpty();
    }

    @Test
    void anotherContentIsKnownWhereBothAreKnown() {
        ProcessedUpdate hashed = new ProcessedUpdate(new UpdateKey(conversation, "1001"), 1, 3, NOW, -7L);
        ProcessedUpdate earlier = new ProcessedUpdate(new UpdateKey(conversation, "1002"), 4, 4, NOW, null);
        seen.insertProcessed(List.of(hashed, earlier));
        Map<UpdateKey, ProcessedUpdate> stored = seen.findProcessed(List.of(hashed.update(), earlier.update()));
        assertThat(stored.get(hashed.update()).hasOtherContent(-7L)).isFalse();
        assertThat(stored.get(hashed.update()).hasOtherContent(7L)).isTrue();
        assertThat(stored.get(hashed.update()).hasOtherContent(null)).isFalse();
        assertThat(stored.get(earlier.update()).hasOtherContent(7L)).isFalse();
    }

    @Test
    void anUpdateCannotBeTakenTwice() {
        ProcessedUpdate taken = new ProcessedUpdate(new UpdateKey(conversation, "1001"), 1, 3, NOW, null);
        seen.insertProcessed(List.of(taken));
        ProcessedUpdate fresh = new ProcessedUpdate(new UpdateKey(conversation, "1002"), 4, 4, NOW, null);
        assertThatThrownBy(() -> seen.insertProcessed(List.of(taken)))
                .isInstanceOf(ProcessedUpdateRepository.DuplicateUpdateException.class);
        assertThatThrownBy(() -> seen.insertProcessed(List.of(fresh, taken)))
                .isInstanceOf(ProcessedUpdateRepository.DuplicateUpdateException.class);
    }

    @Test
    void wholeBatchesAreTakenAndFound() {
        List<ProcessedUpdate> batch = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            batch.add(new ProcessedUpdate(new UpdateKey(SubjectEncryptionService.newId(), "1"), i, i, NOW, null));
        }
        seen.insertProcessed(batch);
        assertThat(seen.findProcessed(
                        batch.stream().map(ProcessedUpdate::update).toList()))
                .hasSize(256);
    }

    @Test
    void oldUpdatesAreForgottenInSteps() {
        Instant old = NOW.minusSeconds(86_400);
        List<ProcessedUpdate> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            batch.add(new ProcessedUpdate(new UpdateKey(conversation, "old" + i), 1, 1, old, null));
        }
        ProcessedUpdate young = new ProcessedUpdate(new UpdateKey(conversation, "young"), 1, 1, NOW, null);
        batch.add(young);
        seen.insertProcessed(batch);
        assertThat(seen.deleteOlderThan(NOW, 3)).isEqualTo(3);
        assertThat(seen.deleteOlderThan(NOW, 3)).isEqualTo(2);
        assertThat(seen.deleteOlderThan(NOW, 3)).isZero();
        assertThat(seen.findProcessed(List.of(young.update()))).hasSize(1);
    }
}

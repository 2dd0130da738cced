package pk.rahnuma.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.script.EngineLimits;
import pk.rahnuma.messaging.DeferredCallRepository.CallRow;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

@OnEachDatabase(always = true)
class DeferredCallRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    /// Urdu letters take two bytes each.
    private static final String LONGEST_QUESTION = "ں".repeat(EngineLimits.MAX_INPUT_LENGTH);

    private final TestDatabase database;
    private final DeferredCallRepository calls;
    private final long person = SubjectEncryptionService.newId();

    DeferredCallRepositoryTest(TestDatabase database) {
        this.database = database;
        this.calls = database.getBean(DeferredCallRepository.class);
        database.vault().createKeys(List.of(person));
    }

    @Test
    void aCallIsDueUntilItIsClaimed() {
        DeferredCall call = call(LONGEST_QUESTION);
        insert(call);
        assertThat(calls.findDue(NOW, 100)).contains(call);
        assertThat(calls.claimCall(call, NOW, NOW.plusSeconds(8))).isTrue();
        assertThat(calls.claimCall(call, NOW, NOW.plusSeconds(8))).isFalse();
        assertThat(calls.findDue(NOW, 100)).isEmpty();
        assertThat(calls.findDue(NOW.plusSeconds(8), 100))
                .singleElement()
                .returns(1, DeferredCall::attempts)
                .returns(NOW, DeferredCall::asked);
        calls.deleteByConversationId(person);
        assertThat(calls.findDue(NOW.plusSeconds(8), 100)).isEmpty();
    }

    @Test
    void refusesSwappedCalls() {
        DeferredCall first = call("one");
        DeferredCall second = call("two");
        insert(first, second);
        database.swapValues("deferred_call", "body", "id", first.id(), second.id());
        assertThatThrownBy(() -> calls.findDue(NOW, 100)).hasMessageStartingWith("cannot open deferred_call.body");
        calls.deleteById(first.id());
        calls.deleteById(second.id());
    }

    private void insert(DeferredCall... pending) {
        SubjectKeyRing keys = database.vault().openKeys(List.of(person));
        calls.insertRows(
                List.of(pending).stream().map(one -> CallRow.ofCall(one, keys)).toList());
    }

    private DeferredCall call(String question) {
        return new DeferredCall(
                SubjectEncryptionService.newId(),
                person,
                1,
                new ActionCall(
                        "1", "advice", "guidance.choose", true, "ask", "0", "hash", Map.of("question", question)),
                0,
                NOW);
    }
}

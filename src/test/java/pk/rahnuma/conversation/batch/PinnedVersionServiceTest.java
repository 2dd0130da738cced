package pk.rahnuma.conversation.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.VersionsInUseProvider;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class PinnedVersionServiceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
    private static final EngineContext MOMENT = new EngineContext(NOW, "en", TestDesk.ASSISTANCE, "web");

    private final TestDatabase database;
    private final ScriptLibrary current =
            ScriptLibrary.loadChecked(ScriptFolderReader.readSources(null), ActionTypeRegistry.loadAll());
    private final DialogEngine talk = new DialogEngine(current);

    PinnedVersionServiceTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void sessionsAreFoundOnAllPagesInStacksAndDraftsWhateverElseCannotBeRead() {
        ConversationState none = new ConversationState("en", List.of(), List.of(), 0);
        ConversationState human = talk.processTurn(none, new ConversationInput.Tap("!start=human", null), MOMENT)
                .conversation();
        ConversationState form = talk.processTurn(
                        none, new ConversationInput.Tap("!start=register-individual", null), MOMENT)
                .conversation();
        ConversationState draft = new ConversationState("en", List.of(), form.stack(), 1);
        for (int i = 0; i < 7; i++) {
            keep(none);
        }
        database.vault().destroyKey(keep(human));
        long broken = keep(human);
        database.sql().execute("update conversation set state = x'00' where id = ?", broken);
        assertThat(pinned("human", "register-individual").findLostVersionsInUse(3))
                .isEmpty();
        keep(human);
        keep(draft);
        keep(human);
        assertThat(pinned("human", "register-individual", "status").findLostVersionsInUse(3))
                .isEqualTo(Map.of("lost-human", "human", "lost-register-individual", "register-individual"));
        assertThat(pinned("status").findLostVersionsInUse(3)).isEmpty();
    }

    @Test
    void aVersionThatCameAfterThisProcessStopsIt() {
        ConversationState form = on("later");
        List<String> asked = new ArrayList<>();
        PinnedVersionService versions = pinned(flow -> asked.add(flow) && flow.equals("later"));
        versions.checkConversation(on(current.findCurrent("register-individual").flow()));
        assertThat(asked).isEmpty();
        assertThat(versions.findObstacle()).isEmpty();
        assertThatThrownBy(() -> versions.checkConversation(form))
                .isInstanceOf(PinnedVersionService.NewerScriptVersionException.class)
                .hasMessageContaining("register-individual later");
        assertThat(versions.findObstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("newer scripts"));
        ConversationState draft = new ConversationState("en", List.of(), form.stack(), 1);
        assertThatThrownBy(() -> versions.checkConversation(draft))
                .isInstanceOf(PinnedVersionService.NewerScriptVersionException.class);
    }

    @Test
    void aRetiredVersionBlocksNothingAndIsQueriedOnce() {
        List<String> asked = new ArrayList<>();
        PinnedVersionService versions = pinned(flow -> !asked.add(flow));
        versions.checkConversation(on("retired"));
        versions.checkConversation(on("retired"));
        assertThat(asked).containsExactly("retired");
        assertThat(versions.findObstacle()).isEmpty();
    }

    /// A conversation in the middle of the form, on a version with this hash.
    private ConversationState on(String flow) {
        ConversationState none = new ConversationState("en", List.of(), List.of(), 0);
        ConversationState form = talk.processTurn(
                        none, new ConversationInput.Tap("!start=register-individual", null), MOMENT)
                .conversation();
        String text = new String(DialogJson.toBytes(form), StandardCharsets.UTF_8);
        String flowOfForm = current.findCurrent("register-individual").flow();
        return DialogJson.fromBytes(
                text.replace(flowOfForm, flow).getBytes(StandardCharsets.UTF_8), ConversationState.class);
    }

    private PinnedVersionService pinned(VersionsInUseProvider inUse) {
        return new PinnedVersionService(
                current, database.getBean(ConversationRepository.class), database.vault(), inUse);
    }

    /// Every conversation is on a version with the hash `lost-<script>`.
    private long keep(ConversationState conversation) {
        long id = SubjectEncryptionService.newId();
        database.vault().createKeys(id);
        String text = new String(DialogJson.toBytes(conversation), StandardCharsets.UTF_8);
        for (Script script : current.currentScripts()) {
            text = text.replace(script.flow(), "lost-" + script.name());
        }
        byte[] sealed = database.vault().seal(ConversationRepository.STATE_COLUMN.placeAt(id, id), text);
        database.sql().execute("""
                        insert into conversation (id, language, state, last_seq, last_chat, created_at, updated_at)
                        values (?, 'en', ?, 0, 0, ?, ?)
                        """, id, sealed, NOW, NOW);
        return id;
    }

    private PinnedVersionService pinned(String... lost) {
        Map<String, String> older = new HashMap<>();
        for (String script : lost) {
            older.put("lost-" + script, current.findCurrent(script).source().replace("\"end\"", "\"finish\""));
        }
        ScriptLibrary library = current.withVersions(older);
        assertThat(library.unusableVersions()).hasSize(lost.length);
        return new PinnedVersionService(
                library, database.getBean(ConversationRepository.class), database.vault(), flow -> false);
    }
}

package pk.rahnuma.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.Database;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.VersionsInUse;
import pk.rahnuma.guidance.ActionTypes;
import pk.rahnuma.guidance.Folder;
import pk.rahnuma.vault.Vault;

@OnEachDatabase
class PinnedVersionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
    private static final Moment MOMENT = new Moment(NOW, "en", "assistance", "web");

    private final Database database;
    private final Library current = Library.load(Folder.read(null), ActionTypes.all());
    private final Talk talk = new Talk(current);

    PinnedVersionsTest(Database database) {
        this.database = database;
    }

    @Test
    void sessionsAreFoundOnAllPagesInStacksAndDraftsWhateverElseCannotBeRead() {
        Conversation none = new Conversation("en", List.of(), List.of(), 0);
        Conversation human =
                talk.turn(none, new Input.Tap("!start=human", null), MOMENT).conversation();
        Conversation form = talk.turn(none, new Input.Tap("!start=register-individual", null), MOMENT)
                .conversation();
        Conversation draft = new Conversation("en", List.of(), form.stack(), 1);
        for (int i = 0; i < 7; i++) {
            keep(none);
        }
        database.vault().erase(keep(human));
        long broken = keep(human);
        database.jdbi()
                .useHandle(handle -> handle.execute("update conversation set state = x'00' where id = ?", broken));
        assertThat(pinned("human", "register-individual").used(3)).isEmpty();
        keep(human);
        keep(draft);
        keep(human);
        assertThat(pinned("human", "register-individual", "status").used(3))
                .isEqualTo(Map.of("lost-human", "human", "lost-register-individual", "register-individual"));
        assertThat(pinned("status").used(3)).isEmpty();
    }

    @Test
    void aVersionThatCameAfterThisProcessStopsIt() {
        Conversation form = on("later");
        List<String> asked = new ArrayList<>();
        PinnedVersions versions = pinned(flow -> asked.add(flow) && flow.equals("later"));
        versions.check(on(current.current("register-individual").flow()));
        assertThat(asked).isEmpty();
        assertThat(versions.obstacle()).isEmpty();
        assertThatThrownBy(() -> versions.check(form))
                .isInstanceOf(PinnedVersions.Outrun.class)
                .hasMessageContaining("register-individual later");
        assertThat(versions.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("newer scripts"));
        Conversation draft = new Conversation("en", List.of(), form.stack(), 1);
        assertThatThrownBy(() -> versions.check(draft)).isInstanceOf(PinnedVersions.Outrun.class);
    }

    @Test
    void aVersionThatWasRetiredStopsNobodyAndIsAskedForOnce() {
        List<String> asked = new ArrayList<>();
        PinnedVersions versions = pinned(flow -> !asked.add(flow));
        versions.check(on("retired"));
        versions.check(on("retired"));
        assertThat(asked).containsExactly("retired");
        assertThat(versions.obstacle()).isEmpty();
    }

    /// Somebody in the middle of the form, on a version with this hash.
    private Conversation on(String flow) {
        Conversation none = new Conversation("en", List.of(), List.of(), 0);
        Conversation form = talk.turn(none, new Input.Tap("!start=register-individual", null), MOMENT)
                .conversation();
        String text = new String(Json.write(form), StandardCharsets.UTF_8);
        String flowOfForm = current.current("register-individual").flow();
        return Json.read(text.replace(flowOfForm, flow).getBytes(StandardCharsets.UTF_8), Conversation.class);
    }

    private PinnedVersions pinned(VersionsInUse inUse) {
        return new PinnedVersions(current, new ConversationRows(database.jdbi()), database.vault(), inUse);
    }

    /// Everybody is on a version that has the hash `lost-<script>`.
    private long keep(Conversation conversation) {
        long id = Vault.newId();
        database.vault().create(id);
        String text = new String(Json.write(conversation), StandardCharsets.UTF_8);
        for (Script script : current.current()) {
            text = text.replace(script.flow(), "lost-" + script.name());
        }
        byte[] sealed = database.vault().seal(ConversationRows.STATE.at(id, id), text);
        database.jdbi().useHandle(handle -> handle.execute("""
                        insert into conversation (id, language, state, last_seq, last_chat, created_at, updated_at)
                        values (?, 'en', ?, 0, 0, ?, ?)
                        """, id, sealed, NOW, NOW));
        return id;
    }

    private PinnedVersions pinned(String... lost) {
        Map<String, String> older = new HashMap<>();
        for (String script : lost) {
            older.put("lost-" + script, current.current(script).source().replace("\"end\"", "\"finish\""));
        }
        Library library = current.with(older);
        assertThat(library.lost()).hasSize(lost.length);
        return new PinnedVersions(library, new ConversationRows(database.jdbi()), database.vault(), flow -> false);
    }
}

package pk.rahnuma.turn;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Form;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.post.Chat;
import pk.rahnuma.store.Mode;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// Conversations as forms, for doors that show them so. Reads what is committed and changes nothing: answers come in as
/// [Input.Answers].
@Singleton
public class Forms {

    private static final Conversation NONE = Conversation.fresh();

    private final ConversationRows rows;
    private final PinnedVersions versions;
    private final Vault vault;
    private final Talk talk;
    private final Mode mode;
    private final Clock clock;

    Forms(ConversationRows rows, PinnedVersions versions, Vault vault, Talk talk, Mode mode, Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.vault = vault;
        this.talk = talk;
        this.mode = mode;
        this.clock = clock;
    }

    /// A conversation as a form.
    ///
    /// @param form of the session that speaks; empty when none does
    /// @param problems of the answers in question, in words, by key
    /// @param hold how long to keep all this back, since the last answer must not be heard of yet; zero is not at all
    public record Shown(Optional<Form> form, Map<String, List<String>> problems, Duration hold) {}

    /// @throws Intake.Unavailable when sessions cannot go on with their versions
    public Shown show(Chat chat) {
        return show(chat, new Input.Answers(null, Map.of()));
    }

    /// @param answers that a turn took a moment ago
    public Shown show(Chat chat, Input.Answers answers) {
        versions.obstacle().ifPresent(obstacle -> {
            throw new Intake.Unavailable(obstacle, null);
        });
        Instant now = clock.instant();
        Optional<ConversationRows.Row> row = rows.find(chat.conversation());
        Conversation conversation = row.map(this::open).orElse(NONE);
        Moment moment = new Moment(now, "en", mode.word(), chat.channel().name().toLowerCase(Locale.ROOT));
        Duration hold = row.map(ConversationRows.Row::heldUntil)
                .filter(until -> until.isAfter(now))
                .map(until -> Duration.between(now, until))
                .orElse(Duration.ZERO);
        return new Shown(
                talk.form(conversation, moment),
                answers.answers().isEmpty() ? Map.of() : talk.problems(conversation, answers, moment),
                hold);
    }

    private Conversation open(ConversationRows.Row row) {
        Keys keys = vault.keys(List.of(row.id()));
        return keys.has(row.id()) ? ConversationRows.open(row, keys) : NONE;
    }
}

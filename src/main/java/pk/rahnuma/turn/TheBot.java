package pk.rahnuma.turn;

import io.micronaut.context.BeanProvider;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.Conversation;
import pk.rahnuma.dialog.Form;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Moment;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.Session;
import pk.rahnuma.dialog.Talk;
import pk.rahnuma.post.Bot;
import pk.rahnuma.store.Faults;
import pk.rahnuma.store.Mode;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// What rooms ask of the bot. To go on is a turn like others, but in the transaction of whoever asks.
@Singleton
final class TheBot implements Bot {

    private static final Logger LOG = LoggerFactory.getLogger(TheBot.class);
    private static final String WEB = "web";

    /// Asked for when the bot has something to do, so that a command without scripts can answer tickets.
    private final BeanProvider<Batch> batch;

    private final ConversationRows rows;
    private final Vault vault;
    private final BeanProvider<Talk> talk;
    private final BeanProvider<PinnedVersions> versions;
    private final Mode mode;

    TheBot(
            BeanProvider<Batch> batch,
            ConversationRows rows,
            Vault vault,
            BeanProvider<Talk> talk,
            BeanProvider<PinnedVersions> versions,
            Mode mode) {
        this.batch = batch;
        this.rows = rows;
        this.vault = vault;
        this.talk = talk;
        this.versions = versions;
        this.mode = mode;
    }

    @Override
    public Optional<String> goesOn(long conversation, Reply said, Instant now) {
        Optional<String> obstacle = versions.get().obstacleNow();
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            if (!talk.get().canGoOn(state(conversation))) {
                return Optional.of("the script of what they were filling in is gone");
            }
            batch.get().run(List.of(new Batch.Placed(back(conversation, said, now), null, conversation, false)), now);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (Faults.ofMachine(e)) {
                throw e;
            }
            return Optional.of("what they were filling in fails with " + DeadLetters.reason(e));
        }
    }

    private static Work back(long conversation, Reply said, Instant now) {
        return new Work(
                null,
                conversation,
                "back " + Vault.newId(),
                new Input.Back(said),
                null,
                now,
                null,
                Span.getInvalid(),
                new CompletableFuture<>());
    }

    @Override
    public Map<Long, List<Standing>> standing(Collection<Long> conversations, Instant now) {
        Map<Long, List<Standing>> found = new HashMap<>();
        Keys keys = vault.keys(conversations);
        rows.find(conversations).forEach(row -> found.put(row.id(), standing(row, keys, now)));
        conversations.forEach(id -> found.putIfAbsent(id, List.of()));
        return found;
    }

    /// Where that cannot be read any more, nothing is told: a ticket about just that must open all the same.
    private List<Standing> standing(ConversationRows.Row row, Keys keys, Instant now) {
        if (!keys.has(row.id())) {
            return List.of();
        }
        try {
            Conversation state = ConversationRows.open(row, keys);
            String language = state.language() == null ? "en" : state.language();
            Moment moment = new Moment(now, language, mode.word(), WEB);
            List<Standing> found = new ArrayList<>();
            state.stack()
                    .reversed()
                    .forEach(session -> standing(session, true, moment).ifPresent(found::add));
            state.drafts()
                    .reversed()
                    .forEach(session -> standing(session, false, moment).ifPresent(found::add));
            return found;
        } catch (RuntimeException e) {
            if (Faults.ofMachine(e)) {
                throw e;
            }
            LOG.warn("what a person is at cannot be read: {}", DeadLetters.reason(e));
            return List.of();
        }
    }

    /// Read as if it were the only one.
    private Optional<Standing> standing(Session session, boolean runs, Moment moment) {
        return talk.get()
                .form(new Conversation(moment.language(), List.of(session), List.of(), 0), moment)
                .map(form -> new Standing(
                        form.script(),
                        form.title(),
                        runs,
                        form.at(),
                        form.fields().stream()
                                .filter(field -> !field.answered())
                                .map(Form.Field::ask)
                                .findFirst()
                                .orElse(""),
                        session.tries(),
                        form.position(),
                        form.total(),
                        session.touched(),
                        form.fields().stream()
                                .filter(field -> field.answered() && field.value() != null)
                                .map(field -> new Given(field.key(), field.label(), field.value()))
                                .toList()));
    }

    private Conversation state(long id) {
        Keys keys = vault.keys(List.of(id));
        return rows.find(id)
                .filter(row -> keys.has(id))
                .map(row -> ConversationRows.open(row, keys))
                .orElse(Conversation.fresh());
    }
}

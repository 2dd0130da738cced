package pk.rahnuma.turn;

import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.Entry;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Chats;
import pk.rahnuma.post.Parked;
import pk.rahnuma.store.Faults;
import pk.rahnuma.vault.Vault;

/// Where staff see to the messages that could not be worked on: read one, try it again, or drop it. All of it is in the
/// audit log, by name. It works in a process without a server too: what a retry says is left to whoever sends.
@Singleton
public final class Letters {

    private final Jdbi jdbi;
    private final DeadLetterRows letters;
    private final ConversationRows conversations;
    private final Chats chats;
    private final Vault vault;
    private final Batch batch;
    private final PinnedVersions versions;
    private final Audit audit;
    private final Collection<Parked> listeners;

    Letters(
            Jdbi jdbi,
            DeadLetterRows letters,
            ConversationRows conversations,
            Chats chats,
            Vault vault,
            Batch batch,
            PinnedVersions versions,
            Audit audit,
            Collection<Parked> listeners) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.conversations = conversations;
        this.chats = chats;
        this.vault = vault;
        this.batch = batch;
        this.versions = versions;
        this.audit = audit;
        this.listeners = listeners;
    }

    /// A message that was parked, without what is in it.
    ///
    /// @param channel it came by; null when that is not known
    /// @param failure the class of what was thrown and where; nothing of what was said
    public record Letter(long id, long conversation, Instant at, Channel channel, String failure) {

        /// What its sender was told to quote.
        public String number() {
            return Letters.number(id);
        }
    }

    /// @param content what came in, as JSON; personal
    public record Opened(Letter letter, String content) {}

    /// What came of trying a letter again.
    public sealed interface Retry {
        /// It was worked on, and is gone.
        ///
        /// @param replies that go out
        record Done(int replies) implements Retry {}

        /// There is no such letter, or no longer.
        record None() implements Retry {}

        /// An older one of the same person comes first.
        record Behind(Letter first) implements Retry {}

        /// It lies where it lay.
        record Failed(String failure) implements Retry {}
    }

    static String number(long id) {
        return Long.toString(id, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }

    /// The oldest first. Holds nothing personal.
    public List<Letter> list(int limit) {
        return letters.list(limit);
    }

    /// Opens a letter for a member of staff, which the audit log keeps.
    ///
    /// @return empty when there is none, or its person was erased
    public Optional<Opened> read(long id, String who, Instant now) {
        return jdbi.inTransaction(handle -> locked(id).map(kept -> {
            audit.append(List.of(entry(kept.letter(), who, "letter.viewed", null, now)));
            return new Opened(kept.letter(), new String(content(kept), StandardCharsets.UTF_8));
        }));
    }

    /// Works on a letter as if it came now, in the transaction in which it goes away. What waited longer of the same
    /// person has to go before it.
    ///
    /// @throws RuntimeException when the database does not take it; then nothing has happened
    public Retry retry(long id, String who, Instant now) {
        Optional<String> obstacle = versions.obstacleNow();
        if (obstacle.isPresent()) {
            return new Retry.Failed(obstacle.get());
        }
        try {
            return jdbi.inTransaction(
                    handle -> locked(id).map(kept -> work(kept, who, now)).orElseGet(Retry.None::new));
        } catch (RuntimeException | Error e) {
            if (Faults.ofMachine(e)) {
                throw e;
            }
            return new Retry.Failed(DeadLetters.reason(e));
        }
    }

    private Retry work(DeadLetterRows.Kept kept, String who, Instant now) {
        Letter letter = kept.letter();
        Letter first = letters.first(letter.conversation()).orElse(letter);
        if (first.id() != letter.id()) {
            return new Retry.Behind(first);
        }
        Receipt receipt = batch.run(List.of(placed(kept, now)), now).getFirst();
        letters.delete(letter.id());
        listeners.forEach(listener -> listener.resumed(letter.conversation(), letter.id(), who, now));
        audit.append(List.of(entry(letter, who, "letter.retried", null, now)));
        return new Retry.Done(receipt.said().size());
    }

    /// Under an id of its own, so that it is taken once.
    private Batch.Placed placed(DeadLetterRows.Kept kept, Instant now) {
        Input input = Json.read(content(kept), Input.class);
        long conversation = kept.letter().conversation();
        Chat chat = input instanceof Input.Timer ? null : chat(kept);
        Work work = new Work(
                chat == null ? null : new Chats.Address(chat.channel(), chat.address()),
                conversation,
                "letter " + kept.letter().number(),
                input,
                null,
                now,
                null,
                Span.getInvalid(),
                new CompletableFuture<>());
        return new Batch.Placed(work, chat, conversation, false);
    }

    private Chat chat(DeadLetterRows.Kept kept) {
        long last = conversations
                .find(kept.letter().conversation())
                .map(ConversationRows.Row::lastChat)
                .orElse(0L);
        return chats.chat(kept.chat() == null ? last : kept.chat());
    }

    /// Lets a letter go for good. Its ticket stays: its person is still to be answered.
    ///
    /// @param why for the audit log; nothing personal
    /// @return what it was; empty when there is none
    public Optional<Letter> drop(long id, String who, String why, Instant now) {
        return jdbi.inTransaction(handle -> locked(id).map(kept -> {
            letters.delete(id);
            audit.append(List.of(entry(kept.letter(), who, "letter.dropped", why, now)));
            return kept.letter();
        }));
    }

    /// With the lock of its conversation; of an erased person there is none.
    private Optional<DeadLetterRows.Kept> locked(long id) {
        Optional<DeadLetterRows.Kept> seen = letters.find(id);
        if (seen.isEmpty()) {
            return seen;
        }
        long conversation = seen.get().letter().conversation();
        boolean there =
                !conversations.lock(new TreeSet<>(List.of(conversation))).isEmpty();
        return there && vault.keys(List.of(conversation)).has(conversation) ? letters.find(id) : Optional.empty();
    }

    private byte[] content(DeadLetterRows.Kept kept) {
        return vault.open(
                DeadLetterRows.BODY.at(
                        kept.letter().conversation(), kept.letter().id()),
                kept.body());
    }

    private static Entry entry(Letter letter, String who, String what, String detail, Instant now) {
        return new Entry(letter.conversation(), who, what, letter.number(), detail, now);
    }
}

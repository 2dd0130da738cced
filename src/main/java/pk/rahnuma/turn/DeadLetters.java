package pk.rahnuma.turn;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.dialog.Json;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.post.Carrier;
import pk.rahnuma.post.Message;
import pk.rahnuma.post.Messages;
import pk.rahnuma.post.Outbox;
import pk.rahnuma.post.Parked;
import pk.rahnuma.post.Seen;
import pk.rahnuma.vault.Keys;
import pk.rahnuma.vault.Vault;

/// Messages that cannot be worked on: kept for a human, with a word to the sender, in one transaction.
@Singleton
class DeadLetters {

    private static final int FAILURE = 500;
    /// Bytes; sealed they take a little more, and there is room for 20,000.
    private static final int BODY = 19_000;

    private final Jdbi jdbi;
    private final DeadLetterRows letters;
    private final ConversationRows rows;
    private final Vault vault;
    private final Messages messages;
    private final Outbox outbox;
    private final Seen seen;
    private final Library library;
    private final Collection<Parked> listeners;
    private final Meters meters;

    DeadLetters(
            Jdbi jdbi,
            DeadLetterRows letters,
            ConversationRows rows,
            Vault vault,
            Messages messages,
            Outbox outbox,
            Seen seen,
            Library library,
            Collection<Parked> listeners,
            Meters meters) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.rows = rows;
        this.vault = vault;
        this.messages = messages;
        this.outbox = outbox;
        this.seen = seen;
        this.library = library;
        this.listeners = listeners;
        this.meters = meters;
    }

    long count() {
        return letters.count();
    }

    /// Touches nothing that may be what failed: the conversation's state stays sealed as it is.
    Receipt park(Batch.Placed placed, Throwable failure, boolean ticket, Instant now) {
        return jdbi.inTransaction(handle -> {
            long id = placed.conversation();
            ConversationRows.Row row = rows.lock(new TreeSet<>(List.of(id))).get(id);
            Keys keys = vault.keys(List.of(id));
            if (row == null || !keys.has(id)) {
                return new Receipt(id, false, List.of(), null);
            }
            if (!seen.find(List.of(placed.update())).isEmpty()) {
                return new Receipt(id, true, List.of(), null);
            }
            String language = row.language() == null ? "en" : row.language();
            long letter = Vault.newId();
            byte[] body = keys.seal(
                    DeadLetterRows.BODY.at(id, letter), kept(placed.work().input()));
            Long from = placed.chat() == null ? null : placed.chat().id();
            letters.insert(letter, id, from, body, reason(failure), now);
            Reply word = Reply.plain(
                    library.texts().say(language, "engine.parked", Map.of("number", Letters.number(letter))));
            long chat = placed.chat() == null ? row.lastChat() : placed.chat().id();
            Message said = new Message(
                    id,
                    row.lastSeq() + 1,
                    chat,
                    Message.Direction.SAID,
                    word,
                    null,
                    Message.State.PENDING,
                    0,
                    row.heldUntil(),
                    null,
                    null,
                    now);
            // Who cannot be woken would be woken again and again.
            Instant wakeAt = placed.work().input() instanceof Input.Timer ? null : row.wakeAt();
            Carrier carrier = outbox.next(id, row.carrier(), now);
            rows.move(id, row.lastSeq() + 1, chat, wakeAt, carrier, now);
            seen.insert(List.of(new Seen.Taken(placed.update(), row.lastSeq() + 1, row.lastSeq() + 1, now)));
            messages.append(List.of(said), Map.of(id, carrier));
            if (ticket) {
                listeners.forEach(listener -> listener.parked(id, letter, language, now));
            }
            Receipt receipt = new Receipt(id, false, List.of(said), null);
            meters.says(placed.work(), receipt);
            return receipt;
        });
    }

    /// The input, or of one that is too large what was heard: a letter that cannot be parked would come again for ever,
    /// and keep everybody behind it.
    private static byte[] kept(Input input) {
        byte[] whole = Json.write(input);
        Heard heard = Heard.of(input);
        return whole.length <= BODY || heard == null
                ? whole
                : Json.write(new Input.Text(heard.body().text()));
    }

    /// Where it failed, without anything that was said: the class of the failure and the place in our code.
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StringBuilder text = new StringBuilder(root.getClass().getName());
        for (StackTraceElement element : root.getStackTrace()) {
            if (element.getClassName().startsWith("pk.rahnuma")) {
                text.append(" at ").append(element);
                break;
            }
        }
        return text.length() <= FAILURE ? text.toString() : text.substring(0, FAILURE);
    }
}

package pk.rahnuma.telegram;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import pk.rahnuma.dialog.Reply;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.DocumentAccess;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.people.Copy;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chat;
import pk.rahnuma.post.Message;
import pk.rahnuma.turn.delivery.Pace;
import pk.rahnuma.turn.delivery.Sender;

/// Sends what the desk says to a Telegram chat.
@Singleton
@Requires(beans = TelegramSettings.class)
final class TelegramSender implements Sender {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramSender.class);
    private static final int BAD_REQUEST = 400;
    /// Characters under a file.
    private static final int CAPTION = 1024;

    private final Bot bot;
    private final TelegramLimits limits;
    /// These are asked for when somebody wants theirs, so that the start does not wait for them.
    private final BeanProvider<Copy> copies;

    private final BeanProvider<Documents> documents;
    private final BeanProvider<DocumentAccess> access;
    private final Clock clock;

    TelegramSender(
            Bot bot,
            TelegramLimits limits,
            BeanProvider<Copy> copies,
            BeanProvider<Documents> documents,
            BeanProvider<DocumentAccess> access,
            Clock clock) {
        this.bot = bot;
        this.limits = limits;
        this.copies = copies;
        this.documents = documents;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Pace pace() {
        return limits.pace();
    }

    /// Groups and channels have numbers below zero (core.telegram.org/bots/api#chat).
    @Override
    public boolean isGroup(Chat chat) {
        return chat.address().startsWith("-");
    }

    @Override
    public Outcome send(Chat chat, Message message) {
        if (message.body().file() != null) {
            return file(chat, message);
        }
        if (message.body().takesAway()) {
            return delete(chat, message);
        }
        List<Parcel> parcels = Parcel.of(message.body());
        if (message.body().manner() == Reply.Manner.REPLACES && parcels.size() == 1) {
            Optional<Outcome> replaced = replace(chat, message, parcels.getFirst());
            if (replaced.isPresent()) {
                return replaced.get();
            }
        }
        Outcome outcome = null;
        for (Parcel parcel : parcels) {
            outcome = outcome(bot.tell(parcel.message(chat.address())), message);
            if (!(outcome instanceof Outcome.Sent)) {
                return outcome;
            }
        }
        return Reply.MY_DATA.equals(message.body().brings()) ? bring(chat, message) : outcome;
    }

    /// The files are made now, and lie nowhere but in this call.
    private Outcome bring(Chat chat, Message message) {
        Outcome outcome = null;
        for (Copy.Form form : Copy.Form.values()) {
            outcome = bring(chat, message, form);
            if (!(outcome instanceof Outcome.Sent)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Outcome bring(Chat chat, Message message, Copy.Form form) {
        try {
            CopyBody body = new CopyBody(copies.get().prepare(chat.conversation(), form, clock.instant()), form.type());
            return outcome(bot.bring(chat.address(), "", form.fileName(), body), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file that is for this person, read as it is sent. It may be gone by now.
    private Outcome file(Chat chat, Message message) {
        Optional<Document> found = access.get()
                .find(chat.conversation(), Long.parseLong(message.body().file()));
        if (found.isEmpty()) {
            return new Outcome.Refused("the file is gone", false);
        }
        String caption = Pieces.of(message.body().text(), CAPTION).getFirst();
        DocumentBody body = new DocumentBody(documents.get(), found.get());
        return outcome(bot.bring(chat.address(), caption, found.get().fileName(), body), message);
    }

    /// Empty when the message cannot be edited, so that a new one has to say it. An edit may be made twice, so that a
    /// lost one is made again rather than left unknown.
    private Optional<Outcome> replace(Chat chat, Message message, Parcel parcel) {
        if (message.replaces() == null || !message.replaces().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Answer answer = bot.ask(parcel.edit(chat.address(), Integer.parseInt(message.replaces())));
        if (answer instanceof Answer.No no && no.code() == BAD_REQUEST) {
            return no.says("message is not modified")
                    ? Optional.of(new Outcome.Sent(message.replaces()))
                    : Optional.empty();
        }
        Outcome outcome = outcome(answer, message);
        return Optional.of(
                outcome instanceof Outcome.Unknown unknown
                        ? Outcomes.again(message.attempts(), unknown.reason())
                        : outcome);
    }

    /// What is not there (any more) is deleted; done twice it does no harm.
    private Outcome delete(Chat chat, Message message) {
        if (message.replaces() == null || !message.replaces().matches("\\d{1,9}")) {
            return new Outcome.Sent(null);
        }
        int id = Integer.parseInt(message.replaces());
        Answer answer = bot.ask(new DeleteMessage(chat.address(), id));
        if (answer instanceof Answer.No no && no.says("message to delete not found")) {
            return new Outcome.Sent(message.replaces());
        }
        if (answer instanceof Answer.Ok) {
            return new Outcome.Sent(message.replaces());
        }
        Outcome outcome = outcome(answer, message);
        return outcome instanceof Outcome.Unknown unknown
                ? Outcomes.again(message.attempts(), unknown.reason())
                : outcome;
    }

    private static Outcome outcome(Answer answer, Message message) {
        if (Outcomes.isTokenRefused(answer)) {
            LOG.error("Telegram refuses the bot's token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows");
        }
        return Outcomes.of(answer, message.attempts());
    }
}

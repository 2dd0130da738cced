package pk.rahnuma.telegram.send;

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
import pk.rahnuma.conversation.delivery.ChannelRateLimits;
import pk.rahnuma.conversation.delivery.MessageSender;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.DataExportService;

/// Sends messages to Telegram chats.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class TelegramSender implements MessageSender {

    private static final Logger LOG = LoggerFactory.getLogger(TelegramSender.class);
    private static final int BAD_REQUEST = 400;
    /// Maximum characters of a file's caption.
    private static final int MAX_CAPTION_LENGTH = 1024;

    private final BotApiClient bot;
    private final ContactSheetSender sheets;
    private final TelegramAppButtons appButtons;
    private final TelegramLimitsConfiguration limits;
    private final DataExportService exports;
    private final DocumentService documents;
    private final DocumentAccess access;
    private final Clock clock;

    TelegramSender(
            BotApiClient bot,
            ContactSheetSender sheets,
            TelegramAppButtons appButtons,
            TelegramLimitsConfiguration limits,
            DataExportService exports,
            DocumentService documents,
            DocumentAccess access,
            Clock clock) {
        this.bot = bot;
        this.sheets = sheets;
        this.appButtons = appButtons;
        this.limits = limits;
        this.exports = exports;
        this.documents = documents;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public ChannelRateLimits rateLimits() {
        return limits.toRateLimits();
    }

    /// Groups and channels have negative ids (core.telegram.org/bots/api#chat).
    @Override
    public boolean isGroup(Chat chat) {
        return chat.address().startsWith("-");
    }

    @Override
    public SendResult sendMessage(Chat chat, Message message) {
        if (message.body().fileId() != null) {
            return sendFile(chat, message);
        }
        if (message.body().deletesMessage()) {
            return deleteMessage(chat, message);
        }
        List<OutgoingMessage> parcels = OutgoingMessage.fromReply(
                message.body(), isGroup(chat) ? Optional.empty() : appButtons.findButton(chat, message.body()));
        if (message.body().manner() == Reply.DisplayMode.REPLACES && parcels.size() == 1) {
            Optional<SendResult> replaced = editMessage(chat, message, parcels.getFirst());
            if (replaced.isPresent()) {
                return replaced.get();
            }
        }
        Optional<SendResult> delayed = sendSheet(chat, message);
        if (delayed.isPresent()) {
            return delayed.get();
        }
        SendResult outcome = null;
        for (OutgoingMessage parcel : parcels) {
            outcome = toOutcome(bot.callOnce(parcel.toSendMessage(chat.address())), message);
            if (!(outcome instanceof SendResult.Sent)) {
                return outcome;
            }
        }
        return Reply.DATA_EXPORT.equals(message.body().brings()) ? sendExports(chat, message) : outcome;
    }

    /// Sends the photos of a summary before it, with the first attempt only: they come twice only when this process
    /// ends between them and the summary.
    ///
    /// @return outcome when Telegram asks to wait, or is not reached; otherwise empty: the summary follows in any case
    private Optional<SendResult> sendSheet(Chat chat, Message message) {
        if (message.attempts() > 0 || message.body().answeredFiles().isEmpty()) {
            return Optional.empty();
        }
        return sheets.sendSheet(chat, message.body())
                .map(answer -> toOutcome(answer, message))
                .filter(outcome -> outcome instanceof SendResult.Limited || outcome instanceof SendResult.RetryAfter);
    }

    /// Generates the export now; it is stored nowhere.
    private SendResult sendExports(Chat chat, Message message) {
        SendResult outcome = null;
        for (DataExportService.ExportFormat form : DataExportService.ExportFormat.values()) {
            outcome = sendExport(chat, message, form);
            if (!(outcome instanceof SendResult.Sent)) {
                return outcome;
            }
        }
        return outcome;
    }

    private SendResult sendExport(Chat chat, Message message, DataExportService.ExportFormat form) {
        try {
            StreamedRequestBody body = StreamedRequestBody.ofExport(
                    exports.prepareExport(chat.conversation(), form, clock.instant()), form.mediaType());
            return toOutcome(bot.sendDocument(chat.address(), "", form.fileName(), body), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a file of this person, read while it is sent. It may be deleted by now.
    private SendResult sendFile(Chat chat, Message message) {
        Optional<Document> found = access.findById(
                chat.conversation(), Long.parseLong(message.body().fileId()));
        if (found.isEmpty()) {
            return new SendResult.Refused("the file is gone", false);
        }
        String caption = TextSplitter.splitText(message.body().text(), MAX_CAPTION_LENGTH)
                .getFirst();
        StreamedRequestBody body = StreamedRequestBody.ofDocument(documents, found.get());
        return toOutcome(bot.sendDocument(chat.address(), caption, found.get().fileName(), body), message);
    }

    /// Edits a message; empty when it cannot be edited, so that a new message is needed. An edit may be repeated, so a
    /// lost one is retried rather than left unknown.
    private Optional<SendResult> editMessage(Chat chat, Message message, OutgoingMessage parcel) {
        if (message.replaces() == null || !message.replaces().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        BotApiResult answer =
                bot.callIdempotent(parcel.toEditMessage(chat.address(), Integer.parseInt(message.replaces())));
        if (answer instanceof BotApiResult.Rejected no && no.code() == BAD_REQUEST) {
            return no.descriptionContains("message is not modified")
                    ? Optional.of(new SendResult.Sent(message.replaces()))
                    : Optional.empty();
        }
        SendResult outcome = toOutcome(answer, message);
        return Optional.of(
                outcome instanceof SendResult.Unknown unknown
                        ? SendOutcomeMapper.retryLater(message.attempts(), unknown.reason())
                        : outcome);
    }

    /// Deletes a message. A missing one counts as deleted; repeating it does no harm.
    private SendResult deleteMessage(Chat chat, Message message) {
        if (message.replaces() == null || !message.replaces().matches("\\d{1,9}")) {
            return new SendResult.Sent(null);
        }
        int id = Integer.parseInt(message.replaces());
        BotApiResult answer = bot.callIdempotent(new DeleteMessage(chat.address(), id));
        if (answer instanceof BotApiResult.Rejected no && no.descriptionContains("message to delete not found")) {
            return new SendResult.Sent(message.replaces());
        }
        if (answer instanceof BotApiResult.Success) {
            return new SendResult.Sent(message.replaces());
        }
        SendResult outcome = toOutcome(answer, message);
        return outcome instanceof SendResult.Unknown unknown
                ? SendOutcomeMapper.retryLater(message.attempts(), unknown.reason())
                : outcome;
    }

    private static SendResult toOutcome(BotApiResult answer, Message message) {
        if (SendOutcomeMapper.isTokenRefused(answer)) {
            LOG.error("telegram: the bot's token is refused: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows");
        }
        return SendOutcomeMapper.toOutcome(answer, message.attempts());
    }
}

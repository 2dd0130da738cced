package pk.rahnuma.telegram.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import pk.rahnuma.conversation.batch.TurnReceipt;
import pk.rahnuma.conversation.delivery.SpareSlots;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.telegram.send.BotApiClient;
import pk.rahnuma.telegram.send.BotApiResult;
import pk.rahnuma.telegram.send.TelegramConfiguration;

/// Marks the message of a tap that took effect: below its text the chosen option, and no buttons any more.
///
/// The mark is no message and is stored nowhere. Telegram counts edits and messages of a chat together, so the mark is
/// left out when the next question, or one more after it, would have to wait for it. It is made once at most; without
/// it the buttons remain, and do nothing.
@Singleton
@Requires(beans = TelegramConfiguration.class)
public final class TapMarker {

    /// Time in which the next question is sent first.
    static final Duration MARK_DELAY = Duration.ofSeconds(1);

    private static final int MAX_PENDING_MARKS = 1_000;
    /// Maximum characters of a message (Bot API, `Message.text`).
    private static final int MAX_TEXT_LENGTH = 4096;
    private static final Duration PAUSE_WITHOUT_HINT = Duration.ofSeconds(30);
    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    private final BotApiClient bot;
    private final LongPredicate spareSlots;
    private final Executor later;
    private final Semaphore pending = new Semaphore(MAX_PENDING_MARKS);
    /// Time until which no mark is made, because Telegram limited one; [System#nanoTime].
    private volatile long pausedUntil = System.nanoTime();

    private volatile boolean closing;

    @Inject
    TapMarker(BotApiClient bot, SpareSlots slots) {
        this(
                bot,
                chat -> slots.tryTakeSpareSlot(Channel.TELEGRAM, chat),
                CompletableFuture.delayedExecutor(MARK_DELAY.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
    }

    /// @param spareSlots takes a slot of a chat that no message needs
    /// @param later runs a task once the next question was sent
    public TapMarker(BotApiClient bot, LongPredicate spareSlots, Executor later) {
        this.bot = bot;
        this.spareSlots = spareSlots;
        this.later = later;
    }

    /// The message with the tapped button.
    ///
    /// @param text with the label of the button below it
    record TappedMessage(String address, int id, String text) {}

    /// @return null when the query does not show the message and its button, as for an old one
    static TappedMessage parseMessage(JsonNode query) {
        JsonNode message = query.path("message");
        String text = message.path("text").asText("");
        String label = findLabel(message.path("reply_markup").path("inline_keyboard"), query.path("data"));
        String marked = text + "\n\n✓ " + label;
        return text.isEmpty() || label == null || marked.length() > MAX_TEXT_LENGTH
                ? null
                : new TappedMessage(
                        message.path("chat").path("id").asText(),
                        message.path("message_id").asInt(),
                        marked);
    }

    private static String findLabel(JsonNode rows, JsonNode data) {
        for (JsonNode row : rows) {
            for (JsonNode button : row) {
                if (button.path("callback_data").equals(data)) {
                    return button.path("text").asText().replaceFirst("^✓ ", "");
                }
            }
        }
        return null;
    }

    /// Marks the message later, if the tap took effect. Never waits, and fails silently.
    ///
    /// @param tapped null when there is nothing to mark
    void markTap(TappedMessage tapped, TurnReceipt receipt) {
        if (tapped == null || !receipt.choiceMade() || receipt.replies().isEmpty() || !pending.tryAcquire()) {
            return;
        }
        long chat = receipt.replies().getFirst().chat();
        later.execute(() -> {
            pending.release();
            if (!closing && !isPaused() && spareSlots.test(chat)) {
                bot.callIdempotentAsync(toEdit(tapped)).thenAccept(this::pauseWhenLimited);
            }
        });
    }

    /// True while Telegram limits marks.
    boolean isPaused() {
        return System.nanoTime() - pausedUntil < 0;
    }

    private static EditMessageText toEdit(TappedMessage tapped) {
        return EditMessageText.builder()
                .chatId(tapped.address())
                .messageId(tapped.id())
                .text(tapped.text())
                .linkPreviewOptions(NO_PREVIEW)
                .build();
    }

    /// Other refusals change nothing: the message was deleted, or is marked already.
    private void pauseWhenLimited(BotApiResult result) {
        if (result instanceof BotApiResult.Rejected no && no.code() == 429) {
            Duration pause = no.retryAfter() == null ? PAUSE_WITHOUT_HINT : no.retryAfter();
            pausedUntil = System.nanoTime() + pause.toNanos();
        }
    }

    @PreDestroy
    void stopMarking() {
        closing = true;
    }
}

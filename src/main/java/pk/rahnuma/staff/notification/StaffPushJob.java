package pk.rahnuma.staff.notification;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.messaging.direct.DirectMessageException;
import pk.rahnuma.messaging.push.PushMessageSender;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.staff.notification.StaffPushRepository.DueMessage;

/// Sends notifications of staff by web push. Several nodes may run it at once: a node takes a message before it sends
/// it. A message whose outcome is unknown, also because the node was killed meanwhile, is not sent again.
@Singleton
public class StaffPushJob {

    /// Maximum messages that a node sends in a run; a run begins a second after the one before has ended.
    static final int MAX_MESSAGES_PER_RUN = 20;

    /// Time after which a message that was not sent is given up: the notification is in the console anyway.
    static final Duration MAX_MESSAGE_AGE = Duration.ofMinutes(10);

    static final Duration RETRY_DELAY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(StaffPushJob.class);

    private final StaffPushRepository messages;
    private final StaffPushService subscriptions;
    private final PushMessageSender sender;
    private final Clock clock;

    StaffPushJob(StaffPushRepository messages, StaffPushService subscriptions, PushMessageSender sender, Clock clock) {
        this.messages = messages;
        this.subscriptions = subscriptions;
        this.sender = sender;
        this.clock = clock;
    }

    /// Sends the messages whose time has come, at once, and waits for all of them.
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    void sendPushMessages() {
        if (subscriptions.findPublicKey().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<DueMessage> due = messages.findDue(now, now.minus(MAX_MESSAGE_AGE), MAX_MESSAGES_PER_RUN);
        if (!due.isEmpty()) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(message -> threads.execute(() -> sendMessage(message, now)));
            }
        }
    }

    private void sendMessage(DueMessage message, Instant now) {
        try {
            if (messages.claimMessage(message.notificationId(), message.subscriptionId(), now) == 1) {
                deliverMessage(message, now);
            }
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "notifications: a message by web push is not sent again", e);
        }
    }

    private void deliverMessage(DueMessage message, Instant now) {
        try {
            sender.sendMessage(
                    subscriptions.openSubscription(message, now),
                    writeMessage(message),
                    subscriptions.createTopic(message));
        } catch (DirectMessageException e) {
            switch (e.outcome()) {
                case NOT_SENT -> {
                    messages.retryMessage(
                            message.notificationId(),
                            message.subscriptionId(),
                            clock.instant().plus(RETRY_DELAY));
                    return;
                }
                case NO_SUCH_ADDRESS -> messages.deleteById(message.subscriptionId());
                case REFUSED, UNKNOWN -> LOG.info("notifications: web push failed: {}", e.getMessage());
            }
        }
        messages.deleteMessage(message.notificationId(), message.subscriptionId());
    }

    /// JSON for the service worker of the console, which has the words. No name: others may see the screen.
    private static String writeMessage(DueMessage message) {
        byte[] json = DialogJson.toBytes(Map.of(
                "kind", message.kind().name(),
                "about", message.number().isTicket() ? "ticket" : "application",
                "number", message.number().toGroupedText(),
                "language", message.language()));
        return new String(json, StandardCharsets.UTF_8);
    }
}

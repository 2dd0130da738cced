package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.telegram.send.TelegramLimitsConfiguration;
import pk.rahnuma.telegram.send.TextSplitter;
import pk.rahnuma.ticket.TicketsChangedEvent;
import pk.rahnuma.ticket.topic.ForumTopic;
import pk.rahnuma.ticket.topic.ForumTopicService;
import pk.rahnuma.ticket.topic.TopicUpdate;
import pk.rahnuma.ticket.topic.TopicUpdateCollector;

/// Publishes updates of tickets to their topics, on one node for all.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class ForumTopicPublisher implements ApplicationEventListener<TicketsChangedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ForumTopicPublisher.class);
    private static final String LEASE_NAME = "telegram.group";
    /// One of so many runs checks even if nothing is known to be new, because other nodes receive updates too.
    private static final int RUNS_PER_FULL_CHECK = 10;

    private static final int BATCH_SIZE = 50;
    /// Maximum characters of a message.
    private static final int MAX_TEXT_LENGTH = 4096;
    /// Delay while the group is unavailable, or a topic refuses a message.
    private static final Duration BLOCKED_RETRY_DELAY = Duration.ofMinutes(1);

    private final ForumTopicService topics;
    private final TopicUpdateCollector collector;
    private final StaffGroupClient client;
    private final StaffGroupTexts texts;
    private final GroupRateLimiter rateLimiter;
    private final InstantSource clock;
    private final long chat;
    private final ClusterLease lease;
    private final AtomicBoolean hasUpdates = new AtomicBoolean(true);
    /// Tickets that are skipped until a time.
    private final Map<Long, Instant> postponedUntil = new HashMap<>();

    private int idle;
    private String problem;

    @Inject
    ForumTopicPublisher(
            ForumTopicService topics,
            TopicUpdateCollector collector,
            StaffGroupClient client,
            StaffGroupTexts texts,
            TelegramLimitsConfiguration limits,
            StaffGroupConfiguration settings,
            LeaseService leases,
            InstantSource clock) {
        this.topics = topics;
        this.collector = collector;
        this.client = client;
        this.texts = texts;
        this.rateLimiter = new GroupRateLimiter(limits.group(), clock);
        this.clock = clock;
        this.chat = settings.chatId();
        this.lease = leases.forName(LEASE_NAME);
    }

    @PreDestroy
    void releaseLease() {
        lease.release();
    }

    @Override
    public void onApplicationEvent(TicketsChangedEvent event) {
        hasUpdates.set(true);
    }

    @Scheduled(initialDelay = "100ms", fixedDelay = "100ms")
    void updateStaffGroupTopics() {
        boolean looks = ++idle % RUNS_PER_FULL_CHECK == 0;
        if ((hasUpdates.getAndSet(false) || looks) && lease.tryAcquire() && !publishUpdates()) {
            hasUpdates.set(true);
        }
    }

    /// Publishes all pending updates.
    ///
    /// @return false when some have to wait
    private boolean publishUpdates() {
        topics.settleDeliveries(BATCH_SIZE, this::toRemark);
        for (ForumTopic gone : topics.findOrphaned(chat, BATCH_SIZE)) {
            if (!deleteTopic(gone)) {
                return false;
            }
        }
        List<Long> behind = topics.findOutdated(chat, BATCH_SIZE, clock.instant());
        postponedUntil.keySet().retainAll(behind);
        for (long ticket : behind) {
            if (!lease.isHeld() || !isPostponed(ticket) && !publishTicket(ticket)) {
                return false;
            }
        }
        return behind.stream().allMatch(this::isPostponed);
    }

    private boolean isPostponed(long ticket) {
        return postponedUntil.getOrDefault(ticket, Instant.MIN).isAfter(clock.instant());
    }

    /// Remark on a message that did not arrive.
    private String toRemark(String failure) {
        return failure.equals("blocked")
                ? texts.formatText("blocked")
                : texts.formatText("not_arrived", "why", failure);
    }

    /// Deletes a topic whose person was erased, or whose retention has ended.
    private boolean deleteTopic(ForumTopic gone) {
        if (gone.thread() == null) {
            topics.deleteTopic(gone.ticket());
            return true;
        }
        if (!rateLimiter.tryAcquire(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = client.deleteTopic(gone.thread());
        if (result instanceof StaffGroupClient.GroupCallResult.Done
                || result instanceof StaffGroupClient.GroupCallResult.TopicDeleted) {
            topics.deleteTopic(gone.ticket());
            return true;
        }
        return handleFailure(gone.ticket(), gone, result);
    }

    private boolean publishTicket(long ticket) {
        TopicUpdate update =
                collector.collectUpdate(ticket, chat, clock.instant()).orElse(null);
        if (update == null) {
            return true;
        }
        boolean active = update.ticket().isActive();
        if (update.before().thread() == null && !active) {
            // The topic was deleted and the ticket is closed: no topic is needed.
            topics.markDropped(update);
            return true;
        }
        ForumTopic topic = openTopic(update, active);
        return topic != null && sendUpdate(update, topic) && (active || update.held() || closeTopic(update, topic));
    }

    /// Topic that is open for messages; null when there is none now.
    private ForumTopic openTopic(TopicUpdate update, boolean active) {
        ForumTopic topic = update.before();
        if (topic.thread() == null) {
            if (!rateLimiter.tryAcquire(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult made = client.createTopic(texts.topicName(update.ticket()));
            if (!(made instanceof StaffGroupClient.GroupCallResult.Done done)) {
                handleFailure(topic.ticket(), topic, made);
                return null;
            }
            topic = topic.withThread(done.thread()).withClosed(false);
            topics.saveTopic(topic);
        } else if (topic.closed() && active) {
            if (!rateLimiter.tryAcquire(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult result = client.reopenTopic(topic.thread());
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                handleFailure(topic.ticket(), topic, result);
                return null;
            }
            topic = topic.withClosed(false);
            topics.saveTopic(topic);
        }
        return topic;
    }

    private boolean sendUpdate(TopicUpdate update, ForumTopic topic) {
        String text = texts.formatUpdate(update);
        List<String> pieces = text.isEmpty() ? List.of() : TextSplitter.splitText(text, MAX_TEXT_LENGTH);
        if (!pieces.isEmpty() && !rateLimiter.tryAcquire(pieces.size())) {
            return false;
        }
        for (String piece : pieces) {
            StaffGroupClient.GroupCallResult result =
                    client.sendMessage(topic.thread(), piece, texts.repliedMessage(update));
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                return handleFailure(topic.ticket(), topic, result);
            }
        }
        logRecovery();
        boolean closing = !update.ticket().isActive() && !update.held() && !topic.closed();
        ForumTopic after = update.after().withThread(topic.thread()).withClosed(topic.closed());
        topics.markPublished(update, closing ? after.withChanges(topic.changes()) : after, clock.instant());
        return true;
    }

    /// Closes the topic of a closed ticket.
    private boolean closeTopic(TopicUpdate update, ForumTopic topic) {
        if (topic.closed()) {
            return true;
        }
        if (!rateLimiter.tryAcquire(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = client.closeTopic(topic.thread());
        if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
            return handleFailure(topic.ticket(), topic, result);
        }
        topics.saveTopic(update.after().withThread(topic.thread()).withClosed(true));
        return true;
    }

    /// @return whether other topics can still be updated
    private boolean handleFailure(long ticket, ForumTopic topic, StaffGroupClient.GroupCallResult result) {
        switch (result) {
            case StaffGroupClient.GroupCallResult.TopicDeleted gone ->
                topics.saveTopic(topic.withThread(null).withClosed(false));
            case StaffGroupClient.GroupCallResult.TopicClosed shut -> {
                if (topic.closed()) {
                    return postponeTicket(ticket);
                }
                topics.saveTopic(topic.withClosed(true));
            }
            case StaffGroupClient.GroupCallResult.RetryLater later -> rateLimiter.pauseFor(later.pause());
            case StaffGroupClient.GroupCallResult.GroupUnavailable barred -> {
                if (!barred.why().equals(problem)) {
                    LOG.warn("telegram staff group: {}", barred.why());
                    problem = barred.why();
                }
                rateLimiter.pauseFor(BLOCKED_RETRY_DELAY);
            }
            case StaffGroupClient.GroupCallResult.Refused refused -> {
                LOG.warn("telegram staff group: the topic of a ticket refuses a message: {}", refused.why());
                return postponeTicket(ticket);
            }
            case StaffGroupClient.GroupCallResult.Done done -> throw new IllegalStateException("not failed");
        }
        return false;
    }

    private boolean postponeTicket(long ticket) {
        postponedUntil.put(ticket, clock.instant().plus(BLOCKED_RETRY_DELAY));
        return true;
    }

    private void logRecovery() {
        if (problem != null) {
            LOG.warn("telegram staff group: topics are updated again");
            problem = null;
        }
    }
}

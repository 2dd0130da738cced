package pk.rahnuma.telegram.group;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.ClusterLease;
import pk.rahnuma.cluster.LeaseService;
import pk.rahnuma.persistence.task.PeriodicTaskRunner;
import pk.rahnuma.telegram.send.TelegramLimitsConfiguration;
import pk.rahnuma.telegram.send.TextSplitter;
import pk.rahnuma.ticket.TicketListener;
import pk.rahnuma.ticket.topic.ForumTopic;
import pk.rahnuma.ticket.topic.ForumTopicRepository;
import pk.rahnuma.ticket.topic.TopicRemarkRepository;
import pk.rahnuma.ticket.topic.TopicUpdate;
import pk.rahnuma.ticket.topic.TopicUpdateCollector;

/// Publishes updates of tickets to their topics, on one node for all.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class ForumTopicPublisher implements TicketListener, ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ForumTopicPublisher.class);
    private static final String LEASE_NAME = "telegram.group";
    private static final Duration RUN_INTERVAL = Duration.ofMillis(100);
    /// One of so many runs checks even if nothing is known to be new, because other nodes receive updates too.
    private static final int RUNS_PER_FULL_CHECK = 10;

    private static final int BATCH_SIZE = 50;
    /// Maximum characters of a message.
    private static final int MAX_TEXT_LENGTH = 4096;
    /// Delay while the group is unavailable, or a topic refuses a message.
    private static final Duration BLOCKED_RETRY_DELAY = Duration.ofMinutes(1);

    private final ForumTopicRepository topics;
    private final TopicRemarkRepository remarks;
    private final TopicUpdateCollector gathering;
    private final StaffGroupClient calls;
    private final StaffGroupTexts words;
    private final GroupRateLimiter pace;
    private final InstantSource clock;
    private final long chat;
    private final ClusterLease lease;
    private final PeriodicTaskRunner rounds;
    private final AtomicBoolean fresh = new AtomicBoolean(true);
    /// Tickets that are skipped until a time.
    private final Map<Long, Instant> apart = new HashMap<>();

    private int idle;
    private String trouble;

    @Inject
    ForumTopicPublisher(
            ForumTopicRepository topics,
            TopicRemarkRepository remarks,
            TopicUpdateCollector gathering,
            StaffGroupClient calls,
            StaffGroupTexts words,
            TelegramLimitsConfiguration limits,
            StaffGroupConfiguration settings,
            LeaseService leases,
            PeriodicTaskRunner rounds,
            InstantSource clock) {
        this.topics = topics;
        this.remarks = remarks;
        this.gathering = gathering;
        this.calls = calls;
        this.words = words;
        this.pace = new GroupRateLimiter(limits.group(), clock);
        this.clock = clock;
        this.chat = settings.chatId();
        this.lease = leases.forName(LEASE_NAME);
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.scheduleEvery(RUN_INTERVAL, RUN_INTERVAL, "update the topics of the staff group", this::round);
    }

    @PreDestroy
    void releaseLease() {
        lease.release();
    }

    @Override
    public void onTicketsChanged(Set<Long> tickets) {
        fresh.set(true);
    }

    private void round() {
        boolean looks = ++idle % RUNS_PER_FULL_CHECK == 0;
        if ((fresh.getAndSet(false) || looks) && lease.tryAcquire() && !tell()) {
            fresh.set(true);
        }
    }

    /// Publishes all pending updates.
    ///
    /// @return false when some have to wait
    private boolean tell() {
        settle();
        for (ForumTopic gone : topics.findOrphaned(chat, BATCH_SIZE)) {
            if (!delete(gone)) {
                return false;
            }
        }
        List<Long> behind = topics.findOutdated(chat, BATCH_SIZE, clock.instant());
        apart.keySet().retainAll(behind);
        for (long ticket : behind) {
            if (!lease.isHeld() || !isApart(ticket) && !tell(ticket)) {
                return false;
            }
        }
        return behind.stream().allMatch(this::isApart);
    }

    private boolean isApart(long ticket) {
        return apart.getOrDefault(ticket, Instant.MIN).isAfter(clock.instant());
    }

    /// Settles remarks of members whose messages did not arrive.
    private void settle() {
        for (TopicRemarkRepository.DeliveryOutcome fate : remarks.findSettled(BATCH_SIZE)) {
            String failure = fate.failure() == null ? "" : fate.failure();
            remarks.settleWatch(
                    fate,
                    fate.hasArrived()
                            ? null
                            : failure.equals("blocked")
                                    ? words.formatText("blocked")
                                    : words.formatText("not_arrived", "why", failure));
        }
    }

    /// Deletes a topic whose person was erased, or whose retention has ended.
    private boolean delete(ForumTopic gone) {
        if (gone.thread() == null) {
            topics.deleteTopic(gone.ticket());
            return true;
        }
        if (!pace.tryAcquire(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = calls.deleteTopic(gone.thread());
        if (result instanceof StaffGroupClient.GroupCallResult.Done
                || result instanceof StaffGroupClient.GroupCallResult.TopicDeleted) {
            topics.deleteTopic(gone.ticket());
            return true;
        }
        return failed(gone.ticket(), gone, result);
    }

    private boolean tell(long ticket) {
        TopicUpdate news =
                gathering.collectUpdate(ticket, chat, clock.instant()).orElse(null);
        if (news == null) {
            return true;
        }
        boolean active = news.ticket().isActive();
        if (news.before().thread() == null && !active) {
            // The topic was deleted and the ticket is closed: no topic is needed.
            gathering.markDropped(news);
            return true;
        }
        ForumTopic topic = opened(news, active);
        return topic != null && say(news, topic) && (active || news.held() || closed(news, topic));
    }

    /// Topic that is open for messages; null when there is none now.
    private ForumTopic opened(TopicUpdate news, boolean active) {
        ForumTopic topic = news.before();
        if (topic.thread() == null) {
            if (!pace.tryAcquire(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult made = calls.createTopic(words.topicName(news.ticket()));
            if (!(made instanceof StaffGroupClient.GroupCallResult.Done done)) {
                failed(topic.ticket(), topic, made);
                return null;
            }
            topic = topic.withThread(done.answer().path("message_thread_id").asInt())
                    .withClosed(false);
            topics.saveTopic(topic);
        } else if (topic.closed() && active) {
            if (!pace.tryAcquire(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult result = calls.reopenTopic(topic.thread());
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                failed(topic.ticket(), topic, result);
                return null;
            }
            topic = topic.withClosed(false);
            topics.saveTopic(topic);
        }
        return topic;
    }

    private boolean say(TopicUpdate news, ForumTopic topic) {
        String text = words.formatUpdate(news);
        List<String> pieces = text.isEmpty() ? List.of() : TextSplitter.splitText(text, MAX_TEXT_LENGTH);
        if (!pieces.isEmpty() && !pace.tryAcquire(pieces.size())) {
            return false;
        }
        for (String piece : pieces) {
            StaffGroupClient.GroupCallResult result =
                    calls.sendMessage(topic.thread(), piece, words.repliedMessage(news));
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                return failed(topic.ticket(), topic, result);
            }
        }
        well();
        boolean closing = !news.ticket().isActive() && !news.held() && !topic.closed();
        ForumTopic after = news.after().withThread(topic.thread()).withClosed(topic.closed());
        gathering.markPublished(news, closing ? after.withChanges(topic.changes()) : after, clock.instant());
        return true;
    }

    /// Closes the topic of a closed ticket.
    private boolean closed(TopicUpdate news, ForumTopic topic) {
        if (topic.closed()) {
            return true;
        }
        if (!pace.tryAcquire(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = calls.closeTopic(topic.thread());
        if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
            return failed(topic.ticket(), topic, result);
        }
        topics.saveTopic(news.after().withThread(topic.thread()).withClosed(true));
        return true;
    }

    /// @return whether other topics can still be updated
    private boolean failed(long ticket, ForumTopic topic, StaffGroupClient.GroupCallResult result) {
        switch (result) {
            case StaffGroupClient.GroupCallResult.TopicDeleted gone ->
                topics.saveTopic(topic.withThread(null).withClosed(false));
            case StaffGroupClient.GroupCallResult.TopicClosed shut -> {
                if (topic.closed()) {
                    return apart(ticket);
                }
                topics.saveTopic(topic.withClosed(true));
            }
            case StaffGroupClient.GroupCallResult.RetryLater later -> pace.pauseFor(later.pause());
            case StaffGroupClient.GroupCallResult.GroupUnavailable barred -> {
                if (!barred.why().equals(trouble)) {
                    LOG.warn("telegram staff group: {}", barred.why());
                    trouble = barred.why();
                }
                pace.pauseFor(BLOCKED_RETRY_DELAY);
            }
            case StaffGroupClient.GroupCallResult.Refused refused -> {
                LOG.warn("telegram staff group: the topic of a ticket refuses a message: {}", refused.why());
                return apart(ticket);
            }
            case StaffGroupClient.GroupCallResult.Done done -> throw new IllegalStateException("not failed");
        }
        return false;
    }

    private boolean apart(long ticket) {
        apart.put(ticket, clock.instant().plus(BLOCKED_RETRY_DELAY));
        return true;
    }

    private void well() {
        if (trouble != null) {
            LOG.warn("telegram staff group: topics are updated again");
            trouble = null;
        }
    }
}

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
import pk.rahnuma.persistence.PeriodicTaskRunner;
import pk.rahnuma.telegram.TelegramLimitsConfiguration;
import pk.rahnuma.telegram.TextSplitter;
import pk.rahnuma.ticket.TicketListener;
import pk.rahnuma.ticket.topic.ForumTopic;
import pk.rahnuma.ticket.topic.ForumTopicRepository;
import pk.rahnuma.ticket.topic.TopicRemarkRepository;
import pk.rahnuma.ticket.topic.TopicUpdate;
import pk.rahnuma.ticket.topic.TopicUpdateCollector;

/// Tells topics what they were not told, on one node for all.
@Singleton
@Requires(beans = StaffGroupConfiguration.class)
final class ForumTopicPublisher implements TicketListener, ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ForumTopicPublisher.class);
    private static final String LEASE = "telegram.group";
    private static final Duration OFTEN = Duration.ofMillis(100);
    /// Of these rounds, one looks whether or not something is known to be new: other nodes hear things too.
    private static final int LOOKS = 10;

    private static final int AT_ONCE = 50;
    /// Characters of a message.
    private static final int TEXT = 4096;
    /// While nothing can be done in the group, or a topic cannot be told something.
    private static final Duration BARRED = Duration.ofMinutes(1);

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
    /// Tickets that are left alone until then.
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
        this.chat = settings.chat();
        this.lease = leases.of(LEASE);
        this.rounds = rounds;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.every(OFTEN, OFTEN, "tell the staff's group", this::round);
    }

    @PreDestroy
    void close() {
        lease.release();
    }

    @Override
    public void changed(Set<Long> tickets) {
        fresh.set(true);
    }

    private void round() {
        boolean looks = ++idle % LOOKS == 0;
        if ((fresh.getAndSet(false) || looks) && lease.take() && !tell()) {
            fresh.set(true);
        }
    }

    /// Tells all that may be told now.
    ///
    /// @return whether nothing is left that only had to wait
    private boolean tell() {
        settle();
        for (ForumTopic gone : topics.gone(chat, AT_ONCE)) {
            if (!delete(gone)) {
                return false;
            }
        }
        List<Long> behind = topics.behind(chat, AT_ONCE, clock.instant());
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

    /// What members wrote there and did not arrive.
    private void settle() {
        for (TopicRemarkRepository.DeliveryOutcome fate : remarks.settled(AT_ONCE)) {
            String failure = fate.failure() == null ? "" : fate.failure();
            remarks.settle(
                    fate,
                    fate.arrived()
                            ? null
                            : failure.equals("blocked")
                                    ? words.say("blocked")
                                    : words.say("not_arrived", "why", failure));
        }
    }

    /// Its person was erased, or it was kept long enough.
    private boolean delete(ForumTopic gone) {
        if (gone.thread() == null) {
            topics.delete(gone.ticket());
            return true;
        }
        if (!pace.admits(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = calls.delete(gone.thread());
        if (result instanceof StaffGroupClient.GroupCallResult.Done
                || result instanceof StaffGroupClient.GroupCallResult.TopicDeleted) {
            topics.delete(gone.ticket());
            return true;
        }
        return failed(gone.ticket(), gone, result);
    }

    private boolean tell(long ticket) {
        TopicUpdate news = gathering.of(ticket, chat, clock.instant()).orElse(null);
        if (news == null) {
            return true;
        }
        boolean active = news.ticket().active();
        if (news.before().thread() == null && !active) {
            // Deleted there, and over: nobody misses it.
            gathering.dropped(news);
            return true;
        }
        ForumTopic topic = opened(news, active);
        return topic != null && say(news, topic) && (active || news.held() || closed(news, topic));
    }

    /// A topic that can be written in; null when there is none now.
    private ForumTopic opened(TopicUpdate news, boolean active) {
        ForumTopic topic = news.before();
        if (topic.thread() == null) {
            if (!pace.admits(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult made = calls.create(words.name(news.ticket()));
            if (!(made instanceof StaffGroupClient.GroupCallResult.Done done)) {
                failed(topic.ticket(), topic, made);
                return null;
            }
            topic = topic.in(done.answer().path("message_thread_id").asInt()).closed(false);
            topics.save(topic);
        } else if (topic.closed() && active) {
            if (!pace.admits(1)) {
                return null;
            }
            StaffGroupClient.GroupCallResult result = calls.reopen(topic.thread());
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                failed(topic.ticket(), topic, result);
                return null;
            }
            topic = topic.closed(false);
            topics.save(topic);
        }
        return topic;
    }

    private boolean say(TopicUpdate news, ForumTopic topic) {
        String text = words.told(news);
        List<String> pieces = text.isEmpty() ? List.of() : TextSplitter.of(text, TEXT);
        if (!pieces.isEmpty() && !pace.admits(pieces.size())) {
            return false;
        }
        for (String piece : pieces) {
            StaffGroupClient.GroupCallResult result = calls.say(topic.thread(), piece, words.answers(news));
            if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
                return failed(topic.ticket(), topic, result);
            }
        }
        well();
        boolean closing = !news.ticket().active() && !news.held() && !topic.closed();
        ForumTopic after = news.after().in(topic.thread()).closed(topic.closed());
        gathering.told(news, closing ? after.changes(topic.changes()) : after, clock.instant());
        return true;
    }

    /// The ticket is over, and so is its topic.
    private boolean closed(TopicUpdate news, ForumTopic topic) {
        if (topic.closed()) {
            return true;
        }
        if (!pace.admits(1)) {
            return false;
        }
        StaffGroupClient.GroupCallResult result = calls.close(topic.thread());
        if (!(result instanceof StaffGroupClient.GroupCallResult.Done)) {
            return failed(topic.ticket(), topic, result);
        }
        topics.save(news.after().in(topic.thread()).closed(true));
        return true;
    }

    /// @return whether others may be told something all the same
    private boolean failed(long ticket, ForumTopic topic, StaffGroupClient.GroupCallResult result) {
        switch (result) {
            case StaffGroupClient.GroupCallResult.TopicDeleted gone ->
                topics.save(topic.in(null).closed(false));
            case StaffGroupClient.GroupCallResult.TopicClosed shut -> {
                if (topic.closed()) {
                    return apart(ticket);
                }
                topics.save(topic.closed(true));
            }
            case StaffGroupClient.GroupCallResult.RetryLater later -> pace.stop(later.pause());
            case StaffGroupClient.GroupCallResult.GroupUnavailable barred -> {
                if (!barred.why().equals(trouble)) {
                    LOG.warn("The staff's group on Telegram: {}", barred.why());
                    trouble = barred.why();
                }
                pace.stop(BARRED);
            }
            case StaffGroupClient.GroupCallResult.Refused refused -> {
                LOG.warn("The topic of a ticket is not told something: {}", refused.why());
                return apart(ticket);
            }
            case StaffGroupClient.GroupCallResult.Done done -> throw new IllegalStateException("not failed");
        }
        return false;
    }

    private boolean apart(long ticket) {
        apart.put(ticket, clock.instant().plus(BARRED));
        return true;
    }

    private void well() {
        if (trouble != null) {
            LOG.warn("The staff's group on Telegram: all is well again");
            trouble = null;
        }
    }
}

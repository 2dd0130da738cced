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
import pk.rahnuma.node.Lease;
import pk.rahnuma.node.Leases;
import pk.rahnuma.store.Rounds;
import pk.rahnuma.support.TicketListener;
import pk.rahnuma.support.topics.Gathering;
import pk.rahnuma.support.topics.News;
import pk.rahnuma.support.topics.RemarkRows;
import pk.rahnuma.support.topics.Topic;
import pk.rahnuma.support.topics.TopicRows;
import pk.rahnuma.telegram.Pieces;
import pk.rahnuma.telegram.TelegramLimits;

/// Tells topics what they were not told, on one node for all.
@Singleton
@Requires(beans = StaffGroupSettings.class)
final class Teller implements TicketListener, ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final String LEASE = "telegram.group";
    private static final Duration OFTEN = Duration.ofMillis(100);
    /// Of these rounds, one looks whether or not something is known to be new: other nodes hear things too.
    private static final int LOOKS = 10;

    private static final int AT_ONCE = 50;
    /// Characters of a message.
    private static final int TEXT = 4096;
    /// While nothing can be done in the group, or a topic cannot be told something.
    private static final Duration BARRED = Duration.ofMinutes(1);

    private final TopicRows topics;
    private final RemarkRows remarks;
    private final Gathering gathering;
    private final GroupCalls calls;
    private final GroupWords words;
    private final GroupPace pace;
    private final InstantSource clock;
    private final long chat;
    private final Lease lease;
    private final Rounds rounds;
    private final AtomicBoolean fresh = new AtomicBoolean(true);
    /// Tickets that are left alone until then.
    private final Map<Long, Instant> apart = new HashMap<>();

    private int idle;
    private String trouble;

    @Inject
    Teller(
            TopicRows topics,
            RemarkRows remarks,
            Gathering gathering,
            GroupCalls calls,
            GroupWords words,
            TelegramLimits limits,
            StaffGroupSettings settings,
            Leases leases,
            Rounds rounds,
            InstantSource clock) {
        this.topics = topics;
        this.remarks = remarks;
        this.gathering = gathering;
        this.calls = calls;
        this.words = words;
        this.pace = new GroupPace(limits.group(), clock);
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
        for (Topic gone : topics.gone(chat, AT_ONCE)) {
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
        for (RemarkRows.Fate fate : remarks.settled(AT_ONCE)) {
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
    private boolean delete(Topic gone) {
        if (gone.thread() == null) {
            topics.delete(gone.ticket());
            return true;
        }
        if (!pace.admits(1)) {
            return false;
        }
        GroupCalls.Result result = calls.delete(gone.thread());
        if (result instanceof GroupCalls.Result.Done || result instanceof GroupCalls.Result.Gone) {
            topics.delete(gone.ticket());
            return true;
        }
        return failed(gone.ticket(), gone, result);
    }

    private boolean tell(long ticket) {
        News news = gathering.of(ticket, chat, clock.instant()).orElse(null);
        if (news == null) {
            return true;
        }
        boolean active = news.ticket().active();
        if (news.before().thread() == null && !active) {
            // Deleted there, and over: nobody misses it.
            gathering.dropped(news);
            return true;
        }
        Topic topic = opened(news, active);
        return topic != null && say(news, topic) && (active || news.held() || closed(news, topic));
    }

    /// A topic that can be written in; null when there is none now.
    private Topic opened(News news, boolean active) {
        Topic topic = news.before();
        if (topic.thread() == null) {
            if (!pace.admits(1)) {
                return null;
            }
            GroupCalls.Result made = calls.create(words.name(news.ticket()));
            if (!(made instanceof GroupCalls.Result.Done done)) {
                failed(topic.ticket(), topic, made);
                return null;
            }
            topic = topic.in(done.answer().path("message_thread_id").asInt()).closed(false);
            topics.save(topic);
        } else if (topic.closed() && active) {
            if (!pace.admits(1)) {
                return null;
            }
            GroupCalls.Result result = calls.reopen(topic.thread());
            if (!(result instanceof GroupCalls.Result.Done)) {
                failed(topic.ticket(), topic, result);
                return null;
            }
            topic = topic.closed(false);
            topics.save(topic);
        }
        return topic;
    }

    private boolean say(News news, Topic topic) {
        String text = words.told(news);
        List<String> pieces = text.isEmpty() ? List.of() : Pieces.of(text, TEXT);
        if (!pieces.isEmpty() && !pace.admits(pieces.size())) {
            return false;
        }
        for (String piece : pieces) {
            GroupCalls.Result result = calls.say(topic.thread(), piece, words.answers(news));
            if (!(result instanceof GroupCalls.Result.Done)) {
                return failed(topic.ticket(), topic, result);
            }
        }
        well();
        boolean closing = !news.ticket().active() && !news.held() && !topic.closed();
        Topic after = news.after().in(topic.thread()).closed(topic.closed());
        gathering.told(news, closing ? after.changes(topic.changes()) : after, clock.instant());
        return true;
    }

    /// The ticket is over, and so is its topic.
    private boolean closed(News news, Topic topic) {
        if (topic.closed()) {
            return true;
        }
        if (!pace.admits(1)) {
            return false;
        }
        GroupCalls.Result result = calls.close(topic.thread());
        if (!(result instanceof GroupCalls.Result.Done)) {
            return failed(topic.ticket(), topic, result);
        }
        topics.save(news.after().in(topic.thread()).closed(true));
        return true;
    }

    /// @return whether others may be told something all the same
    private boolean failed(long ticket, Topic topic, GroupCalls.Result result) {
        switch (result) {
            case GroupCalls.Result.Gone gone -> topics.save(topic.in(null).closed(false));
            case GroupCalls.Result.Closed shut -> {
                if (topic.closed()) {
                    return apart(ticket);
                }
                topics.save(topic.closed(true));
            }
            case GroupCalls.Result.Later later -> pace.stop(later.pause());
            case GroupCalls.Result.Barred barred -> {
                if (!barred.why().equals(trouble)) {
                    LOG.warn("The staff's group on Telegram: {}", barred.why());
                    trouble = barred.why();
                }
                pace.stop(BARRED);
            }
            case GroupCalls.Result.Refused refused -> {
                LOG.warn("The topic of a ticket is not told something: {}", refused.why());
                return apart(ticket);
            }
            case GroupCalls.Result.Done done -> throw new IllegalStateException("not failed");
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

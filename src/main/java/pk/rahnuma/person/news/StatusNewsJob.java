package pk.rahnuma.person.news;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.cluster.ClusterNode;
import pk.rahnuma.persistence.FaultLog;
import pk.rahnuma.person.news.StatusNewsRepository.NewsRow;
import pk.rahnuma.person.news.StatusNewsRepository.NewsState;

/// Sends news outside of the chat. Several nodes may run it at once: a node takes a piece of news before it sends it.
/// News whose outcome is unknown, also because the node was killed meanwhile, are not sent again: each change is sent
/// at most once by each channel.
@Singleton
public class StatusNewsJob {

    /// Maximum news that are sent by a channel in a run, by all nodes together; a run begins a second after the one
    /// before has ended.
    static final int MAX_NEWS_PER_RUN = 10;

    /// Time after which the outcome of a piece of news is lost.
    static final Duration OUTCOME_TIMEOUT = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(StatusNewsJob.class);

    private final StatusNewsRepository news;
    private final NewsSender sender;
    private final UnreachableNewsService unreachableNews;
    private final ClusterNode node;
    private final Clock clock;

    StatusNewsJob(
            StatusNewsRepository news,
            NewsSender sender,
            UnreachableNewsService unreachableNews,
            ClusterNode node,
            Clock clock) {
        this.news = news;
        this.sender = sender;
        this.unreachableNews = unreachableNews;
        this.node = node;
        this.clock = clock;
    }

    /// Gives up news whose outcome is lost.
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    public void settleLostNews() {
        int lost = news.settleLost(clock.instant());
        if (lost > 0) {
            LOG.warn("news: the outcome of {} pieces of news is unknown; they are not sent again", lost);
        }
    }

    /// Sends news by e-mail.
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public void sendEmails() {
        sendNews(NewsChannel.EMAIL);
    }

    /// Sends news by SMS.
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public void sendTexts() {
        sendNews(NewsChannel.SMS);
    }

    /// Sends news by web push.
    @Scheduled(initialDelay = "1s", fixedDelay = "1s")
    public void sendPushMessages() {
        sendNews(NewsChannel.PUSH);
    }

    /// Sends news of a channel whose time has come, at once, and waits for all of them. Other channels do not wait for
    /// it.
    ///
    /// @return number of news that this node took
    int sendNews(NewsChannel channel) {
        Instant now = clock.instant();
        int share = Math.max(1, MAX_NEWS_PER_RUN / (1 + node.otherNodes().size()));
        List<NewsRow> due = news.findDue(channel, now, share);
        AtomicInteger taken = new AtomicInteger();
        if (!due.isEmpty()) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(one -> threads.execute(() -> {
                    if (sendNews(one, now)) {
                        taken.incrementAndGet();
                    }
                }));
            }
        }
        return taken.get();
    }

    /// @return false when another node has it, or the database is unavailable
    private boolean sendNews(NewsRow one, Instant now) {
        try {
            if (news.claimRow(one.id(), now.plus(OUTCOME_TIMEOUT)) == 0) {
                return false;
            }
            recordOutcome(one, one.attempts() + 1, sender.sendNews(one), clock.instant());
            return true;
        } catch (RuntimeException e) {
            FaultLog.logWarning(LOG, "news: the outcome of news was not recorded; they are not sent again", e);
            return false;
        }
    }

    private void recordOutcome(NewsRow one, int attempts, NewsOutcome outcome, Instant now) {
        switch (outcome) {
            case NewsOutcome.Sent sent -> news.settleRow(one.id(), NewsState.SENT, now, null, now);
            case NewsOutcome.Later later -> {
                Instant next = StatusNewsSchedule.nextAttempt(one.channel(), attempts, now);
                boolean over = next.isAfter(one.createdAt().plus(StatusNewsSchedule.MAX_NEWS_AGE));
                news.settleRow(
                        one.id(),
                        over ? NewsState.REFUSED : NewsState.PENDING,
                        next,
                        later.reason(),
                        over ? now : null);
            }
            case NewsOutcome.Refused refused -> {
                news.settleRow(one.id(), NewsState.REFUSED, now, refused.reason(), now);
                if (refused.unreachable()) {
                    unreachableNews.turnOff(one, now);
                }
            }
            case NewsOutcome.Unknown unknown -> news.settleRow(one.id(), NewsState.UNKNOWN, now, unknown.reason(), now);
        }
    }
}

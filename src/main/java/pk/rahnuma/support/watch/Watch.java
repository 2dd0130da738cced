package pk.rahnuma.support.watch;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import pk.rahnuma.node.Lease;
import pk.rahnuma.node.Leases;
import pk.rahnuma.store.Rounds;
import pk.rahnuma.support.desk.Presence;
import pk.rahnuma.support.records.Feed;
import pk.rahnuma.support.records.SubmissionRepository;
import pk.rahnuma.support.work.Clockwork;

/// Keeps the desk's clock where a server runs: one node does the rounds, and each hears of what others change.
@Singleton
final class Watch implements ApplicationEventListener<ServerStartupEvent> {

    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final Feed feed;
    /// Made with the first round, so that the start does not wait for it.
    private final BeanProvider<Clockwork> clockwork;

    private final Presence presence;
    private final SubmissionRepository submissions;
    private final Lease lease;
    private final Rounds rounds;
    private final Clock clock;

    Watch(
            Feed feed,
            BeanProvider<Clockwork> clockwork,
            Presence presence,
            SubmissionRepository submissions,
            Leases leases,
            Rounds rounds,
            Clock clock) {
        this.submissions = submissions;
        this.feed = feed;
        this.clockwork = clockwork;
        this.presence = presence;
        this.lease = leases.of("support");
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        rounds.every(OFTEN, OFTEN, "look for tickets that others changed", () -> feed.look(clock.instant()));
        rounds.every(FIRST, ROUND, "see to tickets whose time has come", this::round);
    }

    private void round() {
        if (lease.take()) {
            clockwork.get().run(clock.instant());
            presence.tidy(clock.instant());
            submissions.deleteExpired(clock.instant());
        }
    }
}

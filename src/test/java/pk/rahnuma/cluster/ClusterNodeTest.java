package pk.rahnuma.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;

/// Who lives and who does not. Stop-watches are stepped; clocks differ by hours.
@OnEachDatabase
class ClusterNodeTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestDatabase database;
    private final AtomicLong watch = new AtomicLong(42);
    private final ClusterNode early;
    private final ClusterNode late;

    ClusterNodeTest(TestDatabase database) {
        this.database = database;
        this.early = TestClusterNodes.among(database, at(NOON.minus(Duration.ofHours(5))), watch::get);
        this.late = TestClusterNodes.among(database, at(NOON.plus(Duration.ofHours(5))), watch::get);
        early.beat();
    }

    @AfterEach
    void close() {
        early.close();
        late.close();
    }

    /// A clock that starts there and goes with the stop-watch.
    private Clock at(Instant start) {
        return new Clock() {
            @Override
            public Instant instant() {
                return start.plusNanos(watch.get());
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    private void passes(Duration time) {
        watch.addAndGet(time.toNanos());
    }

    @Test
    void nodes_that_beat_live_however_much_their_clocks_differ() {
        for (int i = 0; i < 30; i++) {
            passes(ClusterNode.BEAT);
            early.beat();
            late.beat();
        }
        assertThat(early.others()).containsExactly(late.id());
        assertThat(late.others()).containsExactly(early.id());
    }

    @Test
    void one_that_is_silent_is_dead_when_its_time_is_over_and_not_before() {
        passes(ClusterNode.DEAD.minusNanos(1));
        early.beat();
        assertThat(early.others()).containsExactly(late.id());
        passes(Duration.ofNanos(1));
        early.beat();
        assertThat(early.others()).isEmpty();
    }

    @Test
    void one_that_cannot_beat_knows_it_before_the_others_do() {
        passes(ClusterNode.SURE.minusNanos(1));
        assertThat(late.isSure()).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(late.isSure()).isFalse();
        early.beat();
        assertThat(early.others()).containsExactly(late.id());
        late.beat();
        assertThat(late.isSure()).isTrue();
    }

    @Test
    void one_that_was_taken_for_dead_comes_back_as_another() {
        long before = late.id();
        passes(ClusterNode.DEAD);
        early.beat();
        late.beat();
        assertThat(late.id()).isNotEqualTo(before);
        assertThat(late.isSure()).isTrue();
        early.beat();
        assertThat(early.others()).containsExactly(late.id());
    }

    @Test
    void one_that_leaves_is_gone_at_once() {
        late.close();
        assertThat(late.id()).isZero();
        assertThat(late.isSure()).isFalse();
        early.beat();
        assertThat(early.others()).isEmpty();
    }

    @Test
    void a_lease_has_one_holder_until_that_gives_it_back() {
        ClusterLease first = new LeaseService(early).of("poller");
        ClusterLease second = new LeaseService(late).of("poller");
        assertThat(first.take()).isTrue();
        assertThat(second.take()).isFalse();
        assertThat(first.take()).isTrue();
        first.release();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.take()).isTrue();
        assertThat(first.take()).isFalse();
        second.release();
    }

    @Test
    void a_lease_is_free_when_its_holder_leaves_and_not_before() {
        ClusterLease first = new LeaseService(early).of("poller");
        ClusterLease second = new LeaseService(late).of("poller");
        assertThat(first.take()).isTrue();
        early.close();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.take()).isTrue();
    }

    @Test
    void a_holder_that_may_be_taken_for_dead_holds_nothing_before_another_can() {
        ClusterLease first = new LeaseService(early).of("poller");
        ClusterLease second = new LeaseService(late).of("poller");
        assertThat(first.take()).isTrue();
        passes(ClusterNode.SURE);
        late.beat();
        assertThat(first.isHeld()).isFalse();
        assertThat(first.take()).isFalse();
        assertThat(second.take()).isFalse();
        passes(ClusterNode.DEAD.minus(ClusterNode.SURE));
        late.beat();
        assertThat(second.take()).isTrue();
        early.beat();
        assertThat(early.isSure()).isTrue();
        assertThat(first.isHeld()).isFalse();
        assertThat(first.take()).isFalse();
    }

    @Test
    void one_that_is_alone_knows_that_those_before_it_are_no_more() {
        ClusterNode only = TestClusterNodes.alone(database);
        passes(Duration.ofHours(1));
        assertThat(only.isSure()).isTrue();
        assertThat(new LeaseService(only).of("poller").take()).isTrue();
        early.beat();
        assertThat(early.others()).containsExactly(only.id());
        only.close();
    }
}

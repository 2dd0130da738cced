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

/// Detection of dead nodes. Stopwatches are stepped; clocks differ by hours.
@OnEachDatabase(always = true)
class ClusterNodeTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final TestDatabase database;
    private final AtomicLong watch = new AtomicLong(42);
    private final ClusterNode early;
    private final ClusterNode late;

    ClusterNodeTest(TestDatabase database) {
        this.database = database;
        this.early = TestClusterNodes.oneOfSeveral(database, at(NOON.minus(Duration.ofHours(5))), watch::get);
        this.late = TestClusterNodes.oneOfSeveral(database, at(NOON.plus(Duration.ofHours(5))), watch::get);
        early.sendHeartbeat();
    }

    @AfterEach
    void close() {
        early.close();
        late.close();
    }

    /// Clock that starts there and follows the stopwatch.
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
    void nodesThatBeatLiveHoweverMuchTheirClocksDiffer() {
        for (int i = 0; i < 30; i++) {
            passes(Duration.ofSeconds(1));
            early.sendHeartbeat();
            late.sendHeartbeat();
        }
        assertThat(early.otherNodes()).containsExactly(late.nodeId());
        assertThat(late.otherNodes()).containsExactly(early.nodeId());
    }

    @Test
    void oneThatIsSilentIsDeadWhenItsTimeIsOverAndNotBefore() {
        passes(ClusterNode.HEARTBEAT_TIMEOUT.minusNanos(1));
        early.sendHeartbeat();
        assertThat(early.otherNodes()).containsExactly(late.nodeId());
        passes(Duration.ofNanos(1));
        early.sendHeartbeat();
        assertThat(early.otherNodes()).isEmpty();
    }

    @Test
    void oneThatCannotBeatKnowsItBeforeTheOthersDo() {
        passes(ClusterNode.ALIVE_TTL.minusNanos(1));
        assertThat(late.isCertainlyAlive()).isTrue();
        passes(Duration.ofNanos(1));
        assertThat(late.isCertainlyAlive()).isFalse();
        early.sendHeartbeat();
        assertThat(early.otherNodes()).containsExactly(late.nodeId());
        late.sendHeartbeat();
        assertThat(late.isCertainlyAlive()).isTrue();
    }

    @Test
    void oneThatWasTakenForDeadComesBackAsAnother() {
        long before = late.nodeId();
        passes(ClusterNode.HEARTBEAT_TIMEOUT);
        early.sendHeartbeat();
        late.sendHeartbeat();
        assertThat(late.nodeId()).isNotEqualTo(before);
        assertThat(late.isCertainlyAlive()).isTrue();
        early.sendHeartbeat();
        assertThat(early.otherNodes()).containsExactly(late.nodeId());
    }

    @Test
    void oneThatLeavesIsGoneAtOnce() {
        late.close();
        assertThat(late.nodeId()).isZero();
        assertThat(late.isCertainlyAlive()).isFalse();
        early.sendHeartbeat();
        assertThat(early.otherNodes()).isEmpty();
    }

    @Test
    void aLeaseHasOneHolderUntilThatGivesItBack() {
        ClusterLease first = TestClusterNodes.leases(database, early).forName("poller");
        ClusterLease second = TestClusterNodes.leases(database, late).forName("poller");
        assertThat(first.tryAcquire()).isTrue();
        assertThat(second.tryAcquire()).isFalse();
        assertThat(first.tryAcquire()).isTrue();
        first.release();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.tryAcquire()).isTrue();
        assertThat(first.tryAcquire()).isFalse();
        second.release();
    }

    @Test
    void aLeaseIsFreeWhenItsHolderLeavesAndNotBefore() {
        ClusterLease first = TestClusterNodes.leases(database, early).forName("poller");
        ClusterLease second = TestClusterNodes.leases(database, late).forName("poller");
        assertThat(first.tryAcquire()).isTrue();
        early.close();
        assertThat(first.isHeld()).isFalse();
        assertThat(second.tryAcquire()).isTrue();
    }

    @Test
    void aHolderThatMayBeTakenForDeadHoldsNothingBeforeAnotherCan() {
        ClusterLease first = TestClusterNodes.leases(database, early).forName("poller");
        ClusterLease second = TestClusterNodes.leases(database, late).forName("poller");
        assertThat(first.tryAcquire()).isTrue();
        passes(ClusterNode.ALIVE_TTL);
        late.sendHeartbeat();
        assertThat(first.isHeld()).isFalse();
        assertThat(first.tryAcquire()).isFalse();
        assertThat(second.tryAcquire()).isFalse();
        passes(ClusterNode.HEARTBEAT_TIMEOUT.minus(ClusterNode.ALIVE_TTL));
        late.sendHeartbeat();
        assertThat(second.tryAcquire()).isTrue();
        early.sendHeartbeat();
        assertThat(early.isCertainlyAlive()).isTrue();
        assertThat(first.isHeld()).isFalse();
        assertThat(first.tryAcquire()).isFalse();
    }

    @Test
    void oneThatIsAloneKnowsThatThoseBeforeItAreNoMore() {
        ClusterNode only = TestClusterNodes.singleNode(database);
        passes(Duration.ofHours(1));
        assertThat(only.isCertainlyAlive()).isTrue();
        assertThat(TestClusterNodes.leases(database, only).forName("poller").tryAcquire())
                .isTrue();
        early.sendHeartbeat();
        assertThat(early.otherNodes()).containsExactly(only.nodeId());
        only.close();
    }
}
